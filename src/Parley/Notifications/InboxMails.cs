using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Notifications;

/// <summary>Writes the mails that are due: one to each reader and of each kind, with all they are to be told.</summary>
[DisallowConcurrentExecution]
internal sealed class InboxMails(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    Outbox outbox,
    CommentViews views,
    SiteDirectory sites,
    AllWords words,
    StopLinks links,
    NewsLetters letters,
    TimeProvider time) : IJob
{
    /// <summary>Entries looked at in one go; what is left over is next.</summary>
    private const int BatchSize = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendSome(cancellationToken) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>How many entries were due.</returns>
    public async Task<int> SendSome(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var due = await db.Inbox.Where(entry => entry.MailDueAt <= now).OrderBy(entry => entry.MailDueAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var one in due.GroupBy(entry => (entry.SiteId, entry.PersonId, entry.Kind)))
            await Send(one.Key.SiteId, one.Key.PersonId, one.Key.Kind, [.. one], cancellation);
        return due.Count;
    }

    private async Task Send(SiteId siteId, PersonId person, NewsKind kind, IReadOnlyList<InboxEntry> entries, CancellationToken cancellation)
    {
        var mail = sites.Find(siteId) is { } site ? await Draw(site, person, kind, entries, cancellation) : null;
        try
        {
            await door.Write(
                db =>
                {
                    foreach (var entry in entries)
                    {
                        db.Attach(entry);
                        entry.Mailed();
                    }
                    if (mail is not null)
                        db.Add(mail);
                    return Task.CompletedTask;
                },
                cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was quicker, or the reader wants no mail any more: what is still due comes again.
        }
    }

    /// <returns>Null where there is nothing to tell, or nobody to tell it to.</returns>
    private async Task<OutboxMail?> Draw(LiveSite site, PersonId personId, NewsKind kind, IReadOnlyList<InboxEntry> entries, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var account = await (
            from person in db.People
            join known in db.Accounts on person.AccountId equals known.Id
            where person.SiteId == site.Id && person.Id == personId && known.IsMailConfirmed
            select known).SingleOrDefaultAsync(cancellation);
        var unread = entries.Where(entry => entry.ReadAt is null).Select(entry => entry.CommentId).ToList();
        var rows = await CommentRows.ByIds(db, site.Id, unread, cancellation);
        rows.RemoveAll(row => row.Comment.State != CommentState.Published);
        var stop = links.Stop(site, personId, kind);
        if (account?.Mail is not { } address || rows.Count == 0 || stop is null)
            return null;
        var news = await views.List(db, [.. rows.OrderBy(row => row.Comment.Id.Value)], site, cancellation);
        var language = words.Find(account.Language ?? site.View.Language);
        // Staff read on their own pages, which have no inbox.
        var more = account.IsStaff ? null : Links.Inbox(site.Name);
        var said = kind == NewsKind.Story ? NewsLetters.UnderStories : NewsLetters.Answers;
        return await outbox.Draw(site.Id, address, letters.Of(site, language, said, news, more, stop));
    }
}
