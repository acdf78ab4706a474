using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Comments;

internal readonly record struct CommentId(long Value) : IId<CommentId>
{
    public static CommentId From(long value) => new(value);

    public static bool operator <(CommentId left, CommentId right) => left.Value < right.Value;

    public static bool operator >(CommentId left, CommentId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

internal enum CommentState
{
    Published,

    /// <summary>Waits for a moderator.</summary>
    Held,

    /// <summary>Never published, and will not be.</summary>
    Rejected,

    /// <summary>Was published; keeps its place without words or name.</summary>
    Removed,
}

internal enum Fold
{
    None,

    /// <summary>Longer than the site's length: folded past it.</summary>
    Long,

    /// <summary>A whole article pasted in: folded as a quotation.</summary>
    Pasted,
}

internal enum Remover
{
    Author,
    Moderator,
    Publisher,
}

/// <summary>A comment, from its first word to its tombstone.</summary>
internal sealed class Comment
{
    /// <summary>Levels below the root that <see cref="Path"/> names; deeper ones share their ancestor's.</summary>
    public const int PathLevels = 32;

    private Comment()
    {
        (Path, Body) = ("", "");
    }

    public CommentId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public StoryId StoryId { get; private set; }

    /// <summary>The outermost comment of its branch; its own id for a root.</summary>
    public CommentId RootId { get; private set; }

    public CommentId? ParentId { get; private set; }

    /// <summary>0 for a root.</summary>
    public int Depth { get; private set; }

    /// <summary>The ids below the root down to this one, 13 characters each, of the first 32 levels.</summary>
    public string Path { get; private set; }

    public PersonId AuthorId { get; private set; }

    /// <summary>What the author wrote (Markdown): the truth that everything shown is made from.</summary>
    public string Body { get; private set; }

    /// <summary>Made from the body; null until it is first rendered.</summary>
    public string? Html { get; private set; }

    /// <summary>What stands past the fold.</summary>
    public string? FoldedHtml { get; private set; }

    public Fold Fold { get; private set; }

    /// <summary>Version of the renderer that made the HTML; 0 for none.</summary>
    public int Renderer { get; private set; }

    public DateTimeOffset PostedAt { get; private set; }

    public bool IsTimeKnown { get; private set; }

    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>How often the body was rewritten.</summary>
    public int Revision { get; private set; }

    public int CorrectionCount { get; private set; }

    public CommentState State { get; private set; }

    /// <summary>Whether it has a place in the thread readers see: from its first publication on, whatever comes later.</summary>
    public bool IsListed { get; private set; }

    public Remover? RemovedBy { get; private set; }

    public string? RemovedReason { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>
    /// Listed replies below it: at any depth down to 32 levels below the root; further down direct ones only. Written in batches.
    /// </summary>
    public int ReplyCount { get; private set; }

    /// <summary>Set while the newsroom shows it above the thread.</summary>
    public DateTimeOffset? FeaturedAt { get; private set; }

    /// <summary>Set while its branch is folded under one line as off topic.</summary>
    public DateTimeOffset? OffTopicAt { get; private set; }

    /// <summary>Set while nothing more may be written below it.</summary>
    public DateTimeOffset? BranchClosedAt { get; private set; }

    /// <summary>The rule, as readers are told it.</summary>
    public string? BranchClosedReason { get; private set; }

    /// <summary>Until when its author was asked to word it anew: it waits for them, not for a moderator. Null while nobody asked.</summary>
    public DateTimeOffset? RewordUntil { get; private set; }

    public string? Source { get; private set; }

    public string? SourceId { get; private set; }

    /// <summary>0..1: how likely an import found its parent rightly; null when the source said it.</summary>
    public double? ParentConfidence { get; private set; }

    /// <summary>0..1: how likely an import found its author rightly; null when the source said it.</summary>
    public double? AuthorConfidence { get; private set; }

    /// <summary>A comment just written here.</summary>
    /// <param name="isHeld">Waits for a moderator: it has no place in the thread yet, and nobody is told.</param>
    public static (Comment Comment, CommentPosted? Happened) Post(
        NewComment written, RenderedText rendered, bool isHeld, DateTimeOffset at)
    {
        var comment = new Comment
        {
            Id = written.Id,
            SiteId = written.SiteId,
            StoryId = written.StoryId,
            AuthorId = written.AuthorId,
            Body = written.Body,
            PostedAt = at,
            IsTimeKnown = true,
            State = isHeld ? CommentState.Held : CommentState.Published,
            IsListed = !isHeld,
        };
        comment.PlaceBelow(written.Parent);
        comment.Show(rendered);
        return (comment, isHeld ? null : new CommentPosted(comment.StoryId, comment.Id, comment.ParentId, comment.AuthorId));
    }

    /// <summary>A comment written elsewhere, or long before. Its HTML is made when it is first read.</summary>
    public static Comment Import(ImportedComment brought)
    {
        var comment = new Comment
        {
            Id = brought.Id,
            SiteId = brought.SiteId,
            StoryId = brought.StoryId,
            AuthorId = brought.AuthorId,
            Body = brought.Body,
            PostedAt = brought.PostedAt,
            IsTimeKnown = brought.IsTimeKnown,
            State = brought.IsHeld ? CommentState.Held : CommentState.Published,
            IsListed = !brought.IsHeld,
            Fold = brought.Fold,
            Source = brought.Source,
            SourceId = brought.SourceId,
            ParentConfidence = brought.ParentConfidence,
            AuthorConfidence = brought.AuthorConfidence,
        };
        comment.PlaceBelow(brought.Parent);
        return comment;
    }

    /// <summary>Rewrites the body; the former one is returned to be kept.</summary>
    public (CommentRevision Former, CommentEdited Happened) Edit(string body, RenderedText rendered, DateTimeOffset at)
    {
        var former = new CommentRevision(SiteId, Id, Revision, Body, EditedAt ?? PostedAt);
        (Body, EditedAt, Revision) = (body, at, Revision + 1);
        Show(rendered);
        return (former, new CommentEdited(StoryId, Id));
    }

    /// <summary>Former words come back; their HTML is made when they are next read.</summary>
    public (CommentRevision Former, CommentEdited Happened) Restore(string body, DateTimeOffset at)
    {
        var former = new CommentRevision(SiteId, Id, Revision, Body, EditedAt ?? PostedAt);
        (Body, EditedAt, Revision) = (body, at, Revision + 1);
        (Html, FoldedHtml, Renderer) = (null, null, 0);
        return (former, new CommentEdited(StoryId, Id));
    }

    /// <summary>Adds a dated line below the body, which stays as it is.</summary>
    public (Correction Line, CommentEdited Happened) Correct(string text, DateTimeOffset at)
    {
        CorrectionCount++;
        return (new Correction(SiteId, Id, CorrectionCount, text, at), new CommentEdited(StoryId, Id));
    }

    public CommentStateChanged Remove(Remover by, string? reason, DateTimeOffset at)
    {
        (RemovedBy, RemovedReason, RemovedAt) = (by, reason, at);
        return Become(CommentState.Removed);
    }

    /// <summary>Its words are gone for good, as its author asked.</summary>
    public void Blank() => (Body, Html, FoldedHtml, Fold, CorrectionCount) = ("", null, null, default, 0);

    /// <summary>As whoever reads it is shown it when its author was erased with all they wrote, and it is not its turn yet.</summary>
    public void Withhold()
    {
        (State, RemovedBy, RemovedReason, RemovedAt, FeaturedAt) = (CommentState.Removed, Remover.Author, null, null, null);
        Blank();
    }

    public CommentStateChanged Hold() => Become(CommentState.Held);

    public CommentStateChanged Reject() => Become(CommentState.Rejected);

    public CommentStateChanged Publish()
    {
        (RemovedBy, RemovedReason, RemovedAt) = (null, null, null);
        var wasListed = IsListed;
        IsListed = true;
        return Become(CommentState.Published) with { IsNewlyListed = !wasListed };
    }

    /// <summary>Shows it above the thread, or no longer.</summary>
    public CommentEdited Feature(bool isFeatured, DateTimeOffset at)
    {
        FeaturedAt = isFeatured ? at : null;
        return new CommentEdited(StoryId, Id);
    }

    /// <summary>Folds its branch under one line, or unfolds it.</summary>
    public CommentEdited MoveOffTopic(bool isOffTopic, DateTimeOffset at)
    {
        OffTopicAt = isOffTopic ? at : null;
        return new CommentEdited(StoryId, Id);
    }

    /// <summary>Lets nobody write below it any more.</summary>
    public CommentEdited CloseBranch(string? reason, DateTimeOffset at)
    {
        (BranchClosedAt, BranchClosedReason) = (at, reason);
        return new CommentEdited(StoryId, Id);
    }

    /// <summary>Readers may answer there again. The rule stays, for when that is taken back.</summary>
    public CommentEdited OpenBranch()
    {
        BranchClosedAt = null;
        return new CommentEdited(StoryId, Id);
    }

    /// <summary>Nobody reads it until its author found other words; after that time it is over.</summary>
    public CommentStateChanged AskToReword(DateTimeOffset until)
    {
        var happened = Become(CommentState.Held);
        RewordUntil = until;
        return happened;
    }

    /// <summary>The words the author was asked for: they wait for a moderator now.</summary>
    public (CommentRevision Former, CommentReworded Happened) Reword(string body, RenderedText rendered, DateTimeOffset at)
    {
        var (former, _) = Edit(body, rendered, at);
        RewordUntil = null;
        return (former, new CommentReworded(StoryId, Id));
    }

    /// <summary>Keeps a place for it, without words or name, because something below it was published.</summary>
    public CommentStateChanged GivePlace()
    {
        IsListed = true;
        return Become(State) with { IsNewlyListed = true };
    }

    /// <summary>Takes over freshly made HTML.</summary>
    public void Show(RenderedText rendered) =>
        (Html, FoldedHtml, Fold, Renderer) = (rendered.Html, rendered.FoldedHtml, rendered.Fold, CommentText.Version);

    /// <summary>Brings the count up by what a batch of events added.</summary>
    public void Count(int replies) => ReplyCount += replies;

    /// <summary>Follows its story into another.</summary>
    public void MoveTo(StoryId story) => StoryId = story;

    /// <summary>Becomes another person's.</summary>
    public void HandTo(PersonId author) => AuthorId = author;

    private void PlaceBelow(Comment? parent)
    {
        ParentId = parent?.Id;
        RootId = parent?.RootId ?? Id;
        (Depth, Path) = parent is null ? (0, "") : PlaceBelow(parent.Depth, parent.Path, Id);
    }

    /// <summary>Depth and path of a reply.</summary>
    public static (int Depth, string Path) PlaceBelow(int parentDepth, string parentPath, CommentId reply) =>
        (parentDepth + 1, parentDepth < PathLevels ? parentPath + reply : parentPath);

    private CommentStateChanged Become(CommentState state)
    {
        var happened = new CommentStateChanged(StoryId, Id, ParentId, State, state);
        (State, RewordUntil) = (state, null);
        return happened;
    }
}

/// <summary>What is needed to post a comment.</summary>
/// <param name="Parent">Null for a root.</param>
internal sealed record NewComment(
    SiteId SiteId, StoryId StoryId, CommentId Id, Comment? Parent, PersonId AuthorId, string Body);

/// <summary>What an import knows of a comment.</summary>
/// <param name="IsTimeKnown">False when <paramref name="PostedAt"/> only keeps the order.</param>
/// <param name="IsHeld">Brought in unpublished.</param>
/// <param name="ParentConfidence">0..1 when the parent was worked out; null when it was given.</param>
/// <param name="AuthorConfidence">0..1 when the author was worked out; null when it was given.</param>
internal sealed record ImportedComment(
    SiteId SiteId,
    StoryId StoryId,
    CommentId Id,
    Comment? Parent,
    PersonId AuthorId,
    string Body,
    DateTimeOffset PostedAt,
    bool IsTimeKnown = true,
    bool IsHeld = false,
    Fold Fold = Fold.None,
    string? Source = null,
    string? SourceId = null,
    double? ParentConfidence = null,
    double? AuthorConfidence = null);

/// <summary>A body as it was before it was rewritten.</summary>
internal sealed class CommentRevision(SiteId siteId, CommentId commentId, int revision, string body, DateTimeOffset writtenAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public CommentId CommentId { get; private set; } = commentId;

    public int Revision { get; private set; } = revision;

    public string Body { get; private set; } = body;

    public DateTimeOffset WrittenAt { get; private set; } = writtenAt;
}

/// <summary>A dated line an author added after the edit window.</summary>
internal sealed class Correction(SiteId siteId, CommentId commentId, int number, string text, DateTimeOffset addedAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public CommentId CommentId { get; private set; } = commentId;

    /// <summary>1 for the first.</summary>
    public int Number { get; private set; } = number;

    public string Text { get; private set; } = text;

    public DateTimeOffset AddedAt { get; private set; } = addedAt;
}
