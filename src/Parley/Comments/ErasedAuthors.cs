using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Comments;

/// <summary>
/// When an account is erased, what it wrote goes too, or stays without a name: then as one nameless person in each thread,
/// so that no two threads tell that it was the same.
/// </summary>
internal sealed class ErasedAuthors(IdSource ids) : IStoredReaction
{
    public string Name => "erased-authors";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            if (one.Happened is not PersonErased erased)
                continue;
            await Gather(db, one.SiteId, erased.PersonId);
            if (erased.WithComments)
                await Remove(db, one.SiteId, erased.PersonId, now);
            await Scatter(db, one.SiteId, erased.PersonId, now);
            db.Record(one.SiteId, new AuthorsMerged(erased.PersonId), now);
        }
    }

    /// <summary>What a guest wrote who turned out to be this person, if it has not changed hands yet.</summary>
    private static Task Gather(ParleyContext db, SiteId site, PersonId author)
    {
        var guests = db.People.Where(person => person.SiteId == site && person.MergedInto == author).Select(person => person.Id);
        return db.Comments
            .Where(comment => comment.SiteId == site && guests.Contains(comment.AuthorId))
            .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.AuthorId, author));
    }

    /// <summary>Takes the words away for good; each comment keeps its place, so that the answers keep theirs.</summary>
    private static async Task Remove(ParleyContext db, SiteId site, PersonId author, DateTimeOffset now)
    {
        var written = await db.Comments.AsTracking().Where(comment => comment.SiteId == site && comment.AuthorId == author).ToListAsync();
        foreach (var comment in written)
        {
            if (comment.State != CommentState.Removed)
                db.Record(site, comment.Remove(Remover.Author, null, now), now);
            comment.Blank();
        }
        await db.SaveChangesAsync();
        var theirs = db.Comments.Where(comment => comment.SiteId == site && comment.AuthorId == author).Select(comment => comment.Id);
        await db.Set<CommentRevision>().Where(former => former.SiteId == site && theirs.Contains(former.CommentId)).ExecuteDeleteAsync();
        await db.Set<Correction>().Where(line => line.SiteId == site && theirs.Contains(line.CommentId)).ExecuteDeleteAsync();
    }

    private async Task Scatter(ParleyContext db, SiteId site, PersonId author, DateTimeOffset now)
    {
        var stories = await db.Comments.Where(comment => comment.SiteId == site && comment.AuthorId == author)
            .Select(comment => comment.StoryId).Distinct().ToListAsync();
        foreach (var story in stories.Skip(1))
        {
            var nobody = Person.Nobody(site, ids.New<PersonId>(), now);
            db.Add(nobody);
            await db.SaveChangesAsync();
            await db.Comments
                .Where(comment => comment.SiteId == site && comment.AuthorId == author && comment.StoryId == story)
                .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.AuthorId, nobody.Id));
            db.Record(site, new AuthorsMerged(nobody.Id), now);
        }
    }
}
