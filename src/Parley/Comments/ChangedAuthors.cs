using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>
/// When a guest or an imported name turns out to be somebody with an account, what stands under it becomes that person's.
/// When an account is erased, what it wrote goes, or stays without a name: as one nameless person in each thread, so that no
/// two threads tell that it was the same. However much there is, it goes a batch at a time; what is left over is in the
/// table and told by an event, so that whichever node comes next goes on, also after a crash.
/// </summary>
/// <remarks>One reaction for both: a guest's comments must not reach an account after it was erased.</remarks>
internal sealed class ChangedAuthors(IdSource ids) : IStoredReaction
{
    /// <summary>Comments in one transaction: others wait for the write door meanwhile.</summary>
    public const int BatchSize = 500;

    public string Name => "merged-authors";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        var isBehind = false;
        foreach (var one in events)
        {
            if (one.Happened is PersonMerged merged)
                await Merge(db, one.SiteId, merged);
            else if (one.Happened is PersonErased erased)
                await Erase(db, one.SiteId, erased);
            else if (one.Happened is not AuthorsBehind)
                continue;
            isBehind = true;
        }
        if (isBehind)
            await CatchUp(db, now);
    }

    private static async Task Merge(ParleyContext db, SiteId site, PersonMerged merged)
    {
        await MakeDue(db, site, merged.Guest, merged.Into, AuthorDeed.Merge);
        await db.Stories
            .Where(story => story.SiteId == site && story.AuthorId == merged.Guest)
            .ExecuteUpdateAsync(set => set.SetProperty(story => story.AuthorId, merged.Into));
    }

    /// <summary>With the account go the guests who turned out to be it, whose comments may not all have changed hands yet.</summary>
    private static async Task Erase(ParleyContext db, SiteId site, PersonErased erased)
    {
        var deed = erased.WithComments ? AuthorDeed.Withdraw : AuthorDeed.Unname;
        var guests = await db.People.Where(person => person.SiteId == site && person.MergedInto == erased.PersonId).Select(person => person.Id).ToListAsync();
        foreach (var author in guests.Prepend(erased.PersonId))
            await MakeDue(db, site, author, erased.PersonId, deed);
        await db.Stories
            .Where(story => story.SiteId == site && story.AuthorId == erased.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(story => story.AuthorId, (PersonId?)null));
    }

    private static async Task MakeDue(ParleyContext db, SiteId site, PersonId author, PersonId heir, AuthorDeed deed)
    {
        if (await db.FindAsync<AuthorDue>(site, author) is { } known)
            known.Become(deed);
        else
            db.Add(new AuthorDue(site, author, heir, deed, default));
    }

    /// <summary>Hands on one batch of what is due, and leaves an event when there is more.</summary>
    private async Task CatchUp(ParleyContext db, DateTimeOffset now)
    {
        await db.SaveChangesAsync();
        var room = BatchSize;
        while (room > 0 && await Next(db) is { } due)
        {
            var batch = await db.Comments.AsTracking()
                .Where(comment => comment.SiteId == due.SiteId && comment.AuthorId == due.PersonId && comment.Id > due.AfterId)
                .OrderBy(comment => comment.Id)
                .Take(room)
                .ToListAsync();
            if (batch.Count > 0)
                await Hand(db, due, batch, now);
            if (batch.Count < room)
                await Finish(db, due, now);
            else
                due.GoOnAfter(batch[^1].Id);
            room -= Math.Max(1, batch.Count);
            await db.SaveChangesAsync();
        }
        if (await Next(db) is { } left)
            db.Record(left.SiteId, new AuthorsBehind(), now);
    }

    private static Task<AuthorDue?> Next(ParleyContext db) =>
        db.Set<AuthorDue>().AsTracking().OrderBy(due => due.SiteId).ThenBy(due => due.PersonId).FirstOrDefaultAsync();

    private async Task Hand(ParleyContext db, AuthorDue due, List<Comment> batch, DateTimeOffset now)
    {
        if (due.Deed == AuthorDeed.Merge)
        {
            batch.ForEach(comment => comment.HandTo(due.HeirId));
            return;
        }
        if (due.Deed == AuthorDeed.Withdraw)
            await Withdraw(db, due.SiteId, batch, now);
        var labels = await Labels(db, due, [.. batch.Select(comment => comment.StoryId).Distinct()], now);
        batch.ForEach(comment => comment.HandTo(labels[comment.StoryId]));
        foreach (var label in labels.Values)
            db.Record(due.SiteId, new AuthorsMerged(label), now);
    }

    /// <summary>Takes the words away for good; each comment keeps its place, so that the answers keep theirs.</summary>
    private static async Task Withdraw(ParleyContext db, SiteId site, List<Comment> batch, DateTimeOffset now)
    {
        foreach (var comment in batch)
        {
            if (comment.State != CommentState.Removed)
                db.Record(site, comment.Remove(Remover.Author, null, now), now);
            comment.Blank();
        }
        var theirs = batch.ConvertAll(comment => comment.Id);
        await db.CommentRevisions.Where(former => former.SiteId == site && EF.Parameter(theirs).Contains(former.CommentId)).ExecuteDeleteAsync();
        await db.Corrections.Where(line => line.SiteId == site && EF.Parameter(theirs).Contains(line.CommentId)).ExecuteDeleteAsync();
    }

    /// <summary>Who stands for the author in each of these threads; made where an earlier batch made nobody.</summary>
    private async Task<Dictionary<StoryId, PersonId>> Labels(ParleyContext db, AuthorDue due, List<StoryId> stories, DateTimeOffset now)
    {
        var labels = await db.Set<ErasedLabel>()
            .Where(label => label.SiteId == due.SiteId && label.PersonId == due.HeirId && EF.Parameter(stories).Contains(label.StoryId))
            .ToDictionaryAsync(label => label.StoryId, label => label.LabelId);
        foreach (var story in stories.Where(story => !labels.ContainsKey(story)))
        {
            var nobody = Person.Nobody(due.SiteId, ids.New<PersonId>(), now);
            db.Add(nobody);
            db.Add(new ErasedLabel(due.SiteId, due.HeirId, story, nobody.Id));
            labels[story] = nobody.Id;
        }
        await db.SaveChangesAsync();
        return labels;
    }

    private static async Task Finish(ParleyContext db, AuthorDue due, DateTimeOffset now)
    {
        db.Remove(due);
        await db.SaveChangesAsync();
        var (site, heir) = (due.SiteId, due.HeirId);
        if (due.Deed == AuthorDeed.Merge)
        {
            db.Record(site, new AuthorsMerged(heir), now);
            return;
        }
        if (await db.Set<AuthorDue>().AnyAsync(one => one.SiteId == site && one.HeirId == heir))
            return;
        await db.Set<ErasedLabel>().Where(label => label.SiteId == site && label.PersonId == heir).ExecuteDeleteAsync();
        foreach (var gone in await db.People.AsTracking().Where(one => one.SiteId == site && (one.Id == heir || one.MergedInto == heir)).ToListAsync())
            gone.BeForgotten();
    }
}
