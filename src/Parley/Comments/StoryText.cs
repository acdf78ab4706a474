using Parley.Platform.Web;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>An article's own text goes through the same renderer as comments.</summary>
internal sealed class StoryText(StaleHtml stale) : IStoryText
{
    public Outcome<StoryDetails> Render(StoryDetails details)
    {
        if (details.Text is not { } text)
            return details;
        if (CommentText.MayRender(text) is { } refusal)
            return refusal with { Field = "text" };
        var rendered = CommentText.Render(text, StoryRules.MaxTextLength, Fold.None);
        return details with { TextHtml = rendered.Html, TextRenderer = CommentText.Version };
    }

    public void Refresh(Story story) => stale.Refresh(story);
}
