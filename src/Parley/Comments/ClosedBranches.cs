using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Comments;

/// <summary>Which comments stand in a branch that moderators closed: one look into an index of few rows, mostly of none.</summary>
internal static class ClosedBranches
{
    private static readonly KeptQuery<SiteId, CommentId, int> Count = new((db, site, root) =>
        db.Set<Comment>().Count(one => one.SiteId == site && one.RootId == root && one.BranchClosedAt != null));

    /// <summary>Whether a comment, or one above it, was closed.</summary>
    public static async Task<bool> Holds(ParleyContext db, Comment comment, CancellationToken cancellation) =>
        (await Among(db, comment.SiteId, [comment], cancellation)).Count > 0;

    /// <summary>Those of some comments that stand in a closed branch.</summary>
    public static async Task<IReadOnlySet<CommentId>> Among(
        ParleyContext db, SiteId site, IReadOnlyList<Comment> comments, CancellationToken cancellation)
    {
        // One comment is asked about at every post.
        if (comments is [var only] && await Count.Ask(db, site, only.RootId) == 0)
            return new HashSet<CommentId>();
        var roots = comments.Select(one => one.RootId).Distinct().ToList();
        var closed = roots.Count == 0 ? [] : await db.Comments
            .Where(one => one.SiteId == site && EF.Parameter(roots).Contains(one.RootId) && one.BranchClosedAt != null)
            .Select(one => new Closed(one.Id, one.RootId, one.Depth))
            .ToListAsync(cancellation);
        var inside = new HashSet<CommentId>();
        foreach (var comment in closed.Count == 0 ? [] : comments)
            foreach (var one in closed.Where(one => one.Root == comment.RootId && !inside.Contains(comment.Id)))
                if (await IsBelow(db, comment, one, cancellation))
                    inside.Add(comment.Id);
        return inside;
    }

    private static async Task<bool> IsBelow(ParleyContext db, Comment comment, Closed closed, CancellationToken cancellation)
    {
        if (closed.Depth >= comment.Depth)
            return closed.Id == comment.Id;
        if (closed.Depth == 0)
            return true;
        if (closed.Depth <= Comment.PathLevels)
            return comment.Path.AsSpan((closed.Depth - 1) * IdText.Length, IdText.Length).SequenceEqual(closed.Id.ToString());
        // Deeper than paths reach: step by step.
        var (at, depth) = (comment.ParentId, comment.Depth - 1);
        for (; at is { } id && depth > closed.Depth; depth--)
            at = await db.Comments.Where(one => one.SiteId == comment.SiteId && one.Id == id).Select(one => one.ParentId).SingleAsync(cancellation);
        return at == closed.Id;
    }

    private readonly record struct Closed(CommentId Id, CommentId Root, int Depth);
}
