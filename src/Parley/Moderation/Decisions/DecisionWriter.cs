using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Moderation.Reports;
using Parley.Moderation.Threats;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Decisions;

/// <summary>Writes decisions, with what follows from each: a person's standing, a letter, what came of reports, the record.</summary>
internal sealed class DecisionWriter(IdSource ids, IRecord record, NoticeBook notices, OrderBook orders, IDbContextFactory<ParleyContext> reading)
{
    /// <summary>What stands where a passage was.</summary>
    private const string Gap = "[…]";

    /// <summary>Takes a passage out of each comment that has it, drawn outside the door.</summary>
    public async Task<IReadOnlyDictionary<CommentId, Redaction>> Redact(
        LiveSite site, IReadOnlyList<SeenCase> cases, string passage, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var comments = await SeenComments.Read(db, site.Id, cases, cancellation);
        var typed = CleanText.Lines(passage);
        var redactions = new Dictionary<CommentId, Redaction>();
        foreach (var comment in comments.Where(one => typed.Length > 0 && one.Body.Contains(typed, StringComparison.Ordinal)))
        {
            var body = comment.Body.Replace(typed, Gap, StringComparison.Ordinal);
            redactions[comment.Id] = new(body, CommentText.RenderStored(body, site.Settings.MaxLength, comment.Fold), comment.Revision);
        }
        return redactions;
    }

    /// <summary>Whether the comment of a case has these words.</summary>
    public async Task<bool> Has(LiveSite site, SeenCase seen, string passage, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var seenNow = await SeenComments.Read(db, site.Id, [seen], cancellation);
        return seenNow is [var one] && one.Body.Contains(passage, StringComparison.Ordinal);
    }

    /// <summary>Keeps a decision; its letter is due once it cannot be undone.</summary>
    public async Task<Decision> Write(ParleyContext db, DecisionDraft draft, bool isBulk, DateTimeOffset now)
    {
        var decision = new Decision(draft.Id ?? ids.New<DecisionId>(), draft, now);
        var isTold = draft.Order is null && DecisionRules.IsTold(draft.Kind, draft.Reason, isBulk);
        if (isTold && !draft.IsToldAtOnce)
            decision.TellAt(DecisionRules.LetterDueAt(now, await LastLetter(db, draft.Site, draft.Person, now)));
        db.Add(decision);
        record.Add(db, new Platform.Data.Deed(
            draft.Site, "decision", EnumWord.Of(draft.Kind), draft.Comment?.Value ?? (draft.Kind == DecisionKind.Refuse ? decision.Id.Value : draft.Person.Value), EnumWord.Of(draft.Actor.Kind), draft.Actor.Id, now)
        {
            Facts =
            [
                new("decision", decision.Id.ToString()), new("clause", decision.Clause), new("opened", Seconds(draft.OpenedAt)), new("told", isTold ? "yes" : null),
                new("manifest", decision.IsManifest ? "yes" : null), new("flagger", draft.IsFlagged ? "yes" : null), new("order", decision.OrderId?.ToString()),
                new("reason", decision.Reason), new("ground", decision.Ground is { } ground ? EnumWord.Of(ground) : null), new("source", EnumWord.Of(decision.Source)),
                new("former", decision.Former), new("until", Seconds(decision.Until)),
                new("machine", decision.IsDecidedByMachine ? "decided" : decision.IsDetectedByMachine ? "detected" : null),
            ],
            Personal = [new("words", decision.Words), new("passage", decision.Passage)],
            PersonId = draft.Person == default ? null : draft.Person.Value,
        });
        await db.SaveChangesAsync();
        return decision;
    }

    /// <summary>Restricts a person, or ends that, and keeps the decision.</summary>
    public async Task<Decision> Restrict(ParleyContext db, DecisionDraft draft, bool isBulk, DateTimeOffset now)
    {
        var person = await db.People.AsTracking().SingleAsync(one => one.SiteId == draft.Site && one.Id == draft.Person);
        var decision = await Write(db, draft with { Former = EnumWord.Of(person.Standing), FormerUntil = person.StandingUntil }, isBulk, now);
        if (DecisionRules.StandingOf(draft.Kind) is { } standing)
            db.Record(draft.Site, person.Stand(standing, draft.Until), now);
        else if (draft.Kind == DecisionKind.Warn)
            person.Warn(decision.Id.Value);
        return decision;
    }

    /// <summary>What a decision leaves of its case, and of the reports and notices that brought it.</summary>
    /// <param name="decision">Null when only the person was decided about: then the comment waits still.</param>
    public async Task Settle(ParleyContext db, Case found, Decision? decision, AccountId by, DateTimeOffset now)
    {
        if (decision is null)
            return;
        if (decision.Kind == DecisionKind.Hold)
        {
            found.Keep();
            return;
        }
        found.Decide(by, now);
        await db.SaveChangesAsync();
        await notices.Settle(db, found.SiteId, found.CommentId, decision, now);
        await orders.Settle(db, found.SiteId, found.CommentId, decision, now);
        await ThreatTelling.Plan(db, await db.Comments.SingleAsync(one => one.SiteId == found.SiteId && one.Id == found.CommentId), decision);
        var outcome = DecisionRules.Restricts(decision.Kind) ? ReportOutcome.Upheld : ReportOutcome.Dismissed;
        await db.Reports
            .Where(report => report.SiteId == found.SiteId && report.CommentId == found.CommentId && report.Outcome == ReportOutcome.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.Outcome, outcome).SetProperty(report => report.DecidedAt, (DateTimeOffset?)now));
    }

    private static string? Seconds(DateTimeOffset? moment) => moment?.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<DateTimeOffset?> LastLetter(ParleyContext db, SiteId site, PersonId person, DateTimeOffset now)
    {
        var since = now - DecisionRules.LettersApart;
        return await db.Decisions
            .Where(one => one.SiteId == site && one.PersonId == person && one.LetterSentAt > since)
            .OrderByDescending(one => one.LetterSentAt)
            .Select(one => one.LetterSentAt)
            .FirstOrDefaultAsync();
    }
}
