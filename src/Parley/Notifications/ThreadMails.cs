using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Notifications;

/// <summary>Writes the mails that are due to addresses without an account: one each, with all that is to be told of its story.</summary>
[DisallowConcurrentExecution]
internal sealed class ThreadMails(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    Outbox outbox,
    CommentViews views,
    SiteDirectory sites,
    AllWords words,
    ThreadAddresses addresses,
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
        var due = await db.ThreadNews.Where(entry => entry.DueAt <= now).OrderBy(entry => entry.DueAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var one in due.GroupBy(entry => (entry.SiteId, entry.MailId)))
            await Send(one.Key.SiteId, one.Key.MailId, [.. one], cancellation);
        return due.Count;
    }

    private async Task Send(SiteId siteId, ThreadMailId id, IReadOnlyList<ThreadNewsEntry> entries, CancellationToken cancellation)
    {
        var mail = sites.Find(siteId) is { } site ? await Draw(site, id, entries, cancellation) : null;
        try
        {
            await door.Write(
                db =>
                {
                    db.RemoveRange(entries);
                    if (mail is not null)
                        db.Add(mail);
                    return Task.CompletedTask;
                },
                cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was quicker, or the address was forgotten.
        }
    }

    /// <returns>Null where there is nothing to tell, or nobody to tell it to.</returns>
    private async Task<OutboxMail?> Draw(LiveSite site, ThreadMailId id, IReadOnlyList<ThreadNewsEntry> entries, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var to = await db.ThreadMails.SingleOrDefaultAsync(mail => mail.SiteId == site.Id && mail.Id == id, cancellation);
        var rows = await CommentRows.ByIds(db, site.Id, [.. entries.Select(entry => entry.CommentId)], cancellation);
        rows.RemoveAll(row => row.Comment.State != CommentState.Published);
        if (to is null || rows.Count == 0 || addresses.Open(to) is not { } address || addresses.Stop(site, to) is not { } stop)
            return null;
        var news = await views.List(db, [.. rows.OrderBy(row => row.Comment.Id.Value)], site, cancellation);
        var said = to.PersonId is null ? NewsLetters.UnderStories : NewsLetters.ToGuests;
        return await outbox.Draw(site.Id, address, letters.Of(site, words.Find(to.Language), said, news, null, stop));
    }
}
