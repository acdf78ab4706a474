using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Reads what one person wrote on a site, newest first, as its author sees it: in whatever state.</summary>
internal sealed class AuthorComments(IDbContextFactory<ParleyContext> reading, StaleHtml stale)
{
    /// <param name="before">Goes on with those older than that one; null for the newest.</param>
    public async Task<IReadOnlyList<ListedComment>> Read(
        LiveSite site, Person author, CommentId? before, int take, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var written = db.Comments.Where(comment => comment.SiteId == site.Id && comment.AuthorId == author.Id);
        if (before is { } last)
            written = written.Where(comment => comment.Id < last);
        var comments = await written.OrderByDescending(comment => comment.Id).Take(take).ToListAsync(cancellation);
        var rows = comments.ConvertAll(comment => new CommentRow { Comment = comment, Author = author, HasReplies = false });
        stale.Refresh(rows, site);
        var headings = await StoryHeadings.Read(db, site, comments.Select(comment => comment.StoryId), cancellation);
        return [.. comments.Select(comment => new ListedComment(CommentViews.DrawOwn(comment, author, []), headings[comment.StoryId]))];
    }
}
