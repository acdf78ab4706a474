using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Comments;

/// <summary>A comment as read for showing: with its author, and whether anything answers it.</summary>
/// <remarks>Properties rather than a constructor, so that queries can go on ordering by what is inside.</remarks>
internal sealed record CommentRow
{
    public required Comment Comment { get; init; }

    /// <remarks>Stands below the comment because it is filled in after it.</remarks>
    public required Person Author
    {
        get;
        init
        {
            field = value;
            // Their comments go a batch at a time; from the moment they said so nobody reads a word of them.
            if (value.Kind == PersonKind.Withdrawn)
                Comment.Withhold();
        }
    }

    public required bool HasReplies { get; init; }
}

/// <summary>The queries that read comments for readers. Each is bounded by what it shows and served by one index.</summary>
internal static class CommentRows
{
    public static IQueryable<CommentRow> Roots(ParleyContext db, Stories.Story story) =>
        Shown(db, db.Comments.Where(comment =>
            comment.SiteId == story.SiteId && comment.StoryId == story.Id && comment.Depth == 0 && comment.IsListed));

    /// <summary>Replies to one comment after the reply <paramref name="after"/>, oldest first.</summary>
    public static Task<List<CommentRow>> Replies(
        ParleyContext db, SiteId site, CommentId parent, CommentId after, int take, CancellationToken cancellation) =>
        Shown(db, RepliesOf(db, site, parent).Where(comment => comment.Id > after).OrderBy(comment => comment.Id).Take(take))
            .OrderBy(row => row.Comment.Id)
            .ToListAsync(cancellation);

    /// <summary>What the newsroom shows above the thread, in the order it was chosen.</summary>
    public static async Task<List<CommentRow>> Featured(
        ParleyContext db, Stories.Story story, int take, CancellationToken cancellation) =>
        Readable(await Shown(db, db.Comments.Where(comment =>
            comment.SiteId == story.SiteId && comment.StoryId == story.Id
            && comment.FeaturedAt != null && comment.State == CommentState.Published))
            .OrderBy(row => row.Comment.FeaturedAt)
            .Take(take)
            .ToListAsync(cancellation));

    /// <summary>Those comments, each after the ones above it.</summary>
    public static async Task<List<CommentRow>> ByIds(
        ParleyContext db, SiteId site, IReadOnlyList<CommentId> ids, CancellationToken cancellation)
    {
        var rows = await Shown(db, db.Comments.Where(comment => comment.SiteId == site && ids.Contains(comment.Id)))
            .ToListAsync(cancellation);
        return [.. rows.OrderBy(row => row.Comment.Depth)];
    }

    /// <summary>Those with words to be read: for lists, in which no place has to be kept.</summary>
    public static List<CommentRow> Readable(List<CommentRow> rows)
    {
        rows.RemoveAll(row => row.Comment.State != CommentState.Published);
        return rows;
    }

    private static IQueryable<Comment> RepliesOf(ParleyContext db, SiteId site, CommentId parent) =>
        db.Comments.Where(comment =>
            comment.SiteId == site && comment.ParentId == parent && comment.IsListed && comment.Depth > 0);

    public static IQueryable<CommentRow> Shown(ParleyContext db, IQueryable<Comment> comments) =>
        from comment in comments
        join author in db.People
            on new { comment.SiteId, Id = comment.AuthorId } equals new { author.SiteId, author.Id }
        select new CommentRow
        {
            Comment = comment,
            Author = author,
            // The first of them rather than "any": that PostgreSQL would answer by gathering the parents of all replies.
            HasReplies = db.Set<Comment>()
                .Where(reply => reply.SiteId == comment.SiteId && reply.ParentId == comment.Id && reply.IsListed && reply.Depth > 0)
                .OrderBy(reply => reply.Id)
                .Select(reply => (int?)reply.Depth)
                .FirstOrDefault() != null,
        };
}
