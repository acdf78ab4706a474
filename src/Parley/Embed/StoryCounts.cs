using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>Looks up how many comments stories have: all of a list in two queries, and nothing is stored.</summary>
internal sealed class StoryCounts(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>Numbers in the order asked: first those of the addresses, then those of the publisher's own ids.</summary>
    /// <remarks>What is no address, or no story, has 0 comments: one odd link must not cost a whole list its numbers.</remarks>
    public async Task<IReadOnlyList<StoryCount>> Read(
        LiveSite site, IReadOnlyList<string> urls, IReadOnlyList<string> publisherIds, CancellationToken cancellation)
    {
        var keys = urls.Select(url => StoryUrl.Parse(url, out _)?.Canonical).ToList();
        var ids = publisherIds.Select(StoryRules.ReadPublisherId).ToList();
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var byKey = await ByKey(db, site, [.. keys.OfType<string>().Distinct()], cancellation);
        var byId = await ById(db, site, [.. ids.OfType<string>().Distinct()], cancellation);
        return
        [
            .. urls.Select((url, at) => new StoryCount(url, null, Find(byKey, keys[at]))),
            .. publisherIds.Select((id, at) => new StoryCount(null, id, Find(byId, ids[at]))),
        ];
    }

    private static int Find(Dictionary<string, int> counts, string? key) =>
        key is null ? 0 : Math.Max(0, counts.GetValueOrDefault(key));

    private static async Task<Dictionary<string, int>> ByKey(
        ParleyContext db, LiveSite site, List<string> keys, CancellationToken cancellation) => keys.Count == 0 ? [] : await (
            from address in db.StoryAddresses
            join story in db.Stories on new { address.SiteId, Id = address.StoryId } equals new { story.SiteId, story.Id }
            where address.SiteId == site.Id && EF.Parameter(keys).Contains(address.Key)
            select new { address.Key, story.CommentCount, story.Section, story.MayRead })
            .ToDictionaryAsync(one => one.Key, one => Shown(site, one.Section, one.MayRead, one.CommentCount), cancellation);

    private static async Task<Dictionary<string, int>> ById(
        ParleyContext db, LiveSite site, List<string> ids, CancellationToken cancellation) => ids.Count == 0 ? [] : await db.Stories
            .Where(story => story.SiteId == site.Id && story.PublisherId != null && EF.Parameter(ids).Contains(story.PublisherId))
            .Select(story => new { story.PublisherId, story.CommentCount, story.Section, story.MayRead })
            .ToDictionaryAsync(one => one.PublisherId!, one => Shown(site, one.Section, one.MayRead, one.CommentCount), cancellation);

    /// <summary>Of a discussion that not anyone may read nobody is told how long it is.</summary>
    private static int Shown(LiveSite site, string? section, string? mayRead, int count) =>
        AccessRules.Of(new(mayRead), section, site.Settings).IsPublic ? count : 0;
}

/// <summary>How many comments a story has, under the name it was asked for by.</summary>
internal sealed record StoryCount(string? Url, string? PublisherId, int Count);
