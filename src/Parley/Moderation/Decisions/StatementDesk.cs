using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Misuse;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Decisions;

/// <summary>A statement of reasons with the site it is from.</summary>
internal sealed record FoundStatement(Decision Decision, LiveSite Site);

/// <summary>Finds statements of reasons for whom they concern, and draws them.</summary>
internal sealed class StatementDesk(IDbContextFactory<ParleyContext> reading, SiteDirectory sites, Callers callers, StatementKeys keys, IWriteDoor door, TimeProvider time)
{
    private const int Listed = 20;

    /// <summary>What opens a statement without signing in: only who was sent the letter has it.</summary>
    public string KeyOf(Decision decision) => keys.Of(decision.Id);

    /// <returns>Null for whoever it does not concern: they are not told that there is one.</returns>
    public async Task<FoundStatement?> Find(HttpContext http, string id, string? with, CancellationToken cancellation)
    {
        if (!IdText.TryRead<DecisionId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var decision = await db.Decisions.SingleOrDefaultAsync(one => one.Id == typed, cancellation);
        if (decision is null || !DecisionRules.Restricts(decision.Kind) || decision.UndoneAt is not null || decision.OrderId is not null || sites.Find(decision.SiteId) is not { } site)
            return null;
        if (keys.Opens(with, id))
            return new(decision, site);
        var reader = await callers.Read(http, site, cancellation);
        return reader.Value?.Id == decision.PersonId ? new(decision, site) : null;
    }

    public async Task<StatementView> Draw(FoundStatement found, CancellationToken cancellation)
    {
        var (decision, site) = found;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var comment = decision.CommentId is { } about
            ? await db.Comments.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == about, cancellation)
            : null;
        var headings = await StoryHeadings.Read(db, site, comment is null ? [] : [comment.StoryId], cancellation);
        var appeal = await db.Appeals.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.DecisionId == decision.Id, cancellation);
        var person = await db.People.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == decision.PersonId, cancellation);
        var since = time.Now - MisuseRules.CountedFor;
        return new(
            decision.Id.ToString(), EnumWord.Of(decision.Kind), comment?.Id.ToString(), comment is null ? null : headings[comment.StoryId].Title, decision.Excerpt,
            decision.At, decision.Until, decision.Reason, decision.Ground is { } ground ? EnumWord.Of(ground) : null, decision.Clause, decision.Words,
            EnumWord.Of(decision.Source), decision.IsDetectedByMachine, decision.IsDecidedByMachine, StatusOf(decision))
        {
            Passage = decision.Passage,
            Checks = decision.IsDecidedByMachine ? await Checks(db, decision, cancellation) : [],
            RewordUntil = decision is { Kind: DecisionKind.Reword, Stands: true } && comment?.RewordUntil > time.Now ? comment.RewordUntil : null,
            MustBeRead = person?.WarningId == decision.Id.Value,
            AppealUntil = DecisionRules.MayAppeal(decision, comment, appeal is not null, time.Now) is null ? (decision.LetterSentAt ?? decision.At) + DecisionRules.AppealFor : null,
            IsWarned = await db.Appellants.AnyAsync(one => one.SiteId == site.Id && one.PersonId == decision.PersonId && one.WarnedAt > since, cancellation),
            Appeal = appeal is null ? null : new(appeal.Words, appeal.At, EnumWord.Of(appeal.Outcome), appeal.Answer, appeal.DecidedAt),
        };
    }

    /// <summary>What a person was told lately, newest first; not before it was certain.</summary>
    public async Task<IReadOnlyList<StatementLine>> List(SiteId site, PersonId person, CancellationToken cancellation)
    {
        var settled = time.Now - DecisionRules.UndoFor;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var decisions = await db.Decisions
            .Where(one => one.SiteId == site && one.PersonId == person && one.UndoneAt == null && one.OrderId == null && (one.IsDecidedByMachine || one.At <= settled))
            .OrderByDescending(one => one.Id)
            .Take(Listed)
            .ToListAsync(cancellation);
        return [.. decisions.Where(one => DecisionRules.Restricts(one.Kind))
            .Select(one => new StatementLine(one.Id.ToString(), EnumWord.Of(one.Kind), one.Reason, one.At, one.ReadAt is null, StatusOf(one)))];
    }

    /// <summary>The statement about a comment that still stands, for its author; null where there is none.</summary>
    public async Task<string?> About(Comment comment, CancellationToken cancellation)
    {
        var settled = time.Now - DecisionRules.UndoFor;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var decisions = await db.Decisions
            .Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id && one.UndoneAt == null && one.ReversedAt == null && one.OrderId == null
                && (one.IsDecidedByMachine || one.At <= settled))
            .OrderByDescending(one => one.Id)
            .ToListAsync(cancellation);
        return decisions.Find(one => DecisionRules.Restricts(one.Kind) && one.Kind != DecisionKind.Refuse && !DecisionRules.HasEnded(one, comment))?.Id.ToString();
    }

    /// <summary>What the author of a comment is asked to word anew; null where nobody asks.</summary>
    public async Task<StatementView?> Asked(Comment comment, LiveSite site, CancellationToken cancellation)
    {
        var settled = time.Now - DecisionRules.UndoFor;
        if (!(comment.RewordUntil > time.Now))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var decision = await db.Decisions
            .Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id && one.Kind == DecisionKind.Reword && one.UndoneAt == null && (one.IsDecidedByMachine || one.At <= settled))
            .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellation);
        return decision is null ? null : await Draw(new(decision, site), cancellation);
    }

    /// <summary>The person read all there is in the list.</summary>
    public Task ReadAll(SiteId site, PersonId person, CancellationToken cancellation)
    {
        var now = time.Now;
        return door.Write(
            async db => await db.Decisions
                .Where(one => one.SiteId == site && one.PersonId == person && one.ReadAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, (DateTimeOffset?)now)),
            cancellation);
    }

    /// <summary>The person says that they read it; who was warned may go on from here.</summary>
    public Task Acknowledge(FoundStatement found, CancellationToken cancellation) => door.Write(
        async db =>
        {
            var (site, id) = (found.Site.Id, found.Decision.Id);
            var decision = await db.Decisions.AsTracking().SingleAsync(one => one.SiteId == site && one.Id == id);
            decision.Read(time.Now);
            var person = await db.People.AsTracking().SingleAsync(one => one.SiteId == site && one.Id == decision.PersonId);
            if (person.WarningId == id.Value)
                person.Warn(null);
        },
        cancellation);

    /// <summary>The checks that decided, each with what it found.</summary>
    private static async Task<IReadOnlyList<CheckView>> Checks(ParleyContext db, Decision decision, CancellationToken cancellation)
    {
        var refused = new RefusedTextId(decision.Id.Value);
        var said = decision.Kind == DecisionKind.Refuse
            ? (await db.RefusedTexts.SingleOrDefaultAsync(one => one.SiteId == decision.SiteId && one.Id == refused, cancellation))?.Said
            : (await db.Screenings.Where(one => one.SiteId == decision.SiteId && one.CommentId == decision.CommentId && one.At <= decision.At)
                .OrderByDescending(one => one.At).FirstOrDefaultAsync(cancellation))?.Said;
        var verdict = decision.Kind == DecisionKind.Refuse ? Verdict.Refuse : Verdict.Hold;
        return [.. (said ?? []).Where(one => !one.IsTrial && one.Verdict == verdict).Select(one => new CheckView(one.Screen, one.Reason))];
    }

    private static string StatusOf(Decision decision) =>
        decision.ReversedAt is not null ? "reversed" : decision.UndoneAt is not null ? "undone" : "stands";
}
