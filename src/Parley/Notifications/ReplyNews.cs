using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>Tells readers with an account that somebody answered them, once the answer can be read.</summary>
internal sealed class ReplyNews(SiteDirectory sites) : IStoredReaction
{
    public string Name => "reply-news";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var ofSite in events.GroupBy(one => one.SiteId))
        {
            var replies = ofSite.Select(one => ReplyIn(one.Happened)).OfType<CommentId>().Distinct().ToList();
            if (replies.Count > 0)
                await Tell(db, ofSite.Key, replies, now);
            foreach (var erased in ofSite.Select(one => one.Happened).OfType<PersonErased>())
                await Forget(db, ofSite.Key, erased.PersonId);
        }
    }

    private static CommentId? ReplyIn(Event happened) => happened switch
    {
        CommentPosted { ParentId: not null } posted => posted.CommentId,
        CommentStateChanged { ParentId: not null, To: CommentState.Published } published => published.CommentId,
        _ => null,
    };

    private async Task Tell(ParleyContext db, SiteId site, List<CommentId> replies, DateTimeOffset now)
    {
        var usual = EnumWord.Read<MailPace>(sites.Find(site)?.Settings.InboxMail ?? "never") ?? MailPace.Never;
        var (comments, people, accounts) = (db.Set<Comment>().AsNoTracking(), db.Set<Person>().AsNoTracking(), db.Set<Account>().AsNoTracking());
        var news = await (
            from reply in comments
            join parent in comments on new { reply.SiteId, Id = reply.ParentId!.Value } equals new { parent.SiteId, parent.Id }
            join told in people on new { parent.SiteId, Id = parent.AuthorId } equals new { told.SiteId, told.Id }
            where reply.SiteId == site && EF.Parameter(replies).Contains(reply.Id) && reply.State == CommentState.Published
                && parent.AuthorId != reply.AuthorId && told.Kind == PersonKind.Account
                // Staff read on their own pages, which have no inbox.
                && accounts.Any(account => account.Id == told.AccountId && account.SiteId == site)
                && !db.Set<InboxEntry>().Any(entry => entry.SiteId == site && entry.PersonId == told.Id && entry.CommentId == reply.Id)
            select new { ReplyId = reply.Id, ToldId = told.Id }).ToListAsync();
        var readers = news.Select(one => one.ToldId).Distinct().ToList();
        var wishes = await db.MailWishes.AsNoTracking()
            .Where(wish => wish.SiteId == site && wish.Kind == NewsKind.Reply && EF.Parameter(readers).Contains(wish.PersonId))
            .ToDictionaryAsync(wish => wish.PersonId, wish => wish.Pace);
        foreach (var one in news)
            db.Add(new InboxEntry(
                site, one.ToldId, one.ReplyId, NewsKind.Reply, now, InboxRules.DueAt(wishes.GetValueOrDefault(one.ToldId, usual), now)));
    }

    private static async Task Forget(ParleyContext db, SiteId site, PersonId person)
    {
        await db.SaveChangesAsync();
        await db.Inbox.Where(entry => entry.SiteId == site && entry.PersonId == person).ExecuteDeleteAsync();
        await db.MailWishes.Where(wish => wish.SiteId == site && wish.PersonId == person).ExecuteDeleteAsync();
    }
}
