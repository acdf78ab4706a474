using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Decisions;

/// <summary>A case as the moderator saw it.</summary>
internal readonly record struct SeenCase(CaseId Id, int Version, int Revision)
{
    /// <summary>Set where a comment was seen that may be no case yet; then there is no id.</summary>
    public CommentId? Comment { get; init; }
}

/// <summary>Decides cases: the one path of the desk, for one comment or many.</summary>
internal sealed class DecideCase(ChangeComment changes, DecisionWriter writer, CaseBook cases, SimilarDecisions similar, IWriteDoor door, AllWords words, TimeProvider time)
{
    /// <summary>Cases decided in one write; more come in the next.</summary>
    private const int BatchSize = 50;

    /// <param name="Kind">About the comments; null to decide about their author alone.</param>
    /// <param name="Person">About the author; null for nothing.</param>
    /// <param name="Days">How long that holds; null for good.</param>
    /// <param name="Passage">What goes when a passage is redacted, as it stands in the comment.</param>
    /// <param name="IsManifest">Plainly illegal; or, when it is published, the notice plainly unfounded.</param>
    public sealed record Request(
        IReadOnlyList<SeenCase> Cases, DecisionKind? Kind, DecisionKind? Person, int? Days, string? Reason, string? Words, string? Passage, bool IsManifest = false);

    /// <param name="Batch">By which all of it is undone; null when nothing was decided.</param>
    /// <param name="Passed">Cases that somebody else decided meanwhile, or whose comment changed.</param>
    public sealed record Decided(DecisionId? Batch, int Count, int Passed);

    /// <summary>All that is known of a decision before the write.</summary>
    /// <param name="Rule">The reason as readers of the site are told it.</param>
    private sealed record Draft(
        LiveSite Site, AccountId By, Request Request, Reason? Reason, string? Rule, bool IsBulk, IReadOnlyDictionary<CommentId, Redaction> Redactions)
    {
        /// <summary>Prints of the texts, made before the write.</summary>
        public required IReadOnlyDictionary<CommentId, long[]> Prints { get; init; }

        public DecisionId? Batch { get; private set; }

        public DateTimeOffset RewordUntil(DateTimeOffset now) => now.AddHours(Site.Settings.RewordHours);

        /// <summary>All decisions taken together are undone with the first.</summary>
        public void Join(Decision decision) => Batch ??= decision.Id;
    }

    public async Task<Outcome<Decided>> Handle(LiveSite site, AccountId by, Request request, CancellationToken cancellation)
    {
        var reason = ReasonRules.FindAny(site.Settings.Reasons, request.Reason);
        if (Judge(request, reason) is { } refusal)
            return refusal;
        var isBulk = request.Cases.Count > 1;
        var passage = request.Kind == DecisionKind.Reword && CleanText.Lines(request.Passage ?? "") is { Length: > 0 } typed ? typed : null;
        if (passage is not null && !isBulk && !await writer.Has(site, request.Cases[0], passage, cancellation))
            return new Refusal("redact-passage", 422, "passage");
        var redactions = request.Kind == DecisionKind.Redact ? await writer.Redact(site, request.Cases, request.Passage!, cancellation) : new Dictionary<CommentId, Redaction>();
        if (request.Kind == DecisionKind.Redact && redactions.Count == 0)
            return new Refusal("redact-passage", 422, "passage");
        var draft = new Draft(site, by, request with { Passage = passage ?? request.Passage }, reason, reason is null ? null : ReasonWords.Of(words.Find(site.View.Language), reason.Code), isBulk, redactions)
        {
            Prints = request.Kind is null ? new Dictionary<CommentId, long[]>() : await similar.Print(site.Id, request.Cases, cancellation),
        };
        var (count, passed) = (0, 0);
        foreach (var some in request.Cases.Chunk(BatchSize))
        {
            var written = await door.Write<Outcome<int>>(db => Save(db, draft, some), cancellation);
            if (written.Value.Refusal is { } failed)
                return failed;
            count += written.Value.Value;
            passed += some.Length - written.Value.Value;
        }
        return new Decided(draft.Batch, count, passed);
    }

    private static Refusal? Judge(Request request, Reason? reason)
    {
        if (request.Cases.Count == 0 || (request.Kind is null && request.Person is null))
            return new("decision", 422, "decision");
        if (request.Kind is { } kind && (DecisionRules.IsAboutPerson(kind) || kind == DecisionKind.Refuse))
            return new("decision", 422, "decision");
        if (request.Person is { } person && !DecisionRules.IsAboutPerson(person))
            return new("decision", 422, "person");
        var restricts = (request.Kind is { } one && DecisionRules.Restricts(one)) || (request.Person is { } other && DecisionRules.Restricts(other));
        if (restricts && reason is null)
            return new("decision-reason", 422, "reason");
        if (request.Days is < 1 or > DecisionRules.MaxDays || (request.Person == DecisionKind.Suspend && request.Days is null))
            return new("decision-days", 422, "days", ("max", DecisionRules.MaxDays));
        if (request.Kind == DecisionKind.Redact && string.IsNullOrWhiteSpace(request.Passage))
            return new("redact-passage", 422, "passage");
        return DecisionRules.PassageMayBe(request.Passage) ?? DecisionRules.WordsMayBe(request.Words);
    }

    /// <returns>How many were decided. One alone that cannot be is a refusal, in many it is passed over.</returns>
    private async Task<Outcome<int>> Save(ParleyContext db, Draft draft, SeenCase[] cases)
    {
        var (now, count) = (time.Now, 0);
        foreach (var seen in cases)
        {
            if (await Decide(db, draft, seen, now) is not { } refusal)
                count++;
            else if (!draft.IsBulk)
                return refusal;
        }
        return count;
    }

    private async Task<Refusal?> Decide(ParleyContext db, Draft draft, SeenCase seen, DateTimeOffset now)
    {
        var site = draft.Site.Id;
        if (await Find(db, draft, seen, now) is not ({ } found, var version))
            return Refusal.NotFound("case");
        var comment = await db.Comments.AsTracking().SingleAsync(one => one.SiteId == site && one.Id == found.CommentId);
        if (DecisionRules.MayDecide(found, version, comment, seen.Revision) is { } late)
            return late;
        Decision? taken = null;
        if (draft.Request.Kind is { } kind)
        {
            if ((DecisionRules.Fits(kind, comment) ?? await MayFeature(db, kind, comment) ?? await NoticeBook.MayReview(db, site, comment.Id, draft.By)) is { } unfit)
                return unfit;
            var former = FormerOf(kind, comment);
            var changed = await changes.Within(db, site, comment.Id, Actor.Staff(draft.By), draft.Reason?.Code, (one, at) => Change(one, kind, draft, at), now);
            if (changed.Refusal is { } refused)
                return refused;
            var order = found.IsOrder ? await OrderBook.Waiting(db, site, comment.Id) : null;
            var until = kind == DecisionKind.Reword ? draft.RewordUntil(now) : (DateTimeOffset?)null;
            taken = await writer.Write(
                db, Drawn(draft, kind, found, comment) with { Former = former, Until = until, Order = order }, draft.IsBulk, now);
            draft.Join(taken);
            SimilarDecisions.Keep(db, taken, draft.Prints.GetValueOrDefault(comment.Id));
        }
        if (draft.Request.Person is { } about)
        {
            var until = draft.Request.Days is { } days ? now.AddDays(days) : (DateTimeOffset?)null;
            draft.Join(await writer.Restrict(db, Drawn(draft, about, found, comment) with { Until = until, Source = found.IsOrder ? CaseSource.Own : SourceOf(found) }, draft.IsBulk, now));
        }
        await writer.Settle(db, found, taken, draft.By, now);
        return null;
    }

    /// <summary>The case that was seen, or the one that a moderator's own decision makes, and the version it must have.</summary>
    private async Task<(Case? Found, int Version)> Find(ParleyContext db, Draft draft, SeenCase seen, DateTimeOffset now)
    {
        var site = draft.Site.Id;
        if (seen.Comment is not { } about)
        {
            var row = db.Cases.Where(one => one.SiteId == site && one.Id == seen.Id);
            // Holds the row: of two moderators at once the second sees what the first decided.
            await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version));
            return (await row.AsTracking().SingleOrDefaultAsync(), seen.Version);
        }
        var held = db.Comments.Where(one => one.SiteId == site && one.Id == about);
        await held.ExecuteUpdateAsync(set => set.SetProperty(one => one.Revision, one => one.Revision));
        if (await held.AsNoTracking().SingleOrDefaultAsync() is not { } comment)
            return default;
        var known = await CaseBook.Find(db, site, about);
        if (known is { State: CaseState.Open } || (known?.Version ?? 0) != seen.Version)
            return (known, seen.Version);
        var opened = await cases.Open(db, draft.Site, comment, CaseSource.Own, draft.Reason ?? Reason.Other, now);
        return (opened, opened.Version);
    }

    private static async Task<Refusal?> MayFeature(ParleyContext db, DecisionKind kind, Comment comment) => kind != DecisionKind.Feature || comment.FeaturedAt is not null
        ? null
        : CommentRules.MayFeature(
            comment, await db.Comments.CountAsync(one => one.SiteId == comment.SiteId && one.StoryId == comment.StoryId && one.FeaturedAt != null));

    private static string FormerOf(DecisionKind kind, Comment comment) => kind switch
    {
        DecisionKind.Feature => comment.FeaturedAt is null ? "no" : "yes",
        DecisionKind.OffTopic => comment.OffTopicAt is null ? "no" : "yes",
        DecisionKind.Close or DecisionKind.Reopen => comment.BranchClosedAt is null ? "no" : "yes",
        _ => EnumWord.Of(comment.State),
    };

    /// <summary>Brings the comment to what was decided; nothing where it is that already.</summary>
    private static CommentChange Change(Comment comment, DecisionKind kind, Draft draft, DateTimeOffset now) => kind switch
    {
        DecisionKind.Publish when comment.State is CommentState.Published || comment.RemovedBy == Remover.Author => default,
        DecisionKind.Publish => comment.Publish(),
        DecisionKind.Remove when comment.State is CommentState.Removed or CommentState.Rejected => default,
        DecisionKind.Remove when comment.IsListed => comment.Remove(Remover.Moderator, draft.Rule, now),
        DecisionKind.Remove => comment.Reject(),
        DecisionKind.Hold when comment.State != CommentState.Held || comment.RewordUntil is not null => comment.Hold(),
        DecisionKind.Feature => comment.Feature(true, now),
        DecisionKind.OffTopic => comment.MoveOffTopic(true, now),
        DecisionKind.Close => comment.CloseBranch(draft.Rule, now),
        DecisionKind.Reopen => comment.OpenBranch(),
        DecisionKind.Reword => comment.AskToReword(draft.RewordUntil(now)),
        DecisionKind.Redact when draft.Redactions.GetValueOrDefault(comment.Id) is { } redaction && redaction.Revision == comment.Revision => Redact(comment, redaction, now),
        DecisionKind.Redact => new Refusal("redact-passage", 422, "passage"),
        _ => default,
    };

    private static CommentChange Redact(Comment comment, Redaction redaction, DateTimeOffset now)
    {
        var (former, happened) = comment.Edit(redaction.Body, redaction.Rendered, now);
        return new(null, happened, former);
    }

    private static DecisionDraft Drawn(Draft draft, DecisionKind kind, Case found, Comment comment) =>
        new(draft.Site.Id, kind, comment.AuthorId, Actor.Staff(draft.By))
        {
            Batch = draft.Batch,
            Case = found.Id,
            OpenedAt = found.OpenedAt,
            Comment = comment.Id,
            Reason = DecisionRules.Restricts(kind) ? draft.Reason : null,
            Words = draft.Request.Words,
            Excerpt = Excerpts.Of(comment.Body),
            Passage = kind == DecisionKind.Reword && comment.Body.Contains(draft.Request.Passage ?? "", StringComparison.Ordinal) ? draft.Request.Passage : null,
            Source = SourceOf(found),
            IsFlagged = found.IsFlagged,
            IsManifest = draft.Request.IsManifest && (kind == DecisionKind.Publish || (DecisionRules.Restricts(kind) && draft.Reason is { Ground: Ground.Law })),
            IsDetectedByMachine = found is { IsHeld: true, IsReported: false, IsNotice: false } or { IsScreened: true, IsReported: false, IsNotice: false },
        };

    private static CaseSource SourceOf(Case found) =>
        found.IsOrder ? CaseSource.Order
        : found.IsNotice ? CaseSource.Notice
        : found.IsReported ? CaseSource.Report
        : found.IsHeld ? CaseSource.Hold
        : found.IsScreened ? CaseSource.Screen
        : CaseSource.Own;
}

/// <summary>A body with a passage taken out, drawn before the write.</summary>
internal sealed record Redaction(string Body, RenderedText Rendered, int Revision);

/// <summary>The beginning of a text.</summary>
internal static class Excerpts
{
    private const int Length = 400;

    public static string Of(string body, int length = Length)
    {
        var line = CleanText.Line(body);
        if (line.Length <= length)
            return line;
        var end = char.IsHighSurrogate(line[length - 1]) ? length - 1 : length;
        return line[..end] + "…";
    }
}
