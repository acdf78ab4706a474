using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Stories;

/// <summary>Brings up what a story says of its thread: by differences, so that of two writers at once neither undoes the other.</summary>
internal static class StoryTotals
{
    /// <summary>Takes effect at once, within the write's transaction. What belongs to a merged story counts for what it became.</summary>
    /// <param name="published">Published comments more, or fewer where negative.</param>
    /// <param name="lastCommentAt">When the last of them was posted; null when none is newer than what was there.</param>
    /// <returns>The story it was counted for; null when there is none.</returns>
    public static async Task<StoryId?> Add(ParleyContext db, SiteId site, StoryId id, int published, DateTimeOffset? lastCommentAt)
    {
        for (StoryId? at = id; at is { } now; at = await StoryFinder.MergedInto(db, site, now))
            if (await AddHere(db, site, now, published, lastCommentAt))
                return now;
        return null;
    }

    /// <summary>Holds stories until the write ends: whoever counts meanwhile waits, and then sees what became of them.</summary>
    public static async Task Hold(ParleyContext db, SiteId site, params IEnumerable<StoryId> ids)
    {
        // In order of id, so that two writes never wait for each other in a ring.
        foreach (var id in ids.OrderBy(id => id.Value))
            await db.Stories
                .Where(one => one.SiteId == site && one.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.CommentCount, one => one.CommentCount));
    }

    private static async Task<bool> AddHere(ParleyContext db, SiteId site, StoryId id, int published, DateTimeOffset? lastCommentAt)
    {
        var last = lastCommentAt ?? DateTimeOffset.UnixEpoch;
        return await db.Stories
            .Where(one => one.SiteId == site && one.Id == id && one.MergedInto == null)
            .ExecuteUpdateAsync(set => set
                .SetProperty(one => one.CommentCount, one => one.CommentCount + published)
                .SetProperty(one => one.LastCommentAt, one => one.LastCommentAt >= last || last == DateTimeOffset.UnixEpoch ? one.LastCommentAt : last)) > 0;
    }
}
