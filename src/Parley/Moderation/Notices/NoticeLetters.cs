using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Misuse;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Notices;

/// <summary>Tells whoever gave a notice what was decided (DSA, Art. 16(5)).</summary>
[DisallowConcurrentExecution]
internal sealed class NoticeLetters(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, Outbox outbox, NoticeContacts contacts, SiteDirectory sites, AllWords words, IRecord record,
    OwnRoot root, TimeProvider time) : IJob
{
    private const int BatchSize = 100;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendSome(cancellationToken) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>How many were due.</returns>
    public async Task<int> SendSome(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var due = await db.Notices.Where(one => one.LetterDueAt <= now).OrderBy(one => one.LetterDueAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var notice in due)
        {
            var mail = contacts.Open(notice)?.Mail is { } address && sites.Find(notice.SiteId) is { } site
                ? await outbox.Draw(site.Id, address, LetterOf(site, notice))
                : null;
            try
            {
                await door.Write(writing => Save(writing, notice, mail, now), cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another node was quicker, or the decision was undone: what is still due comes again.
            }
        }
        return due.Count;
    }

    private Task Save(ParleyContext db, Notice notice, OutboxMail? mail, DateTimeOffset now)
    {
        db.Attach(notice);
        notice.Told(now);
        if (mail is not null)
            db.Add(mail);
        record.Add(db, new Platform.Data.Deed(
            notice.SiteId, "notice-told", mail is null ? "page" : "mail", notice.Id.Value, EnumWord.Of(ActorKind.Parley), null, now));
        return Task.CompletedTask;
    }

    private Letter LetterOf(LiveSite site, Notice notice)
    {
        var said = words.Find(notice.Language);
        var number = notice.Id.ToString();
        return new(
            said,
            site.Site.Title,
            said.Format("notice.decidedSubject", ("number", number), ("site", site.Site.Title)),
            notice.ComplaintDecidedAt is null
                ? [said.Format("notice.outcome", ("outcome", EnumWord.Of(notice.Outcome))), said["notice.byPerson"]]
                : [said.Format("notice.complaintOutcome", ("outcome", EnumWord.Of(notice.ComplaintOutcome))), said["notice.byPerson"]],
            null,
            root.Of(Links.GivenNotice(site.Name, number, contacts.KeyOf(notice))) is { } address ? new LetterLink(said["notice.openDecided"], address) : null,
            [said["statement.redress"]]);
    }
}

/// <summary>Forgets who gave a notice, and what they wrote, when nobody can ask about it any more.</summary>
internal sealed class SpentNotices(IWriteDoor door, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = time.Now - NoticeRules.KeptFor;
        await door.Write(
            async db => await db.NoticeSenders.Where(sender => sender.WarnedAt < before && (sender.SuspendedUntil == null || sender.SuspendedUntil < before)).ExecuteDeleteAsync(),
            cancellationToken);
        await door.Write(
            async db => await db.Appellants.Where(one => one.WarnedAt < before && (one.SuspendedUntil == null || one.SuspendedUntil < before)).ExecuteDeleteAsync(),
            cancellationToken);
        await door.Write(
            async db => await db.Notices
                .Where(notice => notice.DecidedAt < before && notice.Explanation != "")
                .ExecuteUpdateAsync(set => set
                    .SetProperty(notice => notice.Contact, (byte[]?)null).SetProperty(notice => notice.ContactKey, (byte[]?)null)
                    .SetProperty(notice => notice.PersonId, (PersonId?)null).SetProperty(notice => notice.Explanation, "")
                    .SetProperty(notice => notice.Law, (string?)null).SetProperty(notice => notice.Complaint, (string?)null)),
            cancellationToken);
    }
}
