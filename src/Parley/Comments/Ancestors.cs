using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Comments;

/// <summary>Finds what stands above a comment: from its stored path, or step by step where it lies deeper than paths reach.</summary>
internal sealed class Ancestors(ParleyContext db, CancellationToken cancellation)
{
    /// <summary>The nearest ancestors, outermost first.</summary>
    public async Task<List<CommentRow>> NearestOf(Comment comment, int count)
    {
        var ids = await IdsAbove(comment, count);
        var rows = ids.Count == 0 ? [] : await CommentRows.ByIds(db, comment.SiteId, ids, cancellation);
        return rows;
    }

    /// <summary>The comments from the first level below <paramref name="top"/> down to <paramref name="below"/>.</summary>
    /// <returns>Null when the one does not stand below the other.</returns>
    public async Task<IReadOnlyList<CommentId>?> Between(Comment top, CommentId below)
    {
        var last = await db.Comments.SingleOrDefaultAsync(
            comment => comment.SiteId == top.SiteId && comment.Id == below && comment.RootId == top.RootId, cancellation);
        if (last is null || last.Depth <= top.Depth || last.Depth - top.Depth > MaxLevelsBetween)
            return null;
        var above = await IdsAbove(last, last.Depth - top.Depth);
        return above[0] == top.Id ? [.. above.Skip(1), below] : null;
    }

    /// <summary>No page reaches further below its comment than the depth a site may set.</summary>
    private const int MaxLevelsBetween = 32;

    private async Task<List<CommentId>> IdsAbove(Comment comment, int count)
    {
        if (comment.Depth <= Comment.PathLevels)
            return FromPath(comment, count);
        var ids = new List<CommentId>();
        var parent = comment.ParentId;
        while (parent is { } id && ids.Count < count)
        {
            ids.Insert(0, id);
            parent = await db.Comments
                .Where(one => one.SiteId == comment.SiteId && one.Id == id)
                .Select(one => one.ParentId)
                .SingleAsync(cancellation);
        }
        return ids;
    }

    private static List<CommentId> FromPath(Comment comment, int count)
    {
        var ids = new List<CommentId>();
        for (var level = Math.Max(0, comment.Depth - count); level < comment.Depth; level++)
            ids.Add(level == 0 ? comment.RootId : IdAt(comment.Path, level));
        return ids;
    }

    /// <param name="level">1 for the first level below the root.</param>
    private static CommentId IdAt(string path, int level) =>
        IdText.TryRead<CommentId>(path.AsSpan((level - 1) * IdText.Length, IdText.Length), out var id)
            ? id
            : throw new InvalidOperationException("A stored path holds something that is no id.");
}
