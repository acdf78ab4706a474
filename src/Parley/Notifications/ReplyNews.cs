using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Notifications;

/// <summary>
/// Tells readers with an account that somebody answered them, and a story's author what is said under it, once that can be
/// read.
/// </summary>
internal sealed class ReplyNews(SiteDirectory sites) : IStoredReaction
{
    public string Name => "reply-news";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var ofSite in events.GroupBy(one => one.SiteId))
        {
            var published = ofSite.Select(one => InboxRules.PublishedIn(one.Happened)).OfType<CommentId>().Distinct().ToList();
            if (published.Count > 0)
            {
                await Tell(db, ofSite.Key, published, now);
                await TellAuthors(db, ofSite.Key, published, now);
            }
            foreach (var erased in ofSite.Select(one => one.Happened).OfType<PersonErased>())
                await Forget(db, ofSite.Key, erased.PersonId);
        }
    }

    private async Task Tell(ParleyContext db, SiteId site, List<CommentId> published, DateTimeOffset now)
    {
        var (comments, people, accounts) = (db.Set<Comment>().AsNoTracking(), db.Set<Person>().AsNoTracking(), db.Set<Account>().AsNoTracking());
        var news = await (
            from reply in comments
            join parent in comments on new { reply.SiteId, Id = reply.ParentId!.Value } equals new { parent.SiteId, parent.Id }
            join told in people on new { parent.SiteId, Id = parent.AuthorId } equals new { told.SiteId, told.Id }
            where reply.SiteId == site && EF.Parameter(published).Contains(reply.Id) && reply.State == CommentState.Published
                && parent.AuthorId != reply.AuthorId && told.Kind == PersonKind.Account
                // Staff read on their own pages, which have no inbox.
                && accounts.Any(account => account.Id == told.AccountId && account.SiteId == site)
                && !db.Set<InboxEntry>().Any(entry => entry.SiteId == site && entry.PersonId == told.Id && entry.CommentId == reply.Id && entry.Kind == NewsKind.Reply)
            select new { ReplyId = reply.Id, ToldId = told.Id }).ToListAsync();
        var pace = await Paces(db, site, NewsKind.Reply, [.. news.Select(one => one.ToldId).Distinct()]);
        foreach (var one in news)
            db.Add(new InboxEntry(site, one.ToldId, one.ReplyId, NewsKind.Reply, now, InboxRules.DueAt(pace(one.ToldId), now)));
    }

    private async Task TellAuthors(ParleyContext db, SiteId site, List<CommentId> published, DateTimeOffset now)
    {
        var (comments, people, accounts) = (db.Set<Comment>().AsNoTracking(), db.Set<Person>().AsNoTracking(), db.Set<Account>().AsNoTracking());
        var news = await (
            from comment in comments
            join story in db.Set<Story>().AsNoTracking() on new { comment.SiteId, Id = comment.StoryId } equals new { story.SiteId, story.Id }
            join told in people on new { story.SiteId, Id = story.AuthorId!.Value } equals new { told.SiteId, told.Id }
            where comment.SiteId == site && EF.Parameter(published).Contains(comment.Id) && comment.State == CommentState.Published
                && comment.AuthorId != told.Id && told.Kind == PersonKind.Account
                && !db.Set<InboxEntry>().Any(entry => entry.SiteId == site && entry.PersonId == told.Id && entry.CommentId == comment.Id && entry.Kind == NewsKind.Story)
                // An answer to a comment of theirs is told as that, and once.
                && !(comments.Any(parent => parent.SiteId == site && parent.Id == comment.ParentId && parent.AuthorId == told.Id)
                    && accounts.Any(account => account.Id == told.AccountId && account.SiteId == site))
            select new { CommentId = comment.Id, ToldId = told.Id }).ToListAsync();
        var pace = await Paces(db, site, NewsKind.Story, [.. news.Select(one => one.ToldId).Distinct()]);
        foreach (var one in news)
            db.Add(new InboxEntry(site, one.ToldId, one.CommentId, NewsKind.Story, now, InboxRules.GatheredAt(pace(one.ToldId), now)));
    }

    /// <summary>How often mail tells each of these people, by their own wish or else by the site's.</summary>
    private async Task<Func<PersonId, MailPace>> Paces(ParleyContext db, SiteId site, NewsKind kind, List<PersonId> people)
    {
        var usual = sites.Find(site) is { } live ? InboxRules.UsualPace(live.Settings, kind) : MailPace.Never;
        var wishes = await db.MailWishes.AsNoTracking()
            .Where(wish => wish.SiteId == site && wish.Kind == kind && EF.Parameter(people).Contains(wish.PersonId))
            .ToDictionaryAsync(wish => wish.PersonId, wish => wish.Pace);
        return person => wishes.GetValueOrDefault(person, usual);
    }

    private static async Task Forget(ParleyContext db, SiteId site, PersonId person)
    {
        await db.SaveChangesAsync();
        await db.Inbox.Where(entry => entry.SiteId == site && entry.PersonId == person).ExecuteDeleteAsync();
        await db.MailWishes.Where(wish => wish.SiteId == site && wish.PersonId == person).ExecuteDeleteAsync();
    }
}
