using Parley.Accounts;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>A comment was published.</summary>
internal sealed record CommentPosted(StoryId StoryId, CommentId CommentId, CommentId? ParentId, PersonId AuthorId)
    : Event, IStoryEvent;

/// <summary>A comment's words or the newsroom's marks on it changed, or a correction was added.</summary>
internal sealed record CommentEdited(StoryId StoryId, CommentId CommentId) : Event, IStoryEvent;

/// <summary>An author who was asked to found other words.</summary>
internal sealed record CommentReworded(StoryId StoryId, CommentId CommentId) : Event, IStoryEvent;

/// <summary>A comment was held, published, rejected or removed.</summary>
internal sealed record CommentStateChanged(
    StoryId StoryId, CommentId CommentId, CommentId? ParentId, CommentState From, CommentState To) : Event, IStoryEvent
{
    /// <summary>Whether it had no place in the thread before.</summary>
    public bool IsNewlyListed { get; init; }
}

/// <summary>Reply counts and totals of a story were brought up.</summary>
internal sealed record ThreadCounted(StoryId StoryId) : Event, IStoryEvent;

/// <summary>An import added comments to a story: one event a batch, so that a million comments notify nobody.</summary>
internal sealed record CommentsImported(StoryId StoryId, int Count) : Event, IStoryEvent;

/// <summary>A batch of an import added stories, or comments to several of them.</summary>
internal sealed record ThreadsImported(IReadOnlyList<StoryId> StoryIds, int Count) : Event;
