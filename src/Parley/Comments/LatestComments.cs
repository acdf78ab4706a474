using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>A comment in a list, with the story it was written under.</summary>
internal sealed record ListedComment(CommentView Comment, StoryHeading Story);

/// <summary>
/// Reads the newest comments of a story, of a site, or among the answers to a comment, as far as anyone may read them: one
/// range of one index each.
/// </summary>
internal sealed class LatestComments(IDbContextFactory<ParleyContext> reading, CommentViews views)
{
    /// <summary>
    /// Comments looked at for one list. Held and removed ones are passed over, and however many of them stand at the end
    /// of a thread, a list costs no more than this.
    /// </summary>
    private const int MaxSeen = 500;

    /// <param name="before">Goes on with those older than that one; null for the newest.</param>
    public Task<IReadOnlyList<ListedComment>> OfStory(
        LiveSite site, StoryId story, CommentId? before, int take, CancellationToken cancellation) =>
        Read(site, comments => comments.Where(comment => comment.StoryId == story), before, take, cancellation);

    /// <summary>What one person wrote on a site, as far as anyone may read it.</summary>
    public Task<IReadOnlyList<ListedComment>> OfAuthor(LiveSite site, PersonId author, int take, CancellationToken cancellation) =>
        Read(site, comments => comments.Where(comment => comment.AuthorId == author), null, take, cancellation);

    /// <inheritdoc cref="OfStory"/>
    public Task<IReadOnlyList<ListedComment>> OfSite(LiveSite site, CommentId? before, int take, CancellationToken cancellation) =>
        Read(site, comments => comments, before, take, cancellation);

    /// <summary>Direct answers to a comment.</summary>
    /// <inheritdoc cref="OfStory"/>
    public Task<IReadOnlyList<ListedComment>> RepliesTo(
        LiveSite site, CommentId parent, CommentId? before, int take, CancellationToken cancellation) =>
        Read(site, comments => comments.Where(comment => comment.ParentId == parent && comment.IsListed && comment.Depth > 0), before, take, cancellation);

    private async Task<IReadOnlyList<ListedComment>> Read(
        LiveSite site,
        Func<IQueryable<Comment>, IQueryable<Comment>> choose,
        CommentId? before,
        int take,
        CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var chosen = choose(db.Comments.Where(comment => comment.SiteId == site.Id));
        if (before is { } last)
            chosen = chosen.Where(comment => comment.Id < last);
        var seen = await chosen.OrderByDescending(comment => comment.Id).Take(MaxSeen)
            .Where(comment => comment.State == CommentState.Published)
            .OrderByDescending(comment => comment.Id)
            .Select(comment => new { comment.Id, comment.StoryId })
            .ToListAsync(cancellation);
        var headings = await StoryHeadings.Read(db, site, seen.Select(comment => comment.StoryId), cancellation);
        var ids = seen.Where(comment => headings[comment.StoryId].IsPublic).Take(take).Select(comment => comment.Id).ToList();
        var rows = ids.Count == 0 ? [] : CommentRows.Readable(await CommentRows.Shown(
                db, db.Comments.Where(comment => comment.SiteId == site.Id && EF.Parameter(ids).Contains(comment.Id) && comment.State == CommentState.Published))
            .OrderByDescending(row => row.Comment.Id)
            .ToListAsync(cancellation));
        return await views.List(db, rows, site, cancellation);
    }
}
