using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Notices;

/// <summary>Follows decisions into the notices that asked for them, inside the write door.</summary>
internal sealed class NoticeBook(IRecord record)
{
    /// <summary>Who acts in the record's rows of notices: whoever it is, the row does not say.</summary>
    public const string Anyone = "anyone";

    /// <summary>A comment was decided, or went by itself: what of a notice waits no more is answered once the decision is certain.</summary>
    /// <param name="decision">Null where the comment is not to be read any more without one.</param>
    public async Task Settle(ParleyContext db, SiteId site, CommentId comment, Decision? decision, DateTimeOffset now)
    {
        var outcome = decision is null ? NoticeOutcome.Gone : NoticeRules.OutcomeOf(decision.Kind, decision.Ground);
        var waiting = await db.NoticeItems.AsTracking()
            .Where(one => one.SiteId == site && one.CommentId == comment && (one.Outcome == NoticeOutcome.Open || one.Review == NoticeOutcome.Open))
            .ToListAsync();
        foreach (var item in waiting)
        {
            var isReview = item.Review == NoticeOutcome.Open;
            item.Decide(outcome, decision?.Id);
            await db.SaveChangesAsync();
            var notice = await NoticeOf(db, item);
            if (decision is { IsManifest: true } && outcome == NoticeOutcome.Kept && isReview)
                notice.FindComplaintUnfounded();
            else if (decision is { IsManifest: true } && outcome == NoticeOutcome.Kept)
                notice.FindUnfounded();
            await Conclude(db, notice, decision?.ActorId, now);
        }
    }

    /// <summary>A decision was taken back before anybody was told.</summary>
    public async Task Reopen(ParleyContext db, Decision decision, AccountId by, DateTimeOffset now)
    {
        var items = await db.NoticeItems.AsTracking()
            .Where(one => one.SiteId == decision.SiteId && (one.DecisionId == decision.Id || one.ReviewDecisionId == decision.Id))
            .ToListAsync();
        foreach (var item in items)
        {
            var notice = await NoticeOf(db, item);
            var isReview = item.ReviewDecisionId == decision.Id;
            item.Reopen(decision.Id);
            if (isReview && notice.ComplaintOutcome is ComplaintOutcome.Reversed or ComplaintOutcome.Upheld)
                Remember(db, notice, "complaint-undone", notice.ComplaintOutcome, by.Value, now, notice.ReopenComplaint);
            else if (!isReview && notice.Outcome != NoticeOutcome.Open)
                Remember(db, notice, "notice-undone", notice.Outcome, by.Value, now, notice.Reopen);
        }
    }

    /// <summary>Whether something about a comment waits that a notice asked for.</summary>
    public static Task<bool> Waits(ParleyContext db, SiteId site, CommentId comment) => db.NoticeItems.AnyAsync(
        one => one.SiteId == site && one.CommentId == comment && (one.Outcome == NoticeOutcome.Open || one.Review == NoticeOutcome.Open));

    /// <summary>Somebody else than the first looks again, where there is one.</summary>
    public static async Task<Refusal?> MayReview(ParleyContext db, SiteId site, CommentId comment, AccountId by)
    {
        var reviewed = await db.NoticeItems
            .Where(item => item.SiteId == site && item.CommentId == comment && item.Review == NoticeOutcome.Open)
            .Select(item => item.DecisionId)
            .ToListAsync();
        if (reviewed.Count == 0)
            return null;
        var ids = reviewed.OfType<DecisionId>().ToList();
        var first = await db.Decisions.Where(one => one.SiteId == site && EF.Parameter(ids).Contains(one.Id)).ToListAsync();
        var editors = await AppealDesk.Editors(db, site);
        return first.Select(decision => DecisionRules.MayDecideAppeal(decision, by, editors)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Answers a notice, or the objection to it, once nothing of it waits.</summary>
    private async Task Conclude(ParleyContext db, Notice notice, long? by, DateTimeOffset now)
    {
        var items = await db.NoticeItems.Where(one => one.SiteId == notice.SiteId && one.NoticeId == notice.Id).ToListAsync();
        var due = now + DecisionRules.UndoFor;
        if (notice.Outcome == NoticeOutcome.Open && NoticeRules.OutcomeOf(items.ConvertAll(one => one.Outcome)) is { } outcome)
            Remember(db, notice, "notice-decided", outcome, by, now, () => notice.Decide(outcome, now, due));
        else if (notice.ComplaintOutcome == ComplaintOutcome.Open && NoticeRules.ComplaintOutcomeOf([.. items.Select(one => one.Review).OfType<NoticeOutcome>()]) is { } answer)
            Remember(db, notice, "complaint-decided", answer, by, now, () => notice.Answer(answer, now, due));
    }

    private void Remember<TOutcome>(ParleyContext db, Notice notice, string kind, TOutcome outcome, long? by, DateTimeOffset now, Action change)
        where TOutcome : struct, Enum
    {
        change();
        record.Add(db, new Platform.Data.Deed(
            notice.SiteId, kind, EnumWord.Of(outcome), notice.Id.Value, EnumWord.Of(by is null ? ActorKind.Parley : ActorKind.Staff), by, now)
        {
            Facts = [new("reason", notice.Reason), new("given", Seconds(notice.At)), new("flagger", notice.FlaggerId is null ? null : "yes"), new("complained", Seconds(notice.ComplainedAt))],
        });
    }

    private static string? Seconds(DateTimeOffset? moment) => moment?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static Task<Notice> NoticeOf(ParleyContext db, NoticeItem item) =>
        db.Notices.AsTracking().SingleAsync(one => one.SiteId == item.SiteId && one.Id == item.NoticeId);
}
