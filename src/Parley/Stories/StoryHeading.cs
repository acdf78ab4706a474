using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>A story as a list of comments names it: without its text.</summary>
/// <param name="Url">Canonical address of the article; null when it has none.</param>
/// <param name="Language">BCP 47; null when unknown.</param>
/// <param name="IsPublic">Whether anyone may read it; else it stands in no list of a site.</param>
internal sealed record StoryHeading(StoryId Id, string Title, string? Url, string? Language, bool IsPublic);

internal static class StoryHeadings
{
    /// <summary>The headings of those stories of a site, by id.</summary>
    public static async Task<IReadOnlyDictionary<StoryId, StoryHeading>> Read(
        ParleyContext db, LiveSite site, IEnumerable<StoryId> wanted, CancellationToken cancellation)
    {
        var ids = wanted.Distinct().ToList();
        if (ids.Count == 0)
            return new Dictionary<StoryId, StoryHeading>();
        var addresses = await db.StoryAddresses
            .Where(address => address.SiteId == site.Id && address.IsCanonical && EF.Parameter(ids).Contains(address.StoryId))
            .Select(address => new { address.StoryId, address.Address })
            .ToListAsync(cancellation);
        var byStory = addresses.ToLookup(address => address.StoryId, address => address.Address);
        var stories = await db.Stories
            .Where(story => story.SiteId == site.Id && EF.Parameter(ids).Contains(story.Id))
            .Select(story => new { story.Id, story.Title, story.PublisherId, story.Language, story.Section, story.MayRead })
            .ToListAsync(cancellation);
        return stories.ToDictionary(story => story.Id, story =>
        {
            var address = byStory[story.Id].FirstOrDefault();
            var isPublic = AccessRules.Of(new(story.MayRead), story.Section, site.Settings).IsPublic;
            return new StoryHeading(story.Id, story.Title ?? address ?? story.PublisherId ?? "", address, story.Language, isPublic);
        });
    }
}
