using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>Stories of the site that are the same as ones of the file by publisher's id, source or address.</summary>
internal sealed class StoryTwins(ParleyContext db, SiteId site)
{
    private readonly Dictionary<string, StoryId> _byPublisherId = [];
    private readonly Dictionary<string, StoryId> _byKey = [];
    private Dictionary<(string Source, string SourceId), StoryId> _bySource = [];

    public async Task Load(IReadOnlyList<StoryRecord> stories)
    {
        var publisherIds = stories.Where(story => story.PublisherId is not null).Select(story => story.PublisherId).ToList();
        if (publisherIds.Count > 0)
            foreach (var known in await db.Stories
                .Where(story => story.SiteId == site && EF.Parameter(publisherIds).Contains(story.PublisherId))
                .Select(story => new { story.Id, story.PublisherId })
                .ToListAsync())
                _byPublisherId[known.PublisherId!] = known.Id;
        var keys = stories.SelectMany(story => story.Urls).Select(KeyOf).ToList();
        if (keys.Count > 0)
            foreach (var known in await db.StoryAddresses
                .Where(address => address.SiteId == site && EF.Parameter(keys).Contains(address.Key))
                .Select(address => new { address.Key, address.StoryId })
                .ToListAsync())
                _byKey[known.Key] = known.StoryId;
        _bySource = await SourceTwins.Find(stories.Select(story => (story.Source, story.SourceId)), Find);
    }

    /// <summary>Finds the twin of a story, and takes what is free for it.</summary>
    /// <param name="addresses">The story's addresses that lead nowhere yet.</param>
    /// <returns>Null when the site has no such story.</returns>
    public StoryId? Take(StoryRecord story, out IReadOnlyList<(string Key, UrlValue Url)> addresses)
    {
        var keyed = story.Urls.Select(url => (Key: KeyOf(url), Url: url)).DistinctBy(address => address.Key).ToList();
        addresses = [.. keyed.Where(address => !_byKey.ContainsKey(address.Key))];
        StoryId? twin =
            story.PublisherId is { } publisherId && _byPublisherId.TryGetValue(publisherId, out var samePublisherId) ? samePublisherId
            : story is { Source: { } source, SourceId: { } sourceId } && _bySource.TryGetValue((source, sourceId), out var sameSource) ? sameSource
            : keyed.Select(address => _byKey.TryGetValue(address.Key, out var same) ? same : default(StoryId?)).FirstOrDefault(same => same is not null);
        Keep(story, addresses, twin ?? story.Id);
        return twin;
    }

    private void Keep(StoryRecord story, IReadOnlyList<(string Key, UrlValue Url)> addresses, StoryId place)
    {
        if (story.PublisherId is { } publisherId)
            _byPublisherId.TryAdd(publisherId, place);
        if (story is { Source: { } source, SourceId: { } sourceId })
            _bySource.TryAdd((source, sourceId), place);
        foreach (var (key, _) in addresses)
            _byKey[key] = place;
    }

    private Task<List<SourceTwin<StoryId>>> Find(string source, List<string?> ids) => db.Stories
        .Where(story => story.SiteId == site && story.Source == source && EF.Parameter(ids).Contains(story.SourceId))
        .Select(story => new SourceTwin<StoryId>(story.Id, story.SourceId!))
        .ToListAsync();

    private static string KeyOf(UrlValue url) => StoryUrl.Parse(url.Address, out var why)?.Canonical
        ?? throw new InvalidOperationException(why);
}
