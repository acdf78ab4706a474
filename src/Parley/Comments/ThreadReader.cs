using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Reads pages of threads for readers. The cost follows the page, never the size of the thread.</summary>
internal sealed class ThreadReader(IDbContextFactory<ParleyContext> reading, CommentViews views)
{
    /// <summary>Comments on a page: a screenful or ten, and about 12 KB compressed.</summary>
    public const int PageSize = 50;

    public const int MaxPageSize = 100;

    /// <summary>Replies shown of each root before "N more replies".</summary>
    public const int RepliesPerRoot = 10;

    /// <summary>Ancestors shown above a comment on its own page.</summary>
    public const int AncestorsShown = 10;

    /// <summary>A page of a story's thread: roots in their order, each with its first replies; it closes after the root that fills it.</summary>
    public async Task<ThreadView> ReadPage(
        Story story, LiveSite site, Sort sort, ThreadCursor? after, int limit, StoryView view, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var roots = await RootRange.Read(db, story, sort, after, limit + 1, cancellation);
        var tree = new BranchTree();
        string? next = null;
        foreach (var root in roots)
        {
            if (tree.Count >= limit)
            {
                next = new ThreadCursor(sort, story.Id, KeyOf(tree.LastRoot!, sort), tree.LastRoot!.Id).ToString();
                break;
            }
            tree.AddRoot(root);
            await AddReplies(db, site, tree, root, Resumed.AtFirst, Math.Min(RepliesPerRoot, limit), cancellation);
        }
        return new ThreadView(view, sort.Word(), await views.Draw(db, tree, site, cancellation), next)
        {
            Featured = after is null ? await ReadFeatured(db, story, site, cancellation) : [],
        };
    }

    /// <summary>A comment in its place: its nearest ancestors above it, its replies below.</summary>
    /// <param name="after">Goes on with the replies after that one; it must stand below the comment.</param>
    public async Task<Outcome<ThreadView>> ReadPlace(
        Comment comment, LiveSite site, ReplyCursor? after, int limit, StoryView view, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var resume = await ResumeAt(db, comment, after, cancellation);
        if (resume.Refusal is { } refusal)
            return refusal;
        var chain = await new Ancestors(db, cancellation).NearestOf(comment, AncestorsShown);
        var self = await CommentRows.ByIds(db, comment.SiteId, [comment.Id], cancellation);
        var tree = new BranchTree();
        foreach (var ancestor in chain.Concat(self))
            tree.AddBelow(ancestor);
        await AddReplies(db, site, tree, self[0], resume.Value!, limit, cancellation);
        var above = chain.Count > 0 ? chain[0].Comment.ParentId : null;
        return new ThreadView(
            view, Sort.Oldest.Word(), await views.Draw(db, tree, site, cancellation), null, comment.Id.ToString(), above?.ToString());
    }

    /// <summary>Replies below a comment in reading order, without itself.</summary>
    public async Task<Outcome<ReplyPageView>> ReadReplies(
        Comment comment, LiveSite site, ReplyCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var resume = await ResumeAt(db, comment, after, cancellation);
        if (resume.Refusal is { } refusal)
            return refusal;
        var walk = new BranchWalk(db, site.Id, site.Settings.Depth, cancellation);
        var (rows, hasMore) = await walk.Read(comment.Id, resume.Value!.Chain, limit);
        var deeper = Deeper(rows, comment, site);
        var drawn = await views.Draw(db, rows, site, cancellation);
        return new ReplyPageView(
            drawn,
            hasMore ? resume.Value.Next(rows, deeper).ToString() : null,
            [.. deeper.Select(BranchTree.Deeper)]);
    }

    /// <summary>One comment as readers see it.</summary>
    public async Task<CommentView> ReadOne(Comment comment, LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var rows = await CommentRows.ByIds(db, site.Id, [comment.Id], cancellation);
        return (await views.Draw(db, rows, site, cancellation))[0];
    }

    /// <summary>One comment as its own author sees it.</summary>
    public async Task<CommentView> ReadOwn(Comment comment, LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await views.DrawOwn(db, comment, site, cancellation);
    }

    private static async Task AddReplies(
        ParleyContext db, LiveSite site, BranchTree tree, CommentRow top, Resumed resume, int take, CancellationToken cancellation)
    {
        if (!top.HasReplies)
            return;
        var walk = new BranchWalk(db, site.Id, site.Settings.Depth, cancellation);
        var (rows, hasMore) = await walk.Read(top.Comment.Id, resume.Chain, take);
        if (resume.Chain.Count > 0)
            await AddSkipped(db, site, tree, resume.Chain, rows, cancellation);
        foreach (var row in rows)
            tree.AddBelow(row);
        var deeper = Deeper(rows, top.Comment, site);
        if (hasMore)
            tree.MarkMore(top.Comment, resume.Next(rows, deeper));
        tree.MarkDeeper(deeper);
    }

    /// <summary>Those on the last level a page shows that have replies below it.</summary>
    private static List<CommentRow> Deeper(List<CommentRow> rows, Comment top, LiveSite site) =>
        rows.FindAll(row => row.HasReplies && row.Comment.Depth - top.Depth >= site.Settings.Depth);

    /// <summary>A page that goes on in the middle of a branch repeats the comments its first replies hang from.</summary>
    private static async Task AddSkipped(
        ParleyContext db, LiveSite site, BranchTree tree, IReadOnlyList<CommentId> resume, List<CommentRow> rows, CancellationToken cancellation)
    {
        var needed = rows.Select(row => row.Comment.ParentId!.Value).Where(resume.Contains).ToHashSet();
        var last = resume.ToList().FindLastIndex(needed.Contains);
        if (last < 0)
            return;
        foreach (var row in await CommentRows.ByIds(db, site.Id, [.. resume.Take(last + 1)], cancellation))
            tree.AddBelow(row);
    }

    private static async Task<Outcome<Resumed>> ResumeAt(
        ParleyContext db, Comment top, ReplyCursor? after, CancellationToken cancellation)
    {
        if (after is not { } cursor)
            return Resumed.AtFirst;
        var chain = await new Ancestors(db, cancellation).Between(top, cursor.Id);
        return chain is null ? new Refusal("cursor", 400, "after") : new Resumed(chain, cursor.Passed);
    }

    private async Task<IReadOnlyList<CommentView>> ReadFeatured(
        ParleyContext db, Story story, LiveSite site, CancellationToken cancellation)
    {
        var rows = await CommentRows.Featured(db, story, CommentRules.MaxFeatured, cancellation);
        return rows.Count == 0 ? [] : await views.Draw(db, rows, site, cancellation);
    }

    private static int KeyOf(Comment root, Sort sort) => sort == Sort.Replies ? root.ReplyCount : 0;

    /// <summary>Where in a branch a page begins.</summary>
    /// <param name="Chain">The replies from the first level down to the one read last; empty to begin.</param>
    /// <param name="Passed">Replies before that place, or reached by a link before it.</param>
    private sealed record Resumed(IReadOnlyList<CommentId> Chain, int Passed)
    {
        public static readonly Resumed AtFirst = new([], 0);

        public ReplyCursor Next(List<CommentRow> rows, List<CommentRow> deeper) =>
            new(rows[^1].Comment.Id, Passed + rows.Count + deeper.Sum(row => row.Comment.ReplyCount));
    }
}
