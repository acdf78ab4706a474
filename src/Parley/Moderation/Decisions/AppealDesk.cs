using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Misuse;
using Parley.Moderation.Notices;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Decisions;

/// <summary>Takes appeals, and what a second moderator answers to them.</summary>
internal sealed class AppealDesk(
    CaseBook cases, RefusedTexts refused, UndoDecision undoing, AllWords words, IRecord record, IWriteDoor door, IdSource ids, TimeProvider time)
{
    /// <summary>Whoever was restricted says why that was wrong: the case waits again, for somebody else.</summary>
    public async Task<Refusal?> Send(LiveSite site, DecisionId id, string? typed, CancellationToken cancellation)
    {
        var said = CleanText.Lines(typed ?? "");
        if (!CleanText.IsVisible(said))
            return new Refusal("appeal-empty", 422, "words");
        if (said.Length > Appeal.MaxLength)
            return new Refusal("too-long", 422, "words", ("max", Appeal.MaxLength));
        var guest = await refused.GuestFor(site, id, cancellation);
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var now = time.Now;
                var decision = await db.Decisions.AsTracking().SingleAsync(one => one.SiteId == site.Id && one.Id == id);
                var judged = await db.Set<Comments.Comment>().AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == decision.CommentId);
                var hasAppealed = await db.Appeals.AnyAsync(one => one.SiteId == site.Id && one.DecisionId == id);
                if (DecisionRules.MayAppeal(decision, judged, hasAppealed, now) is { } refusal)
                    return refusal;
                if (await MisuseReader.SuspendedUntil(db, site.Id, decision.PersonId, now) is { } until)
                    return new Refusal("appeal-suspended", 403, null, ("date", words.Find(site.View.Language).Date(until)));
                if (decision.Kind == DecisionKind.Refuse && (await refused.Bring(db, site, decision, guest, now)).Refusal is { } gone)
                    return gone;
                db.Add(new Appeal(site.Id, ids.New<AppealId>(), id, decision.PersonId, said, now));
                record.Add(db, new Platform.Data.Deed(
                    site.Id, "appeal-sent", EnumWord.Of(decision.Kind), id.Value, EnumWord.Of(ActorKind.Author), decision.PersonId.Value, now));
                if (decision.CommentId is { } about)
                {
                    var comment = await db.Set<Comments.Comment>().SingleAsync(one => one.SiteId == site.Id && one.Id == about);
                    var opened = await cases.Open(db, site, comment, CaseSource.Appeal, ReasonRules.FindAny(site.Settings.Reasons, decision.Reason) ?? Reason.Other, now);
                    decision.Join(opened.Id);
                }
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>A person decides, never a machine, and another than the first where there is one.</summary>
    /// <param name="isManifest">It is plainly unfounded.</param>
    public async Task<Refusal?> Decide(LiveSite site, AccountId by, AppealId id, bool isRight, bool isManifest, string? typed, CancellationToken cancellation)
    {
        var answer = CleanText.Lines(typed ?? "");
        if (DecisionRules.WordsMayBe(answer) is { } tooLong)
            return tooLong;
        var written = await door.Write<Refusal?>(db => Save(db, site, by, id, isRight, isManifest, answer.Length == 0 ? null : answer), cancellation);
        return written.Value;
    }

    /// <summary>Who may decide appeals of a site.</summary>
    public static async Task<IReadOnlyCollection<AccountId>> Editors(ParleyContext db, SiteId site) => await db.People
        .Where(one => one.SiteId == site && (one.Role == Role.Editor || one.Role == Role.Administrator) && one.AccountId != null)
        .Select(one => one.AccountId!.Value)
        .ToListAsync();

    /// <summary>The case waits on while another appeal or a notice about it does.</summary>
    private static async Task Settle(ParleyContext db, Decision decision, Appeal decided, AccountId by, DateTimeOffset now)
    {
        if (decision.CaseId is not { } about)
            return;
        var isLast = !await (
            from appeal in db.Appeals
            join other in db.Decisions on new { appeal.SiteId, Id = appeal.DecisionId } equals new { other.SiteId, other.Id }
            where appeal.SiteId == decision.SiteId && other.CaseId == about && appeal.Id != decided.Id && appeal.Outcome == AppealOutcome.Open
            select appeal.Id).AnyAsync();
        if (decision.CommentId is { } comment && await NoticeBook.Waits(db, decision.SiteId, comment))
            return;
        if (isLast && await db.Cases.AsTracking().SingleOrDefaultAsync(one => one.SiteId == decision.SiteId && one.Id == about) is { State: CaseState.Open } found)
            found.Decide(by, now);
    }

    private async Task<Refusal?> Save(ParleyContext db, LiveSite site, AccountId by, AppealId id, bool isRight, bool isManifest, string? answer)
    {
        var now = time.Now;
        var row = db.Appeals.Where(one => one.SiteId == site.Id && one.Id == id);
        await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.At, one => one.At));
        if (await row.AsTracking().SingleOrDefaultAsync() is not { } appeal)
            return Refusal.NotFound("appeal");
        if (appeal.Outcome != AppealOutcome.Open)
            return new Refusal("case-decided", 409);
        var decision = await db.Decisions.AsTracking().SingleAsync(one => one.SiteId == site.Id && one.Id == appeal.DecisionId);
        if (DecisionRules.MayDecideAppeal(decision, by, await Editors(db, site.Id)) is { } own)
            return own;
        appeal.Decide(isRight ? AppealOutcome.Reversed : AppealOutcome.Upheld, answer, by, now);
        if (!isRight && isManifest)
            appeal.FindUnfounded();
        if (isRight && await undoing.Reverse(db, decision, by, now) is { } refusal)
            return refusal;
        // The answer goes out the way the decision did.
        decision.TellAt(now);
        record.Add(db, new Platform.Data.Deed(site.Id, "appeal", EnumWord.Of(appeal.Outcome), decision.Id.Value, EnumWord.Of(ActorKind.Staff), by.Value, now)
        {
            Facts = [new("sent", appeal.At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)), new("unfounded", appeal.IsUnfounded ? "yes" : null)],
            Personal = [new("answer", answer)],
            PersonId = appeal.PersonId.Value,
        });
        await Settle(db, decision, appeal, by, now);
        return null;
    }
}
