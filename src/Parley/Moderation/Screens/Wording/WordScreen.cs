using Parley.Comments.Screening;
using Parley.Sites;

namespace Parley.Moderation.Screens.Wording;

/// <summary>Looks for the words of the lists: Parley's own and the site's.</summary>
internal sealed class WordScreen(WordLists lists) : IScreen
{
    public string Name => "words";

    public ScreenMode Mode(SiteSettings settings) => ScreenModes.Read(settings.ScreenWords);

    public async ValueTask<ScreenAnswer?> Look(ScreenedText text, CancellationToken cancellation) =>
        WordMatches.Judge(await lists.Of(text.Site, cancellation), text.Body);
}
