using Parley.Stories;

namespace Parley.Comments;

/// <summary>One page of a thread in reading order.</summary>
/// <param name="Sort"><c>newest</c>, <c>oldest</c> or <c>replies</c>.</param>
/// <param name="Branches">Roots of a story's page; on a permalink the outermost ancestor shown.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
/// <param name="Focus">On a permalink, the comment asked for; else null.</param>
/// <param name="Above">On a permalink, the nearest ancestor that is not shown, reached by a link; else null.</param>
public sealed record ThreadView(
    StoryView Story,
    string Sort,
    IReadOnlyList<BranchView> Branches,
    string? Next,
    string? Focus = null,
    string? Above = null)
{
    /// <summary>Comments the newsroom shows above the thread, on its first page.</summary>
    public IReadOnlyList<CommentView> Featured { get; init; } = [];

    /// <summary>The place in the event log the page is true at, so that a reader can hear what came after; null where nobody needs to.</summary>
    public string? At { get; init; }
}

/// <summary>A comment and the replies shown below it, oldest first.</summary>
/// <param name="More">Set where replies below this comment were left out.</param>
public sealed record BranchView(CommentView Comment, IReadOnlyList<BranchView> Replies, MoreView? More = null);

/// <summary>Replies left out, reached by a link.</summary>
/// <param name="Kind"><c>replies</c> ("N more replies": siblings follow) or <c>deeper</c> ("continue this thread").</param>
/// <param name="Count">How many, as far as known; at least 1.</param>
/// <param name="CommentId">Whose page continues.</param>
/// <param name="After">Cursor on that page; null to start at its first reply.</param>
public sealed record MoreView(string Kind, int Count, string CommentId, string? After);

/// <summary>What a writer typed and what was wrong with it, so that the form comes back as it was.</summary>
/// <param name="ParentId">The comment answered; null for a root.</param>
/// <param name="ErrorField"><c>body</c>, <c>name</c> or null when the error is about the whole form.</param>
/// <param name="Error">Words for the writer; null when nothing was wrong.</param>
/// <param name="PreviewHtml">Sanitised HTML when a preview was asked for.</param>
/// <param name="IsNudged">Whether the writer was asked to think again, and may post it as it is.</param>
/// <param name="MayShorten">Whether a quotation is offered in place of a pasted article.</param>
/// <param name="Passage">The words it is about; null when it is about all of it.</param>
public sealed record DraftView(
    string? Body = null,
    string? Name = null,
    string? ParentId = null,
    bool Continued = false,
    string? ErrorField = null,
    string? Error = null,
    string? PreviewHtml = null,
    bool IsNudged = false,
    bool MayShorten = false,
    string? Passage = null)
{
    /// <summary>Where the writer reads why it was refused, and objects; null where it was not.</summary>
    public string? Statement { get; init; }
}
