using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Live;

/// <summary>Reads how the threads of some stories stand now.</summary>
internal sealed class StoryStates(IDbContextFactory<ParleyContext> reading, SiteDirectory sites)
{
    public async Task<IReadOnlyDictionary<StoryId, StoryState>> Read(List<StoryId> stories, CancellationToken cancellation)
    {
        if (stories.Count == 0)
            return new Dictionary<StoryId, StoryState>();
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var rows = await db.Stories
            .Where(story => EF.Parameter(stories).Contains(story.Id))
            .Select(story => new { story.Id, story.SiteId, story.Thread, story.MergedInto, story.Section, Said = new AccessWords(story.MayRead, null, null, null) })
            .ToListAsync(cancellation);
        return rows.ToDictionary(
            row => row.Id,
            row => new StoryState(
                row.Thread.ToString().ToLowerInvariant(),
                row.MergedInto?.ToString(),
                sites.Find(row.SiteId) is { } site && AccessRules.Of(row.Said, row.Section, site.Settings).IsPublic));
    }

    /// <summary>Those of the stories that the site has and anyone may read: a stream cannot show who listens.</summary>
    public async Task<List<StoryId>> Known(LiveSite site, IReadOnlyList<StoryId> stories, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var known = await db.Stories
            .Where(story => story.SiteId == site.Id && stories.Contains(story.Id))
            .Select(story => new { story.Id, story.Section, Said = new AccessWords(story.MayRead, null, null, null) })
            .ToListAsync(cancellation);
        return [.. known.Where(story => AccessRules.Of(story.Said, story.Section, site.Settings).IsPublic).Select(story => story.Id)];
    }
}
