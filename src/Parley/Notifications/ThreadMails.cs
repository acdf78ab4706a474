using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Notifications;

/// <summary>Mails to addresses without an account: one each, with all that is to be told of its story.</summary>
[DisallowConcurrentExecution]
internal sealed class ThreadMails(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    SiteDirectory sites,
    AllWords words,
    ThreadAddresses addresses,
    NewsLetters letters,
    TimeProvider time) : DueMails<ThreadNewsEntry, (SiteId Site, ThreadMailId Mail)>(reading, door, time)
{
    protected override IQueryable<ThreadNewsEntry> Due(ParleyContext db, DateTimeOffset now) =>
        db.ThreadNews.Where(entry => entry.DueAt <= now).OrderBy(entry => entry.DueAt);

    protected override (SiteId Site, ThreadMailId Mail) To(ThreadNewsEntry row) => (row.SiteId, row.MailId);

    protected override void Mark(ParleyContext db, ThreadNewsEntry row, DateTimeOffset now) => db.Remove(row);

    protected override async Task<OutboxMail?> Draw(
        ParleyContext db, (SiteId Site, ThreadMailId Mail) to, IReadOnlyList<ThreadNewsEntry> rows, CancellationToken cancellation)
    {
        var kept = await db.ThreadMails.SingleOrDefaultAsync(mail => mail.SiteId == to.Site && mail.Id == to.Mail, cancellation);
        if (kept is null || sites.Find(to.Site) is not { } site || addresses.Open(kept) is not { } address || addresses.Stop(site, kept) is not { } stop)
            return null;
        var said = kept.PersonId is null ? NewsLetters.UnderStories : NewsLetters.ToGuests;
        return await letters.Draw(db, new(site, address, words.Find(kept.Language), said, null, stop), [.. rows.Select(entry => entry.CommentId)], cancellation);
    }
}
