using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Alerts;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Cases;

/// <summary>Opens cases and weighs them, inside the write door.</summary>
internal sealed class CaseBook(IdSource ids, ChangeComment changes, AlertBook alerts)
{
    /// <summary>What screens note about older comments is no news: somebody let them look again.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>A comment was reported once more: from the site's threshold on, and for what is grave at once, it is a case.</summary>
    public async Task Reported(ParleyContext db, LiveSite site, Comment comment, Reason reason, DateTimeOffset now)
    {
        var weight = await WeightOf(db, site, comment.Id);
        if (!reason.IsGrave && weight * 100 < site.Settings.ReportQueueAt)
            return;
        await Open(db, site, comment, CaseSource.Report, reason, now);
        if (site.Settings.ReportHoldAt is var holdAt and > 0 && weight * 100 >= holdAt && comment.State == CommentState.Published)
            await changes.Within(db, site.Id, comment.Id, new Actor(ActorKind.Parley), null, (held, _) => held.Hold(), now);
    }

    /// <summary>Opens the case of a comment, or adds to it.</summary>
    /// <param name="isFlagged">A trusted flagger gave notice of it.</param>
    public async Task<Case> Open(ParleyContext db, LiveSite site, Comment comment, CaseSource source, Reason reason, DateTimeOffset now, bool isFlagged = false)
    {
        var found = await Find(db, site.Id, comment.Id);
        if (found is null)
            db.Add(found = new Case(ids.New<CaseId>(), comment, now));
        found.Add(source, reason, now);
        if (isFlagged)
            found.Flag();
        var story = await db.Set<Story>().AsNoTracking().SingleAsync(one => one.SiteId == site.Id && one.Id == comment.StoryId);
        found.Sort(story.Section, story.Language ?? site.View.Language);
        found.Weigh(comment.ReplyCount + story.PeakReaders, await WeightOf(db, site, comment.Id), UrgencyWeights.Of(site.Settings));
        await db.SaveChangesAsync();
        if (source != CaseSource.Screen || now - comment.PostedAt < News)
            await alerts.Note(db, site, found, now);
        return found;
    }

    /// <summary>The case of a comment; null when it never was one.</summary>
    public static Task<Case?> Find(ParleyContext db, SiteId site, CommentId comment) =>
        db.Cases.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site && one.CommentId == comment);

    /// <summary>What the reports that are not decided yet weigh together.</summary>
    private static async Task<double> WeightOf(ParleyContext db, LiveSite site, CommentId comment)
    {
        var open = await db.Reports
            .Where(report => report.SiteId == site.Id && report.CommentId == comment && report.Outcome == ReportOutcome.Open)
            .Select(report => new { report.Weight, report.IsNewcomer })
            .ToListAsync();
        return ReportRules.SumOf(open.Select(report => (report.Weight, report.IsNewcomer)), site.Settings.ReportNewcomers / 100.0);
    }
}
