namespace Parley.Comments;

/// <summary>A comment as every reader may see it: what JSON answers and what templates draw.</summary>
/// <remarks>A removed or held comment keeps its place and shows neither words nor author.</remarks>
public sealed record CommentView
{
    /// <summary>13 characters of Crockford base 32.</summary>
    public required string Id { get; init; }

    public required string StoryId { get; init; }

    /// <summary>The comment this one answers; null for a root.</summary>
    public string? ParentId { get; init; }

    /// <summary>The name of the author answered; null for a root or when that author's name is not shown.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>0 for a root, 1 for its replies, and so on without limit.</summary>
    public required int Depth { get; init; }

    /// <summary><c>published</c>, <c>held</c> or <c>removed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Null on a tombstone.</summary>
    public AuthorView? Author { get; init; }

    /// <summary>The Markdown the author wrote; null on a tombstone.</summary>
    public string? Body { get; init; }

    /// <summary>Sanitised HTML of the body up to the fold; null on a tombstone.</summary>
    public string? Html { get; init; }

    /// <summary>Sanitised HTML past the fold; null when nothing is folded.</summary>
    public string? FoldedHtml { get; init; }

    /// <summary>Why part of it is folded: <c>long</c> or <c>pasted</c> (a whole article pasted in); null when not folded.</summary>
    public string? Fold { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>False when an import had no time for it and <see cref="PostedAt"/> only keeps its order.</summary>
    public bool IsTimeKnown { get; init; } = true;

    /// <summary>When the words last changed; null when they never did.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Dated lines the author added after the edit window, oldest first.</summary>
    public IReadOnlyList<CorrectionView> Corrections { get; init; } = [];

    /// <summary>Who took it away and why; null unless removed.</summary>
    public RemovalView? Removal { get; init; }

    /// <summary>Replies below it at any depth. Brought up in batches, so it may be a second behind.</summary>
    public int ReplyCount { get; init; }

    /// <summary>What an import worked out rather than read; null when nothing was inferred.</summary>
    public InferenceView? Inferred { get; init; }

    /// <summary>Whether the newsroom shows it above the thread.</summary>
    public bool IsFeatured { get; init; }

    /// <summary>Whether its branch is folded under one line as off topic.</summary>
    public bool IsOffTopic { get; init; }

    /// <summary>Set where nobody may write below it any more, and why; null where it was not closed itself.</summary>
    public ClosedBranchView? BranchClosed { get; init; }

    /// <summary>False where it, or a comment above it, was closed. Whether the thread is open is told with the story.</summary>
    public bool TakesReplies { get; init; } = true;

    /// <summary>Where it was imported from (<c>page-text</c>…); null when it was written here.</summary>
    public string? Source { get; init; }
}

/// <summary>The author of a comment, as readers see them.</summary>
/// <param name="Name">Shown name; null when an import found none.</param>
/// <param name="Kind"><c>guest</c>, <c>account</c> or <c>imported</c>.</param>
/// <param name="Badge"><c>story-author</c>, <c>staff</c> or <c>expert</c>; null for none.</param>
/// <param name="Avatar">Address of the picture; null for the drawn initial.</param>
/// <param name="Profile">Address of the public page; null for none.</param>
public sealed record AuthorView(string Id, string? Name, string Kind, string? Badge = null, string? Avatar = null, string? Profile = null);

/// <summary>One dated line added to a comment after its edit window.</summary>
public sealed record CorrectionView(string Text, DateTimeOffset At);

/// <summary>Who removed a comment: <c>author</c>, <c>moderator</c> or <c>publisher</c>, and the rule, where one was named.</summary>
public sealed record RemovalView(string By, string? Reason, DateTimeOffset At);

/// <summary>When a branch was closed, and the rule, where one was named.</summary>
public sealed record ClosedBranchView(DateTimeOffset At, string? Reason);

/// <summary>What was inferred about an imported comment.</summary>
/// <param name="Parent">0..1: how likely it answers its parent; null when the source said so.</param>
/// <param name="Author">0..1: how likely the name is its author's; null when the source said so.</param>
public sealed record InferenceView(double? Parent, double? Author);
