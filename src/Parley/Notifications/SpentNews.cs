using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;
using Quartz;

namespace Parley.Notifications;

/// <summary>Empties inboxes of what is old, and forgets addresses that have served their time.</summary>
internal sealed class SpentNews(IDbContextFactory<ParleyContext> reading, IWriteDoor door, SiteDirectory sites, TimeProvider time) : IJob
{
    /// <summary>Half a year: nobody looks for older answers here.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = time.Now - KeptFor;
        await door.Write(async db => await db.Inbox.Where(entry => entry.At < before).ExecuteDeleteAsync(), cancellationToken);
        await ForgetAddresses(cancellationToken);
    }

    /// <summary>What is still to be told goes out first.</summary>
    public async Task ForgetAddresses(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        foreach (var site in sites.All)
        {
            var kept = await (
                from mail in db.ThreadMails
                join story in db.Set<Story>() on new { mail.SiteId, Id = mail.StoryId } equals new { story.SiteId, story.Id }
                where mail.SiteId == site.Id && mail.Mail != null
                    && !db.Set<ThreadNewsEntry>().Any(entry => entry.SiteId == mail.SiteId && entry.MailId == mail.Id)
                select new { Mail = mail, Story = story }).ToListAsync(cancellation);
            var spent = kept.Where(one => ThreadMailRules.IsSpent(one.Mail, one.Story, site.Settings, now)).Select(one => one.Mail.Id).ToList();
            if (spent.Count > 0)
                await door.Write(
                    db => db.Forget(db.ThreadMails.Where(mail => mail.SiteId == site.Id && EF.Parameter(spent).Contains(mail.Id))), cancellation);
        }
    }
}
