using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Notifications;

/// <summary>Tells addresses of people without an account: guests of answers to them, a story's author of all that is said.</summary>
internal sealed class ThreadNews : IStoredReaction
{
    public string Name => "thread-news";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var ofSite in events.GroupBy(one => one.SiteId))
        {
            var published = ofSite.Select(one => InboxRules.PublishedIn(one.Happened)).OfType<CommentId>().Distinct().ToList();
            if (published.Count > 0)
                await Tell(db, ofSite.Key, published, now);
            foreach (var known in ofSite.Select(one => Known(one.Happened)).OfType<PersonId>())
                await Forget(db, ofSite.Key, known);
        }
    }

    /// <summary>Whoever is a guest no more has an inbox of their own, or is gone.</summary>
    private static PersonId? Known(Event happened) => happened switch
    {
        PersonJoined joined => joined.PersonId,
        PersonMerged merged => merged.Guest,
        PersonErased erased => erased.PersonId,
        _ => null,
    };

    private static async Task Tell(ParleyContext db, SiteId site, List<CommentId> published, DateTimeOffset now)
    {
        var (comments, mails) = (db.Set<Comment>().AsNoTracking(), db.ThreadMails.AsNoTracking());
        var answers = await (
            from reply in comments
            join parent in comments on new { reply.SiteId, Id = reply.ParentId!.Value } equals new { parent.SiteId, parent.Id }
            join mail in mails on new { parent.SiteId, parent.StoryId, Person = (PersonId?)parent.AuthorId } equals new { mail.SiteId, mail.StoryId, Person = mail.PersonId }
            where reply.SiteId == site && EF.Parameter(published).Contains(reply.Id) && reply.State == CommentState.Published
                && parent.AuthorId != reply.AuthorId && mail.Mail != null
            select new { CommentId = reply.Id, MailId = mail.Id, mail.Pace }).ToListAsync();
        var said = await (
            from comment in comments
            join story in db.Set<Story>().AsNoTracking() on new { comment.SiteId, Id = comment.StoryId } equals new { story.SiteId, story.Id }
            join mail in mails on new { comment.SiteId, comment.StoryId } equals new { mail.SiteId, mail.StoryId }
            where comment.SiteId == site && EF.Parameter(published).Contains(comment.Id) && comment.State == CommentState.Published
                && story.AuthorId != comment.AuthorId && mail.PersonId == null && mail.Mail != null
            select new { CommentId = comment.Id, MailId = mail.Id, mail.Pace }).ToListAsync();
        var known = (await db.ThreadNews.AsNoTracking()
            .Where(entry => entry.SiteId == site && EF.Parameter(published).Contains(entry.CommentId))
            .Select(entry => new { entry.MailId, entry.CommentId })
            .ToListAsync()).ToHashSet();
        foreach (var one in answers.Where(one => !known.Contains(new { one.MailId, one.CommentId })))
            Add(db, site, one.MailId, one.CommentId, InboxRules.DueAt(one.Pace, now));
        foreach (var one in said.Where(one => !known.Contains(new { one.MailId, one.CommentId })))
            Add(db, site, one.MailId, one.CommentId, InboxRules.GatheredAt(one.Pace, now));
    }

    private static void Add(ParleyContext db, SiteId site, ThreadMailId mail, CommentId comment, DateTimeOffset? due)
    {
        if (due is { } at)
            db.Add(new ThreadNewsEntry(site, mail, comment, at));
    }

    private static async Task Forget(ParleyContext db, SiteId site, PersonId person)
    {
        await db.SaveChangesAsync();
        await db.Forget(db.ThreadMails.Where(mail => mail.SiteId == site && mail.PersonId == person));
    }
}

/// <summary>What is told of a story follows it into another.</summary>
internal sealed class MovedThreadMails : IMovesWithStory
{
    public async Task<bool> MoveSome(ParleyContext db, SiteId site, StoryId from, StoryId to, DateTimeOffset now)
    {
        var moving = db.ThreadMails.Where(mail => mail.SiteId == site && mail.StoryId == from);
        var there = db.ThreadMails.Where(mail => mail.SiteId == site && mail.StoryId == to);
        // Whoever is told of the other one already needs no second mail.
        await db.Forget(moving.Where(mail => there.Any(other =>
            other.PersonId == mail.PersonId && (mail.PersonId != null || other.MailKey == mail.MailKey))));
        await moving.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.StoryId, to));
        return false;
    }
}
