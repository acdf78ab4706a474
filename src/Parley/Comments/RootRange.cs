using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Reads the roots of a thread in an order, from a cursor on. Each query is one range of one index.</summary>
internal static class RootRange
{
    /// <param name="after">A cursor of that order; null for the first roots.</param>
    public static Task<List<CommentRow>> Read(
        ParleyContext db, Story story, Sort sort, ThreadCursor? after, int take, CancellationToken cancellation)
    {
        var roots = CommentRows.Roots(db, story);
        return (sort, after) switch
        {
            (Sort.Newest, null) => Newest(roots, take, cancellation),
            (Sort.Newest, { Id: var id }) => Newest(roots.Where(row => row.Comment.Id < id), take, cancellation),
            (Sort.Oldest, null) => Oldest(roots, take, cancellation),
            (Sort.Oldest, { Id: var id }) => Oldest(roots.Where(row => row.Comment.Id > id), take, cancellation),
            (_, null) => MostReplies(roots, take, cancellation),
            (_, { } cursor) => MostRepliesAfter(roots, cursor, take, cancellation),
        };
    }

    private static Task<List<CommentRow>> Newest(IQueryable<CommentRow> roots, int take, CancellationToken cancellation) =>
        roots.OrderByDescending(row => row.Comment.Id).Take(take).ToListAsync(cancellation);

    private static Task<List<CommentRow>> Oldest(IQueryable<CommentRow> roots, int take, CancellationToken cancellation) =>
        roots.OrderBy(row => row.Comment.Id).Take(take).ToListAsync(cancellation);

    private static Task<List<CommentRow>> MostReplies(IQueryable<CommentRow> roots, int take, CancellationToken cancellation) =>
        roots
            .OrderByDescending(row => row.Comment.ReplyCount).ThenByDescending(row => row.Comment.Id)
            .Take(take)
            .ToListAsync(cancellation);

    /// <summary>
    /// The rest of those with as many replies, then those with fewer. Asked for at once with "or", a database would look
    /// for the place from the beginning of the order, however far down the cursor stands.
    /// </summary>
    private static async Task<List<CommentRow>> MostRepliesAfter(
        IQueryable<CommentRow> roots, ThreadCursor after, int take, CancellationToken cancellation)
    {
        var (key, id) = (after.Key, after.Id);
        var rows = await Newest(
            roots.Where(row => row.Comment.ReplyCount == key && row.Comment.Id < id), take, cancellation);
        if (rows.Count < take)
            rows.AddRange(await MostReplies(
                roots.Where(row => row.Comment.ReplyCount < key), take - rows.Count, cancellation));
        return rows;
    }
}
