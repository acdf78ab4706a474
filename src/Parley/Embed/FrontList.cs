using Microsoft.EntityFrameworkCore;
using Parley.Embed.Pages;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>Reads the open discussions for the front page.</summary>
internal sealed class FrontList(IDbContextFactory<ParleyContext> reading, SiteDirectory sites, TimeProvider time)
{
    private const int StoriesPerSite = 30;

    public async Task<IReadOnlyList<FrontListing>> Read(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var listings = new List<FrontListing>();
        foreach (var site in sites.All)
            listings.Add(new FrontListing(site.View, await ReadSite(db, site, time.Now, cancellation)));
        return listings;
    }

    /// <summary>The open discussions of a site, newest story first.</summary>
    public static async Task<IReadOnlyList<StoryView>> ReadSite(
        ParleyContext db, LiveSite site, DateTimeOffset now, CancellationToken cancellation)
    {
        var days = site.Settings.ClosesAfterDays;
        var since = now.AddDays(-days);
        var stories = await db.Stories
            .Where(story => days == 0 || (story.PublishedAt ?? story.CreatedAt) > since)
            .Where(story => story.SiteId == site.Id && story.MergedInto == null && story.Thread == Stories.ThreadState.Open)
            .OrderByDescending(story => story.Id)
            .Take(StoriesPerSite)
            .ToListAsync(cancellation);
        stories.RemoveAll(story => !AccessRules.Of(new(story.MayRead), story.Section, site.Settings).IsPublic);
        var ids = stories.ConvertAll(story => story.Id);
        var addresses = await db.StoryAddresses
            .Where(address => address.SiteId == site.Id && address.IsCanonical && ids.Contains(address.StoryId))
            .ToDictionaryAsync(address => address.StoryId, address => address.Address, cancellation);
        return stories.ConvertAll(story => StoryViews.Draw(story, site, addresses.GetValueOrDefault(story.Id), now));
    }
}
