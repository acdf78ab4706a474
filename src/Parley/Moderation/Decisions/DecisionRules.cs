using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Web;

namespace Parley.Moderation.Decisions;

/// <summary>What moderators may decide, when it is told, and how long it can be taken back or appealed.</summary>
internal static class DecisionRules
{
    public const int MaxWordsLength = 2_000;

    public const int MaxDays = 3_650;

    /// <summary>Long enough to see a slip, short enough that nobody waits for it.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    /// <summary>What was decided about one person within this time comes in one mail.</summary>
    public static readonly TimeSpan LettersApart = TimeSpan.FromHours(1);

    /// <summary>Six months (DSA, Art. 20(1)), counted by the longest of them.</summary>
    public static readonly TimeSpan AppealFor = TimeSpan.FromDays(184);

    /// <summary>Whether a decision restricts somebody, so that they are told why and may appeal.</summary>
    public static bool Restricts(DecisionKind kind) => kind is not (DecisionKind.Publish or DecisionKind.Feature or DecisionKind.Reopen or DecisionKind.Lift);

    public static bool IsAboutPerson(DecisionKind kind) => kind >= DecisionKind.Warn;

    /// <summary>Whether the person is told: of every restriction but of advertising removed in bulk (DSA, Art. 17(2)).</summary>
    public static bool IsTold(DecisionKind kind, Reason? reason, bool isBulk) =>
        Restricts(kind) && !(isBulk && reason?.Code == Reason.Advertising);

    /// <summary>When a letter leaves: once the decision cannot be undone any more, and an hour after the person's last one.</summary>
    public static DateTimeOffset LetterDueAt(DateTimeOffset decidedAt, DateTimeOffset? lastLetter)
    {
        var settled = decidedAt + UndoFor;
        return lastLetter is { } last && last + LettersApart > settled ? last + LettersApart : settled;
    }

    /// <summary>Whether a case may be decided: on what the moderator saw, once.</summary>
    public static Refusal? MayDecide(Case found, int version, Comment comment, int revision) =>
        found.State == CaseState.Decided || found.Version != version ? new("case-decided", 409)
        : comment.Revision != revision ? new("case-edited", 409)
        : null;

    /// <summary>Whether this decision fits the comment as it is.</summary>
    public static Refusal? Fits(DecisionKind kind, Comment comment) => kind switch
    {
        _ when comment is { State: CommentState.Removed, RemovedBy: Remover.Author } && kind != DecisionKind.Publish && !IsAboutPerson(kind) => new("removed-by-author", 409),
        DecisionKind.Feature or DecisionKind.OffTopic or DecisionKind.Redact when comment.State != CommentState.Published => new("parent-gone", 409),
        DecisionKind.Close or DecisionKind.Reopen when !comment.IsListed => new("parent-gone", 409),
        DecisionKind.Reword when comment.State is not (CommentState.Published or CommentState.Held) => new("parent-gone", 409),
        _ => null,
    };

    public static Refusal? WordsMayBe(string? words) =>
        words?.Length > MaxWordsLength ? new("too-long", 422, "words", ("max", MaxWordsLength)) : null;

    public static Refusal? PassageMayBe(string? words) =>
        words?.Length > MaxWordsLength ? new("too-long", 422, "passage", ("max", MaxWordsLength)) : null;

    /// <summary>Whether a comment that was held, or that waited for its author, no longer does: what was decided then has its own statement.</summary>
    public static bool HasEnded(Decision decision, Comment? comment) =>
        decision.Kind is DecisionKind.Hold or DecisionKind.Reword && comment is not null && comment.State != CommentState.Held;

    /// <summary>Whoever was restricted may appeal once, for six months, from the day they were told.</summary>
    /// <param name="comment">What it is about; null for none.</param>
    public static Refusal? MayAppeal(Decision decision, Comment? comment, bool hasAppealed, DateTimeOffset now) =>
        !Restricts(decision.Kind) || !decision.Stands || HasEnded(decision, comment) ? new("appeal-none", 409)
        : hasAppealed ? new("appealed-already", 409)
        : now - (decision.LetterSentAt ?? decision.At) > AppealFor ? new("appeal-late", 409)
        : null;

    /// <summary>An editor decides an appeal, and not the one who decided first, where there is another.</summary>
    /// <param name="editors">All who may decide appeals of the site.</param>
    public static Refusal? MayDecideAppeal(Decision decision, AccountId by, IReadOnlyCollection<AccountId> editors) =>
        !editors.Contains(by) ? new("appeal-editor", 403)
        : decision.ActorId == by.Value && decision.Actor == ActorKind.Staff && editors.Count > 1 ? new("appeal-own", 403)
        : null;

    /// <summary>Only who decided takes it back, while it can be.</summary>
    public static Refusal? MayUndo(Decision decision, AccountId by, DateTimeOffset now) =>
        decision.ActorId != by.Value ? new("undo-other", 403)
        : decision.UndoneAt is not null ? new("undone-already", 409)
        : now - decision.At > UndoFor ? new("undo-late", 409)
        : null;

    /// <summary>The standing a decision gives; null for one that gives none.</summary>
    public static Standing? StandingOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Premoderate => Standing.Premoderated,
        DecisionKind.Mute => Standing.Muted,
        DecisionKind.Suspend => Standing.Suspended,
        DecisionKind.Ban => Standing.Banned,
        DecisionKind.Lift => Standing.None,
        _ => null,
    };
}
