using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Stories;

/// <summary>Brings up what a story says of its thread: by differences, so that of two writers at once neither undoes the other.</summary>
internal static class StoryTotals
{
    /// <summary>Takes effect at once, within the write's transaction.</summary>
    /// <param name="published">Published comments more, or fewer where negative.</param>
    /// <param name="lastCommentAt">When the last of them was posted; null when none is newer than what was there.</param>
    /// <returns>False when there is no such story.</returns>
    public static async Task<bool> Add(ParleyContext db, SiteId site, StoryId id, int published, DateTimeOffset? lastCommentAt)
    {
        var story = db.Stories.Where(one => one.SiteId == site && one.Id == id);
        if (lastCommentAt is { } last)
            await story
                .Where(one => one.LastCommentAt == null || one.LastCommentAt < last)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastCommentAt, last));
        return await story.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.CommentCount, one => one.CommentCount + published)) > 0;
    }
}
