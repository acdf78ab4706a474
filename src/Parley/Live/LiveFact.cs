using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Live;

internal enum LiveKind
{
    /// <summary>A comment got its place in the thread.</summary>
    New,

    /// <summary>What is shown of a comment changed.</summary>
    Changed,

    /// <summary>The words of a comment that was shown are gone.</summary>
    Removed,

    /// <summary>The thread's state, or the story itself, may have changed.</summary>
    Story,
}

/// <summary>What an event means to someone reading the story: ids and nothing else.</summary>
/// <param name="Comment">None for what is about the story as a whole.</param>
internal readonly record struct LiveFact(EventPosition Position, SiteId Site, StoryId Story, LiveKind Kind, CommentId Comment);

/// <summary>Turns events into what readers may know of them.</summary>
internal static class LiveFacts
{
    /// <returns>Null for what no reader sees: counts, imports, and comments that were never shown.</returns>
    public static LiveFact? Of(RecordedEvent one) => one.Happened switch
    {
        CommentPosted posted => Make(one, posted.StoryId, LiveKind.New, posted.CommentId),
        CommentEdited edited => Make(one, edited.StoryId, LiveKind.Changed, edited.CommentId),
        CommentStateChanged changed => Of(changed) is { } kind ? Make(one, changed.StoryId, kind, changed.CommentId) : null,
        StoryChanged changed => Make(one, changed.StoryId, LiveKind.Story, default),
        StoryMerged merged => Make(one, merged.StoryId, LiveKind.Story, default),
        _ => null,
    };

    /// <summary>Only what enters or leaves sight is told: a comment held before anyone saw it stays unknown.</summary>
    private static LiveKind? Of(CommentStateChanged changed) => changed switch
    {
        { To: CommentState.Published, IsNewlyListed: true } => LiveKind.New,
        { To: CommentState.Published } => LiveKind.Changed,
        { From: CommentState.Published } => LiveKind.Removed,
        _ => null,
    };

    private static LiveFact Make(RecordedEvent one, StoryId story, LiveKind kind, CommentId comment) =>
        new(one.Position, one.SiteId, story, kind, comment);
}
