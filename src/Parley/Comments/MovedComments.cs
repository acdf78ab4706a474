using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Comments follow their story into another, a thousand at a time. They were counted there when the merge was settled.</summary>
internal sealed class MovedComments : IMovesWithStory
{
    private const int BatchSize = 1_000;

    public async Task<bool> MoveSome(ParleyContext db, SiteId site, StoryId from, StoryId to, DateTimeOffset now)
    {
        var batch = await db.Comments
            .Where(comment => comment.SiteId == site && comment.StoryId == from)
            .OrderBy(comment => comment.Id)
            .Take(BatchSize)
            .ToListAsync();
        if (batch.Count == 0)
            return false;
        batch.ForEach(comment => comment.MoveTo(to));
        db.Record(site, new StoryChanged(from), now);
        db.Record(site, new StoryChanged(to), now);
        return true;
    }
}
