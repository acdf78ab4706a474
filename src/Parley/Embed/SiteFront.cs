using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Data;
using Parley.Search;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>Reads a site's front page. Each part is bounded, however much is written.</summary>
internal sealed class SiteFront(IDbContextFactory<ParleyContext> reading, LatestComments latest, TimeProvider time)
{
    /// <summary>What is lively may cool down with nothing happening, so the page is drawn anew after a while all the same.</summary>
    public static readonly TimeSpan DrawnAnewAfter = TimeSpan.FromMinutes(5);

    private const int LatestShown = 6;
    private const int LivelyShown = 5;

    /// <summary>Comments counted to find what is lively; on a busier day the newest of them say it as well.</summary>
    private const int MaxCounted = 2_000;

    /// <summary>Fewer in a day make no discussion lively.</summary>
    private const int LeastLively = 2;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public async Task<SiteFrontView> Read(LiveSite site, CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var open = await FrontList.ReadSite(db, site, now, cancellation);
        var lively = await ReadLively(db, site, now, cancellation);
        var newest = await latest.OfSite(site, null, LatestShown, cancellation);
        return new(
            site.View, open, lively, [.. newest.Select(one => SearchViews.Draw(one, Excerpt.Of(one.Comment.Html ?? "", [])))]);
    }

    private static async Task<IReadOnlyList<LivelyView>> ReadLively(
        ParleyContext db, LiveSite site, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = new CommentId(IdSource.At(now - Lately, 0));
        var written = await db.Comments
            .Where(comment => comment.SiteId == site.Id && comment.Id > since)
            .OrderByDescending(comment => comment.Id)
            .Take(MaxCounted)
            .Where(comment => comment.State == CommentState.Published)
            .Select(comment => comment.StoryId)
            .ToListAsync(cancellation);
        var most = written.CountBy(story => story)
            .Where(story => story.Value >= LeastLively)
            .OrderByDescending(story => story.Value).ThenByDescending(story => story.Key.Value)
            .ToList();
        var headings = await StoryHeadings.Read(db, site, most.Select(story => story.Key), cancellation);
        return
        [
            .. most.Where(story => headings[story.Key].IsPublic).Take(LivelyShown).Select(story =>
                new LivelyView(story.Key.ToString(), headings[story.Key].Title, headings[story.Key].Language, story.Value)),
        ];
    }
}
