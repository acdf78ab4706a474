using Parley.Platform.Web;

namespace Parley.Stories;

/// <summary>What a publisher may say of a story.</summary>
internal static class StoryRules
{
    public const int MaxPublisherIdLength = 200;
    public const int MaxTitleLength = 500;
    public const int MaxSummaryLength = 2_000;
    public const int MaxTextLength = 200_000;
    public const int MaxNoteLength = 2_000;
    public const int MaxReasonLength = 500;

    /// <summary>A publisher's own id as it is stored and looked for; null when there is nothing in it.</summary>
    public static string? ReadPublisherId(string? sent) =>
        sent is null || CleanText.Line(sent) is not { Length: > 0 } id ? null : id;

    /// <summary>The first thing wrong with the details; null when nothing is.</summary>
    public static Refusal? MayBe(StoryDetails details) =>
        TooLong("storyId", details.PublisherId, MaxPublisherIdLength)
        ?? (details.PublisherId is "" ? new Refusal("empty", 422, "storyId") : null)
        ?? (details.Title is "" ? new Refusal("empty", 422, "title") : null)
        ?? TooLong("title", details.Title, MaxTitleLength)
        ?? TooLong("summary", details.Summary, MaxSummaryLength)
        ?? TooLong("author", details.Author, MaxTitleLength)
        ?? TooLong("section", details.Section, MaxPublisherIdLength)
        ?? TooLong("image", details.Image, StoryUrl.MaxLength)
        ?? TooLong("language", details.Language, 35)
        ?? TooLong("text", details.Text, MaxTextLength)
        ?? TooLong("textAttribution", details.TextAttribution, MaxSummaryLength);

    /// <summary>Whether anyone may write in the thread now.</summary>
    public static Refusal? MayWriteIn(Story story, int closesAfterDays, DateTimeOffset now) => story switch
    {
        { MergedInto: not null } => new Refusal("story-merged", 409),
        { Thread: ThreadState.Archived } => new Refusal("thread-archived", 409),
        { Thread: ThreadState.Closed } => new Refusal("thread-closed", 409, null, ("reason", string.IsNullOrEmpty(story.ClosedReason) ? "none" : story.ClosedReason)),
        _ when story.ClosesAt(closesAfterDays) <= now => new Refusal("thread-closed-by-age", 409, null, ("days", closesAfterDays)),
        _ => null,
    };

    /// <summary>Whether one story may become another.</summary>
    public static Refusal? MayMerge(Story story, Story into) =>
        story.Id == into.Id ? new Refusal("merge-itself", 422, "into")
        : into.MergedInto is not null ? new Refusal("merge-into-merged", 422, "into")
        : story.MergedInto is not null ? new Refusal("story-merged", 409)
        : null;

    private static Refusal? TooLong(string field, string? text, int max) =>
        text?.Length > max ? new Refusal("too-long", 422, field, ("max", max)) : null;
}
