using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Cases;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Moderation.Reports;
using Parley.Moderation.Threats;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Decisions;

/// <summary>Takes decisions back: at once by who took them, or later because an appeal was right.</summary>
internal sealed class UndoDecision(ChangeComment changes, NoticeBook notices, OrderBook orders, IRecord record, IWriteDoor door, TimeProvider time)
{
    /// <summary>Undoes all that was decided together.</summary>
    public async Task<Refusal?> Handle(SiteId site, AccountId by, DecisionId batch, CancellationToken cancellation)
    {
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var now = time.Now;
                var decisions = await db.Decisions.AsTracking().Where(one => one.SiteId == site && one.BatchId == batch).OrderByDescending(one => one.Id).ToListAsync();
                if (decisions.Count == 0)
                    return Refusal.NotFound("decision");
                if (DecisionRules.MayUndo(decisions[^1], by, now) is { } late)
                    return late;
                foreach (var decision in decisions)
                {
                    decision.Undo(now);
                    if (await Restore(db, decision, Actor.Staff(by), now) is { } refusal)
                        return refusal;
                    Remember(db, decision, "undo", by, now);
                    await notices.Reopen(db, decision, by, now);
                    await orders.Reopen(db, decision, by, now);
                    await ThreatTelling.Drop(db, decision);
                    await Reopen(db, decision);
                }
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>Inside the door: an appeal was right, and all of it is as before.</summary>
    public async Task<Refusal?> Reverse(ParleyContext db, Decision decision, AccountId by, DateTimeOffset now)
    {
        decision.Reverse(now);
        Remember(db, decision, "reversal", by, now);
        return await Restore(db, decision, Actor.Staff(by), now);
    }

    private void Remember(ParleyContext db, Decision decision, string kind, AccountId by, DateTimeOffset now) => record.Add(db, new Platform.Data.Deed(
        decision.SiteId, kind, EnumWord.Of(decision.Kind), decision.CommentId?.Value ?? decision.PersonId.Value, EnumWord.Of(ActorKind.Staff), by.Value, now)
    {
        Facts = [new("decision", decision.Id.ToString())],
    });

    private async Task<Refusal?> Restore(ParleyContext db, Decision decision, Actor actor, DateTimeOffset now)
    {
        if (DecisionRules.IsAboutPerson(decision.Kind))
        {
            await RestorePerson(db, decision, now);
            return null;
        }
        var former = decision.Kind == DecisionKind.Redact ? await Former(db, decision) : null;
        var refused = decision.Kind == DecisionKind.Refuse ? await RefusedTexts.Find(db, decision) : null;
        var changed = await changes.Within(
            db, decision.SiteId, decision.CommentId!.Value, actor, null, (comment, at) => refused is null ? Back(comment, decision, former, at) : LetThrough(comment, refused, at), now);
        return changed.Refusal;
    }

    private static CommentChange Back(Comment comment, Decision decision, string? former, DateTimeOffset now) => decision.Kind switch
    {
        // What its author took away meanwhile stays away.
        _ when comment.RemovedBy == Remover.Author => default,
        DecisionKind.Feature => comment.Feature(decision.Former == "yes", now),
        DecisionKind.OffTopic => comment.MoveOffTopic(decision.Former == "yes", now),
        DecisionKind.Close when decision.Former == "no" => comment.OpenBranch(),
        DecisionKind.Reopen when decision.Former == "yes" => comment.CloseBranch(comment.BranchClosedReason, now),
        DecisionKind.Close or DecisionKind.Reopen => default,
        // It waits for a moderator again instead of for its author.
        DecisionKind.Reword when decision.Former == "held" && comment.RewordUntil is not null => comment.Hold(),
        DecisionKind.Redact when former is not null => Rewrite(comment, former, now),
        DecisionKind.Redact => default,
        // Decided about since, with a statement of its own.
        DecisionKind.Hold when comment.State is CommentState.Removed or CommentState.Rejected => default,
        _ when decision.Former == EnumWord.Of(comment.State) => default,
        _ => decision.Former switch
        {
            "published" => comment.Publish(),
            "held" => comment.Hold(),
            "rejected" => comment.Reject(),
            _ => comment.Remove(Remover.Moderator, null, now),
        },
    };

    /// <summary>What a screen refused takes the place it was written for.</summary>
    private static CommentChange LetThrough(Comment comment, RefusedText refused, DateTimeOffset now)
    {
        if (refused.Form == WrittenForm.Comment)
            return comment.State == CommentState.Rejected ? comment.Publish() : default(CommentChange);
        if (comment.State != CommentState.Published)
            return default;
        if (refused.Form == WrittenForm.Edit)
            return Rewrite(comment, refused.Body!, now);
        if (comment.CorrectionCount > 0)
            return default;
        var (line, happened) = comment.Correct(refused.Body!, now);
        return new(null, happened, line);
    }

    private static CommentChange Rewrite(Comment comment, string former, DateTimeOffset now)
    {
        var (kept, happened) = comment.Restore(former, now);
        return new(null, happened, kept);
    }

    /// <summary>The words before the passage was taken out of them.</summary>
    private static Task<string?> Former(ParleyContext db, Decision decision) => db.CommentRevisions
        .Where(one => one.SiteId == decision.SiteId && one.CommentId == decision.CommentId)
        .OrderByDescending(one => one.Revision)
        .Select(one => one.Body)
        .FirstOrDefaultAsync();

    private static async Task RestorePerson(ParleyContext db, Decision decision, DateTimeOffset now)
    {
        var person = await db.People.AsTracking().SingleAsync(one => one.SiteId == decision.SiteId && one.Id == decision.PersonId);
        if (decision.Kind == DecisionKind.Warn && person.WarningId == decision.Id.Value)
            person.Warn(null);
        else if (DecisionRules.StandingOf(decision.Kind) == person.Standing)
            db.Record(decision.SiteId, person.Stand(EnumWord.Read<Standing>(decision.Former ?? "") ?? Standing.None, decision.FormerUntil), now);
    }

    /// <summary>The case stands where it stood, with its reports as they were.</summary>
    private static async Task Reopen(ParleyContext db, Decision decision)
    {
        if (decision.CaseId is not { } id)
            return;
        var found = await db.Cases.AsTracking().SingleAsync(one => one.SiteId == decision.SiteId && one.Id == id);
        if (found.State == CaseState.Open)
            return;
        found.TakeBack();
        var (site, comment, at) = (decision.SiteId, found.CommentId, decision.At);
        await db.Reports.Where(report => report.SiteId == site && report.CommentId == comment && report.DecidedAt == at)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.Outcome, ReportOutcome.Open).SetProperty(report => report.DecidedAt, (DateTimeOffset?)null));
    }
}
