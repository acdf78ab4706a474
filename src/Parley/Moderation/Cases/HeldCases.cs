using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Decisions;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Cases;

/// <summary>What waits to be published is a case; what its author took away, or somebody settled elsewhere, is none any more.</summary>
internal sealed class HeldCases(
    CaseBook cases, DecisionWriter writer, NoticeBook notices, OrderBook orders, IRecord record, SiteDirectory sites) : IStoredReaction
{
    public string Name => "held-cases";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
            if (one.Happened is CommentStateChanged changed && sites.Find(one.SiteId) is { } site)
                await Follow(db, site, changed.CommentId, now);
            else if (one.Happened is CommentReworded reworded && sites.Find(one.SiteId) is { } asker)
                await Answered(db, asker, reworded.CommentId, now);
            else if (one.Happened is CommentScreened screened && sites.Find(one.SiteId) is { } owner)
                await Note(db, owner, screened, now);
    }

    /// <summary>A screen holds a comment, or let it pass and says that a moderator should know.</summary>
    private async Task Note(ParleyContext db, LiveSite site, CommentScreened screened, DateTimeOffset now)
    {
        var comment = await db.Comments.AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == screened.CommentId);
        if (comment is null or { State: CommentState.Removed or CommentState.Rejected })
            return;
        var source = comment.State == CommentState.Held ? CaseSource.Hold : CaseSource.Screen;
        var reason = ReasonRules.OfScreens(site.Settings.Reasons, screened.Reasons);
        var found = await cases.Open(db, site, comment, source, reason, now);
        found.FoundBy(screened.Screen);
        // A screen holds: that is a decision, which its author is told with its reasons.
        if (source == CaseSource.Hold && screened is { Outcome: Verdict.Hold } && screened.Revision == comment.Revision)
            await writer.Write(db, HeldBy(site, found, comment, reason), isBulk: false, now);
        else
            record.Add(db, new Deed(site.Id, "screened", source == CaseSource.Hold ? "hold" : "note", comment.Id.Value, EnumWord.Of(ActorKind.Parley), null, now)
            {
                Facts = [new("reason", reason.Code)],
            });
    }

    private static DecisionDraft HeldBy(LiveSite site, Case found, Comment comment, Reason reason) =>
        new(site.Id, DecisionKind.Hold, comment.AuthorId, new Actor(ActorKind.Parley))
        {
            Case = found.Id,
            Comment = comment.Id,
            Reason = reason,
            Excerpt = Excerpts.Of(comment.Body),
            Source = CaseSource.Screen,
            IsDetectedByMachine = true,
            IsToldAtOnce = true,
            // What it would be but for the screen: where an appeal is right, that is what it becomes.
            Former = EnumWord.Of(CommentState.Published),
        };

    /// <summary>An author found other words: a moderator reads them beside the former ones, under the reason that was named.</summary>
    private async Task Answered(ParleyContext db, LiveSite site, CommentId id, DateTimeOffset now)
    {
        var comment = await db.Comments.AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == id);
        if (comment is not { State: CommentState.Held, RewordUntil: null })
            return;
        var asked = await db.Decisions
            .Where(one => one.SiteId == site.Id && one.CommentId == id && one.Kind == DecisionKind.Reword)
            .OrderByDescending(one => one.Id).Select(one => one.Reason).FirstOrDefaultAsync();
        await cases.Open(db, site, comment, CaseSource.Hold, ReasonRules.FindAny(site.Settings.Reasons, asked) ?? Reason.Other, now);
        record.Add(db, new Deed(site.Id, "reworded", "comment", id.Value, EnumWord.Of(ActorKind.Author), comment.AuthorId.Value, now));
    }

    /// <summary>By how the comment is now: a later event may have overtaken this one.</summary>
    private async Task Follow(ParleyContext db, LiveSite site, CommentId id, DateTimeOffset now)
    {
        var comment = await db.Comments.AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == id);
        var found = await CaseBook.Find(db, site.Id, id);
        if (comment is null)
            return;
        if (comment.RewordUntil is not null)
            // It waits for its author.
            return;
        if (comment.State == CommentState.Held)
        {
            if (found is not { State: CaseState.Open, IsHeld: true })
                await cases.Open(db, site, comment, CaseSource.Hold, Reason.Other with { Severity = 1 }, now);
        }
        else if (found is { State: CaseState.Open, IsAppeal: false } && comment.State != CommentState.Published)
        {
            found.Decide(null, now);
            await notices.Settle(db, site.Id, id, null, now);
            await orders.Settle(db, site.Id, id, null, now);
        }
        else if (found is { State: CaseState.Open, IsHeld: true, IsReported: false, IsAppeal: false, IsNotice: false, IsOrder: false })
            found.Decide(null, now);
    }
}

/// <summary>Cases, reports and decisions follow a guest who turned out to be somebody; of whoever was erased their words go.</summary>
internal sealed class MovedPeople : IStoredReaction
{
    public string Name => "moderated-people";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            if (one.Happened is PersonMerged merged)
                await Move(db, one.SiteId, merged.Guest, merged.Into, now);
            else if (one.Happened is PersonErased erased)
                await Erase(db, one.SiteId, erased.PersonId);
        }
    }

    private static async Task Move(ParleyContext db, SiteId site, PersonId from, PersonId to, DateTimeOffset now)
    {
        await db.Cases.Where(one => one.SiteId == site && one.AuthorId == from).ExecuteUpdateAsync(set => set.SetProperty(one => one.AuthorId, to));
        await db.Decisions.Where(one => one.SiteId == site && one.PersonId == from).ExecuteUpdateAsync(set => set.SetProperty(one => one.PersonId, to));
        await db.Appeals.Where(one => one.SiteId == site && one.PersonId == from).ExecuteUpdateAsync(set => set.SetProperty(one => one.PersonId, to));
        // What both reported stays the account's; the other goes on under the guest's id, which is nobody's.
        await db.Reports
            .Where(one => one.SiteId == site && one.ReporterId == from
                && !db.Set<Report>().Any(other => other.SiteId == site && other.ReporterId == to && other.CommentId == one.CommentId))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReporterId, to));
        var (guest, account) = (await Person(db, site, from), await Person(db, site, to));
        // Whoever is restricted does not shake it off by joining.
        if (guest.Standing > account.Standing)
            db.Record(site, account.Stand(guest.Standing, guest.StandingUntil), now);
    }

    private static async Task Erase(ParleyContext db, SiteId site, PersonId person)
    {
        await db.Reports.Where(one => one.SiteId == site && one.ReporterId == person)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Words, (string?)null));
        await db.Decisions.Where(one => one.SiteId == site && one.PersonId == person).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Words, (string?)null).SetProperty(one => one.Excerpt, (string?)null).SetProperty(one => one.Passage, (string?)null).SetProperty(one => one.LetterDueAt, (DateTimeOffset?)null));
        await db.Appeals.Where(one => one.SiteId == site && one.PersonId == person)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Words, "").SetProperty(one => one.Answer, (string?)null));
    }

    private static Task<Person> Person(ParleyContext db, SiteId site, PersonId id) =>
        db.People.AsTracking().SingleAsync(one => one.SiteId == site && one.Id == id);
}

/// <summary>Cases follow their story into another.</summary>
internal sealed class MovedCases : IMovesWithStory
{
    public async Task<bool> MoveSome(ParleyContext db, SiteId site, StoryId from, StoryId to, DateTimeOffset now) =>
        await db.Cases.Where(one => one.SiteId == site && one.StoryId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.StoryId, to)) > 0;
}
