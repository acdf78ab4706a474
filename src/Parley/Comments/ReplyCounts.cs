using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>
/// Brings up reply counts and totals from what happened, a batch at a time, so that a post touches no row that other
/// posts touch. It moves with its cursor in one transaction: each event counts exactly once.
/// </summary>
internal sealed class ReplyCounts(IEngine engine) : IStoredReaction
{
    /// <summary>Where <see cref="Comment.ReplyCount"/> is kept.</summary>
    public static readonly BulkNumber Number = new("comments", "reply_count");

    public string Name => "reply-counts";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var ofSite in events.GroupBy(one => one.SiteId))
            await Count(db, ofSite.Key, [.. ofSite], now);
    }

    private async Task Count(ParleyContext db, SiteId site, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        var stories = Totals(events);
        var listed = NewlyListed(events);
        if (stories.Count == 0 && listed.Count == 0)
            return;
        var replies = await RepliesByAncestor(db, site, listed);
        if (replies.Count > 0)
            await engine.BulkAdd(db.Database.GetDbConnection(), Number, site, replies, CancellationToken.None);
        foreach (var story in stories.Keys.OrderBy(story => story.Value))
        {
            if (await StoryTotals.Add(db, site, story, stories[story].Difference, stories[story].Last) is not { } counted)
                continue;
            if (counted != story)
                await BringAlong(db, site, story, counted, events);
            db.Record(site, new ThreadCounted(counted), now);
        }
    }

    /// <summary>Comments posted to a story at the very moment it was merged may have been left behind.</summary>
    private static async Task BringAlong(ParleyContext db, SiteId site, StoryId from, StoryId to, IReadOnlyList<RecordedEvent> events)
    {
        var posted = events.Select(one => one.Happened).OfType<CommentPosted>()
            .Where(one => one.StoryId == from)
            .Select(one => one.CommentId)
            .ToList();
        var left = await db.Comments.AsTracking()
            .Where(comment => comment.SiteId == site && posted.Contains(comment.Id) && comment.StoryId == from)
            .ToListAsync();
        left.ForEach(comment => comment.MoveTo(to));
    }

    /// <summary>What each story's number of published comments changed by, and when the last came.</summary>
    private static Dictionary<StoryId, (int Difference, DateTimeOffset? Last)> Totals(IReadOnlyList<RecordedEvent> events)
    {
        var totals = new Dictionary<StoryId, (int Difference, DateTimeOffset? Last)>();
        foreach (var one in events)
        {
            var (story, difference, last) = one.Happened switch
            {
                CommentPosted posted => (posted.StoryId, 1, one.At),
                CommentStateChanged { To: CommentState.Published } changed => (changed.StoryId, 1, (DateTimeOffset?)null),
                CommentStateChanged { From: CommentState.Published } changed => (changed.StoryId, -1, null),
                _ => default,
            };
            if (difference == 0)
                continue;
            var before = totals.GetValueOrDefault(story);
            totals[story] = (before.Difference + difference, last ?? before.Last);
        }
        return totals;
    }

    private static List<CommentId> NewlyListed(IReadOnlyList<RecordedEvent> events) =>
    [
        .. events.Select(one => one.Happened switch
        {
            CommentPosted { ParentId: not null } posted => posted.CommentId,
            CommentStateChanged { IsNewlyListed: true, ParentId: not null } changed => changed.CommentId,
            _ => default,
        }).Where(id => id != default),
    ];

    private static async Task<Dictionary<long, int>> RepliesByAncestor(
        ParleyContext db, SiteId site, IReadOnlyList<CommentId> listed)
    {
        var counts = new Dictionary<long, int>();
        foreach (var reply in await Load(db, site, listed))
            foreach (var ancestor in CountedAncestors(reply.RootId, reply.ParentId, reply.Path, reply.Depth))
                counts[ancestor.Value] = counts.GetValueOrDefault(ancestor.Value) + 1;
        return counts;
    }

    /// <summary>The comments whose count a reply belongs to: those its path names, and its parent.</summary>
    public static HashSet<CommentId> CountedAncestors(CommentId root, CommentId? parent, string path, int depth)
    {
        var ancestors = new HashSet<CommentId> { root };
        for (var level = 1; level < Math.Min(depth, Comment.PathLevels + 1); level++)
            if (IdText.TryRead<CommentId>(path.AsSpan((level - 1) * IdText.Length, IdText.Length), out var id))
                ancestors.Add(id);
        if (parent is { } direct)
            ancestors.Add(direct);
        return ancestors;
    }

    private static async Task<List<Comment>> Load(ParleyContext db, SiteId site, IEnumerable<CommentId> wanted)
    {
        var ids = wanted.ToList();
        return ids.Count == 0
            ? []
            : await db.Comments.AsNoTracking()
                .Where(comment => comment.SiteId == site && ids.Contains(comment.Id))
                .ToListAsync();
    }
}
