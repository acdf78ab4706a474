using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Notifications;

/// <summary>Mails from the inbox: one to each reader and of each kind.</summary>
[DisallowConcurrentExecution]
internal sealed class InboxMails(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    SiteDirectory sites,
    AllWords words,
    StopLinks links,
    NewsLetters letters,
    TimeProvider time) : DueMails<InboxEntry, (SiteId Site, PersonId Person, NewsKind Kind)>(reading, door, time)
{
    protected override IQueryable<InboxEntry> Due(ParleyContext db, DateTimeOffset now) =>
        db.Inbox.Where(entry => entry.MailDueAt <= now).OrderBy(entry => entry.MailDueAt);

    protected override (SiteId Site, PersonId Person, NewsKind Kind) To(InboxEntry row) => (row.SiteId, row.PersonId, row.Kind);

    protected override void Mark(ParleyContext db, InboxEntry row, DateTimeOffset now)
    {
        db.Attach(row);
        row.Mailed();
    }

    protected override async Task<OutboxMail?> Draw(
        ParleyContext db, (SiteId Site, PersonId Person, NewsKind Kind) to, IReadOnlyList<InboxEntry> rows, CancellationToken cancellation)
    {
        var account = await (
            from person in db.People
            join known in db.Accounts on person.AccountId equals known.Id
            where person.SiteId == to.Site && person.Id == to.Person && known.IsMailConfirmed
            select known).SingleOrDefaultAsync(cancellation);
        if (account?.Mail is not { } address || sites.Find(to.Site) is not { } site || links.Stop(site, to.Person, to.Kind) is not { } stop)
            return null;
        var said = to.Kind == NewsKind.Story ? NewsLetters.UnderStories : NewsLetters.Answers;
        // Staff read on their own pages, which have no inbox.
        var more = account.IsStaff ? null : Links.Inbox(site.Name);
        var unread = rows.Where(entry => entry.ReadAt is null).Select(entry => entry.CommentId);
        return await letters.Draw(db, new(site, address, words.Find(account.Language ?? site.View.Language), said, more, stop), [.. unread], cancellation);
    }
}
