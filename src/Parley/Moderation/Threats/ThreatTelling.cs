using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Threats;

/// <summary>What was done about a threat, as whoever reported it, or is threatened, reads it.</summary>
/// <param name="Part">As <c>threat.news</c> names it.</param>
/// <param name="IsRestricted">Whether it still is.</param>
public sealed record ThreatNewsLine(string Story, string Part, bool IsRestricted, DateTimeOffset At, bool IsUnread);

/// <summary>Plans who is told what was done about a threat, and reads it for them.</summary>
internal sealed class ThreatTelling(IDbContextFactory<ParleyContext> reading, IWriteDoor door, SiteDirectory sites, TimeProvider time)
{
    private const int Listed = 20;

    /// <summary>Inside the door, before the reports that brought it are decided: those who reported a threat, and whom it answers.</summary>
    public static async Task Plan(ParleyContext db, Comment comment, Decision decision)
    {
        var due = decision.At + DecisionRules.UndoFor;
        var isRestricted = DecisionRules.Restricts(decision.Kind);
        var told = await db.Reports
            .Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id && one.Outcome == ReportOutcome.Open && one.Reason == Reason.Threat)
            .Select(one => one.ReporterId)
            .ToListAsync();
        var news = told.ToDictionary(person => person, _ => ThreatPart.Reporter);
        if (isRestricted && decision.Reason == Reason.Threat && comment.ParentId is { } parent)
            news[await db.Comments.Where(one => one.SiteId == comment.SiteId && one.Id == parent).Select(one => one.AuthorId).SingleAsync()] = ThreatPart.Target;
        // Whoever answers themselves is not told of themselves.
        news.Remove(comment.AuthorId);
        var people = news.Keys.ToList();
        await db.ThreatNews.Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id && EF.Parameter(people).Contains(one.PersonId)).ExecuteDeleteAsync();
        foreach (var (person, part) in news)
            db.Add(new ThreatNews(comment.SiteId, person, comment.Id, decision.Id, part, isRestricted, due));
    }

    /// <summary>The decision was taken back before anybody was told.</summary>
    public static Task Drop(ParleyContext db, Decision decision) =>
        db.ThreatNews.Where(one => one.SiteId == decision.SiteId && one.DecisionId == decision.Id).ExecuteDeleteAsync();

    public async Task<IReadOnlyList<ThreatNewsLine>> List(SiteId site, PersonId person, CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var rows = await (
            from news in db.ThreatNews
            join comment in db.Comments on new { news.SiteId, Id = news.CommentId } equals new { comment.SiteId, comment.Id }
            join decision in db.Decisions on new { news.SiteId, Id = news.DecisionId } equals new { decision.SiteId, decision.Id }
            where news.SiteId == site && news.PersonId == person && news.DueAt <= now
            orderby news.DueAt descending
            select new { News = news, comment.StoryId, decision.ReversedAt }).Take(Listed).ToListAsync(cancellation);
        var headings = await StoryHeadings.Read(db, sites.Find(site)!, rows.Select(row => row.StoryId), cancellation);
        return rows.ConvertAll(row => new ThreatNewsLine(
            headings[row.StoryId].Title, EnumWord.Of(row.News.Part), row.News.IsRestricted && row.ReversedAt is null, row.News.DueAt, row.News.ReadAt is null));
    }

    public Task ReadAll(SiteId site, PersonId person, CancellationToken cancellation)
    {
        var now = time.Now;
        return door.Write(
            async db => await db.ThreatNews.Where(one => one.SiteId == site && one.PersonId == person && one.ReadAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, (DateTimeOffset?)now)),
            cancellation);
    }
}
