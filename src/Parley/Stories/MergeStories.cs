using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Stories;

/// <summary>
/// Makes one story of two. The first write settles it: the address and id of the one find the other from then on. Its
/// comments follow in batches, each keeping its id; a merge that was interrupted goes on when it is asked for again.
/// </summary>
internal sealed class MergeStories(IWriteDoor door, IdSource ids, IRecord record, TimeProvider time, IEnumerable<IMovesWithStory> followers)
{
    public async Task<Outcome<StoryId>> Handle(Story story, Story into, Actor actor, CancellationToken cancellation)
    {
        if (story.MergedInto != into.Id)
        {
            var settled = await door.Write(db => Settle(db, story.Id, into.Id, story.SiteId, actor), cancellation);
            if (settled.Value is { } refusal)
                return refusal;
        }
        foreach (var follower in followers)
            while ((await door.Write(db => follower.MoveSome(db, story.SiteId, story.Id, into.Id, time.Now), cancellation)).Value)
                cancellation.ThrowIfCancellationRequested();
        return into.Id;
    }

    private async Task<Refusal?> Settle(ParleyContext db, StoryId from, StoryId to, SiteId site, Actor actor)
    {
        var now = time.Now;
        await StoryTotals.Hold(db, site, from, to);
        var story = await db.Stories.SingleAsync(one => one.SiteId == site && one.Id == from);
        var into = await db.Stories.SingleAsync(one => one.SiteId == site && one.Id == to);
        if (StoryRules.MayMerge(story, into) is { } refusal)
            return refusal;
        await MoveNames(db, story, into);
        db.Record(site, story.MergeInto(into, now), now);
        db.Record(site, new StoryChanged(to), now);
        record.Add(db, new StateChange(
            site, ids.New<StateChangeId>(), StateSubject.Story, from.Value,
            story.Thread.ToString().ToLowerInvariant(), "merged", actor, to.ToString(), now));
        return null;
    }

    /// <summary>All that found the one finds the other from now on.</summary>
    private static async Task MoveNames(ParleyContext db, Story story, Story into)
    {
        var addresses = await db.StoryAddresses
            .Where(one => one.SiteId == story.SiteId && (one.StoryId == story.Id || one.StoryId == into.Id))
            .ToListAsync();
        var isLinked = addresses.Exists(one => one.StoryId == into.Id && one.IsCanonical);
        foreach (var address in addresses.Where(one => one.StoryId == story.Id))
            address.MoveTo(into.Id, canonical: address.IsCanonical && !isLinked);
        if (into.PublisherId is not null)
            return;
        var given = story.GiveUpPublisherId();
        // The id is unique in the site, so it is gone from the one before the other takes it.
        await db.SaveChangesAsync();
        into.TakePublisherId(given);
    }
}

/// <summary>Something that hangs from a story and follows it into another.</summary>
internal interface IMovesWithStory
{
    /// <summary>Moves a batch, inside the door.</summary>
    /// <returns>False when nothing is left to move.</returns>
    Task<bool> MoveSome(ParleyContext db, SiteId site, StoryId from, StoryId to, DateTimeOffset now);
}
