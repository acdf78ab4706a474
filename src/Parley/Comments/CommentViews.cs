using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Turns stored comments into what readers may see of them.</summary>
internal sealed class CommentViews(StaleHtml stale)
{
    public async Task<IReadOnlyList<BranchView>> Draw(
        ParleyContext db, BranchTree tree, LiveSite site, CancellationToken cancellation)
    {
        var drawn = (await Draw(db, [.. tree.Rows], site, cancellation)).ToDictionary(view => view.Id);
        return [.. tree.Roots.Select(Branch)];

        BranchView Branch(BranchTree.Node node) =>
            new(drawn[node.Row.Comment.Id.ToString()], [.. node.Replies.Select(Branch)], node.More);
    }

    public async Task<IReadOnlyList<CommentView>> Draw(
        ParleyContext db, IReadOnlyList<CommentRow> rows, LiveSite site, CancellationToken cancellation)
    {
        var corrections = await ReadCorrections(db, rows, site.Id, cancellation);
        var names = await ReadParentNames(db, rows, site.Id, cancellation);
        var writers = await ReadStoryAuthors(db, rows, site.Id, cancellation);
        var closed = await ClosedBranches.Among(db, site.Id, [.. rows.Select(row => row.Comment)], cancellation);
        stale.Refresh(rows, site);
        return
        [
            .. rows.Select(row => Draw(row, corrections[row.Comment.Id], NameOf(names, row.Comment.ParentId), writers.GetValueOrDefault(row.Comment.StoryId), PublicPeople.IsOne(row.Author, site))
                with { TakesReplies = !closed.Contains(row.Comment.Id) }),
        ];
    }

    /// <summary>Comments of one or many stories of a site, each with the heading of its story.</summary>
    public async Task<IReadOnlyList<ListedComment>> List(
        ParleyContext db, IReadOnlyList<CommentRow> rows, LiveSite site, CancellationToken cancellation)
    {
        var headings = await StoryHeadings.Read(db, site, rows.Select(row => row.Comment.StoryId), cancellation);
        var drawn = await Draw(db, rows, site, cancellation);
        return [.. drawn.Select((comment, at) => new ListedComment(comment, headings[rows[at].Comment.StoryId]))];
    }

    /// <summary>A comment as its own author sees it: with its words, even while it is held.</summary>
    public static CommentView DrawOwn(Comment comment, Person author, IEnumerable<Correction> corrections)
    {
        var row = new CommentRow { Comment = comment, Author = author, HasReplies = false };
        var place = Draw(row, corrections, null, null);
        return comment.State == CommentState.Removed ? place : WithWords(place, row, corrections, null);
    }

    /// <inheritdoc cref="DrawOwn(Comment, Person, IEnumerable{Correction})"/>
    public async Task<CommentView> DrawOwn(ParleyContext db, Comment comment, LiveSite site, CancellationToken cancellation)
    {
        var rows = await CommentRows.ByIds(db, site.Id, [comment.Id], cancellation);
        var corrections = await ReadCorrections(db, rows, site.Id, cancellation);
        stale.Refresh(rows, site);
        return DrawOwn(rows[0].Comment, rows[0].Author, corrections[comment.Id]);
    }

    private static string? NameOf(Dictionary<CommentId, string?> names, CommentId? parent) =>
        parent is { } id ? names.GetValueOrDefault(id) : null;

    /// <param name="writer">The person who wrote the story itself.</param>
    /// <param name="isPublic">Whether the author has a public page.</param>
    private static CommentView Draw(
        CommentRow row, IEnumerable<Correction> corrections, string? inReplyTo, PersonId? writer, bool isPublic = false)
    {
        var comment = row.Comment;
        var place = new CommentView
        {
            Id = comment.Id.ToString(),
            StoryId = comment.StoryId.ToString(),
            ParentId = comment.ParentId?.ToString(),
            InReplyTo = inReplyTo,
            Depth = comment.Depth,
            State = comment.State.ToString().ToLowerInvariant(),
            PostedAt = comment.PostedAt,
            IsTimeKnown = comment.IsTimeKnown,
            ReplyCount = comment.ReplyCount,
            IsFeatured = comment.FeaturedAt is not null,
            IsOffTopic = comment.OffTopicAt is not null,
            BranchClosed = comment.BranchClosedAt is { } closed ? new(closed, comment.BranchClosedReason) : null,
            Source = comment.Source,
        };
        return comment.State switch
        {
            CommentState.Published => WithWords(place, row, corrections, writer, isPublic),
            CommentState.Removed when comment.RemovedAt is { } at => place with
            {
                Removal = new(comment.RemovedBy!.Value.ToString().ToLowerInvariant(), comment.RemovedReason, at),
            },
            // Nobody ever saw it; its place is kept for what answers it, and why it was refused is not told.
            CommentState.Rejected => place with { State = "removed" },
            _ => place,
        };
    }

    private static CommentView WithWords(CommentView place, CommentRow row, IEnumerable<Correction> corrections, PersonId? writer, bool isPublic = false)
    {
        var (comment, author) = (row.Comment, row.Author);
        return place with
        {
            Author = new AuthorView(
                IdOf(author, comment), author.Name, author.KindShown.ToString().ToLowerInvariant(), BadgeOf(author, writer),
                author.Avatar is { } avatar ? Links.Avatar(author.Id.ToString(), avatar) : null,
                isPublic ? Links.Person(author.Id.ToString()) : null),
            Body = comment.Body,
            Html = comment.Html,
            FoldedHtml = comment.FoldedHtml,
            Fold = comment.Fold == Fold.None ? null : comment.Fold.ToString().ToLowerInvariant(),
            EditedAt = comment.EditedAt,
            Corrections = [.. corrections.Select(line => new CorrectionView(line.Text, line.AddedAt))],
            Inferred = comment is { ParentConfidence: null, AuthorConfidence: null }
                ? null
                : new InferenceView(comment.ParentConfidence, comment.AuthorConfidence),
        };
    }

    /// <summary>Until each thread has a nameless person of its own, the thread's id stands for whoever left: theirs would tell who it was.</summary>
    private static string IdOf(Person author, Comment comment) =>
        author.Kind == PersonKind.Leaving ? comment.StoryId.ToString() : author.Id.ToString();

    private static string? BadgeOf(Person author, PersonId? writer) => author switch
    {
        _ when author.Id == writer => "story-author",
        { Badge: Badge.None } => null,
        _ => author.Badge.ToString().ToLowerInvariant(),
    };

    /// <summary>The rows of a thread's page are of one story, those of a list of many.</summary>
    private static async Task<Dictionary<StoryId, PersonId?>> ReadStoryAuthors(
        ParleyContext db, IReadOnlyList<CommentRow> rows, SiteId site, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Comment.StoryId).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Stories
            .Where(story => story.SiteId == site && EF.Parameter(ids).Contains(story.Id))
            .Select(story => new { story.Id, story.AuthorId })
            .ToDictionaryAsync(story => story.Id, story => story.AuthorId, cancellation);
    }

    private static async Task<ILookup<CommentId, Correction>> ReadCorrections(
        ParleyContext db, IReadOnlyList<CommentRow> rows, SiteId site, CancellationToken cancellation)
    {
        var ids = rows.Where(row => row.Comment.CorrectionCount > 0).Select(row => row.Comment.Id).ToList();
        var lines = ids.Count == 0
            ? []
            : await db.Corrections
                .Where(line => line.SiteId == site && ids.Contains(line.CommentId))
                .OrderBy(line => line.Number)
                .ToListAsync(cancellation);
        return lines.ToLookup(line => line.CommentId);
    }

    /// <summary>Names of the authors answered; most parents are on the page themselves.</summary>
    private static async Task<Dictionary<CommentId, string?>> ReadParentNames(
        ParleyContext db, IReadOnlyList<CommentRow> rows, SiteId site, CancellationToken cancellation)
    {
        var names = rows.ToDictionary(row => row.Comment.Id, row => NameShown(row.Comment, row.Author));
        var missing = rows
            .Select(row => row.Comment.ParentId)
            .Where(parent => parent is { } id && !names.ContainsKey(id))
            .Select(parent => parent!.Value)
            .Distinct().ToList();
        if (missing.Count > 0)
            foreach (var row in await CommentRows.ByIds(db, site, missing, cancellation))
                names[row.Comment.Id] = NameShown(row.Comment, row.Author);
        return names;
    }

    private static string? NameShown(Comment comment, Person author) =>
        comment.State == CommentState.Published ? author.Name : null;
}
