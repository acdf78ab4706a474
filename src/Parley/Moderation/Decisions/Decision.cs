using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Orders;
using Parley.Platform.Data;

namespace Parley.Moderation.Decisions;

internal readonly record struct DecisionId(long Value) : IId<DecisionId>
{
    public static DecisionId From(long value) => new(value);

    public static bool operator <(DecisionId left, DecisionId right) => left.Value < right.Value;

    public static bool operator >(DecisionId left, DecisionId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

/// <summary>What moderators decide about a comment, or about a person.</summary>
internal enum DecisionKind
{
    /// <summary>It is to be read: as it is, for the first time, or again.</summary>
    Publish,
    Remove,

    /// <summary>Nobody reads it until somebody has looked again.</summary>
    Hold,

    /// <summary>Shown above the thread.</summary>
    Feature,

    /// <summary>Its branch folds under one line.</summary>
    OffTopic,

    /// <summary>One passage goes, the rest stays.</summary>
    Redact,

    /// <summary>Nobody writes below it any more.</summary>
    Close,

    /// <summary>Readers may write below it again.</summary>
    Reopen,

    /// <summary>A screen would not let it through, so that there is no comment.</summary>
    Refuse,

    /// <summary>Its author is asked for other words, for a time, and nobody reads it until then.</summary>
    Reword,

    Warn,
    Premoderate,
    Mute,
    Suspend,
    Ban,

    /// <summary>A restriction of a person ends.</summary>
    Lift,
}

/// <summary>
/// A decision with its reason. For whoever it restricts it is the statement of reasons (DSA, Art. 17): what, how long, on what
/// facts, whether a machine found or decided it, on what ground.
/// </summary>
internal sealed class Decision
{
    public Decision(DecisionId id, DecisionDraft draft, DateTimeOffset at)
    {
        (SiteId, Id, BatchId, CaseId, CommentId, PersonId) = (draft.Site, id, draft.Batch ?? id, draft.Case, draft.Comment, draft.Person);
        (Kind, Reason, Ground, Clause) = (draft.Kind, draft.Reason?.Code, draft.Reason?.Ground, draft.Reason?.Clause);
        (Words, Excerpt, Source, IsDetectedByMachine, IsDecidedByMachine) = (draft.Order is null ? draft.Words : null, draft.Excerpt, draft.Source, draft.IsDetectedByMachine, draft.Actor.Kind == ActorKind.Parley);
        (IsManifest, OrderId, Passage) = (draft.IsManifest, draft.Order, draft.Passage);
        (Actor, ActorId, Former, FormerUntil, Until, At) = (draft.Actor.Kind, draft.Actor.Id, draft.Former, draft.FormerUntil, draft.Until, at);
    }

    private Decision()
    {
    }

    public DecisionId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    /// <summary>The first decision of those taken together, which are undone together.</summary>
    public DecisionId BatchId { get; private set; }

    public CaseId? CaseId { get; private set; }

    public CommentId? CommentId { get; private set; }

    /// <summary>The order of an authority that it follows; null for a decision of the site's own. Such a one is told as the order (DSA, Art. 9(5)).</summary>
    public AuthorityOrderId? OrderId { get; private set; }

    /// <summary>Whom it concerns: the author of the comment; 0 for a guest whose first text was refused, of whom nothing else is kept.</summary>
    public PersonId PersonId { get; private set; }

    public DecisionKind Kind { get; private set; }

    /// <summary>From the site's list; null where nothing is restricted.</summary>
    public string? Reason { get; private set; }

    public Ground? Ground { get; private set; }

    public string? Clause { get; private set; }

    /// <summary>What the moderator wrote to the person.</summary>
    public string? Words { get; private set; }

    /// <summary>The comment as it was judged, in short.</summary>
    public string? Excerpt { get; private set; }

    /// <summary>The words that its author is asked to change; null for all of them.</summary>
    public string? Passage { get; private set; }

    /// <summary>What brought it before the moderators.</summary>
    public CaseSource Source { get; private set; }

    public bool IsDetectedByMachine { get; private set; }

    public bool IsDecidedByMachine { get; private set; }

    /// <summary>Illegal without close study; of publishing: whoever gave notice was plainly wrong.</summary>
    public bool IsManifest { get; private set; }

    public ActorKind Actor { get; private set; }

    public long? ActorId { get; private set; }

    /// <summary>The state, or standing, it took the place of.</summary>
    public string? Former { get; private set; }

    public DateTimeOffset? FormerUntil { get; private set; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? Until { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>When its letter goes out; null when there is none, or it has gone.</summary>
    public DateTimeOffset? LetterDueAt { get; private set; }

    public DateTimeOffset? LetterSentAt { get; private set; }

    /// <summary>When the person said that they read it.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When an appeal was upheld.</summary>
    public DateTimeOffset? ReversedAt { get; private set; }

    /// <summary>Whether it still stands.</summary>
    public bool Stands => UndoneAt is null && ReversedAt is null;

    /// <summary>The case that an appeal against it opened, where it had none.</summary>
    public void Join(CaseId about) => CaseId ??= about;

    /// <summary>The refused text is a comment now, which nobody reads unless an appeal is right.</summary>
    public void Concern(CommentId comment, PersonId author) => (CommentId, PersonId) = (comment, author);

    public void TellAt(DateTimeOffset due) => LetterDueAt = due;

    public void Told(DateTimeOffset at) => (LetterDueAt, LetterSentAt) = (null, at);

    public void Read(DateTimeOffset at) => ReadAt ??= at;

    public void Undo(DateTimeOffset at) => (UndoneAt, LetterDueAt) = (at, null);

    public void Reverse(DateTimeOffset at) => ReversedAt = at;
}

/// <summary>What is decided, before it is.</summary>
internal sealed record DecisionDraft(SiteId Site, DecisionKind Kind, PersonId Person, Actor Actor)
{
    /// <summary>Null to draw one.</summary>
    public DecisionId? Id { get; init; }

    /// <summary>Whether the person hears of it where they wrote and in their inbox, and no letter is needed.</summary>
    public bool IsToldAtOnce { get; init; }

    public DecisionId? Batch { get; init; }

    public CaseId? Case { get; init; }

    /// <summary>When the case was opened that is decided.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public CommentId? Comment { get; init; }

    public AuthorityOrderId? Order { get; init; }

    /// <summary>A trusted flagger gave notice of it.</summary>
    public bool IsFlagged { get; init; }

    public Reason? Reason { get; init; }

    public string? Words { get; init; }

    public string? Excerpt { get; init; }

    public string? Passage { get; init; }

    public CaseSource Source { get; init; }

    public bool IsDetectedByMachine { get; init; }

    public bool IsManifest { get; init; }

    public string? Former { get; init; }

    public DateTimeOffset? FormerUntil { get; init; }

    public DateTimeOffset? Until { get; init; }
}

internal readonly record struct AppealId(long Value) : IId<AppealId>
{
    public static AppealId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

internal enum AppealOutcome
{
    Open,

    /// <summary>The person was right: all of it is as before.</summary>
    Reversed,

    /// <summary>The decision stands.</summary>
    Upheld,
}

/// <summary>Whoever was restricted asks that somebody else looks at it.</summary>
internal sealed class Appeal(SiteId siteId, AppealId id, DecisionId decisionId, PersonId personId, string words, DateTimeOffset at)
{
    public const int MaxLength = 2_000;

    public AppealId Id { get; private set; } = id;

    public SiteId SiteId { get; private set; } = siteId;

    public DecisionId DecisionId { get; private set; } = decisionId;

    public PersonId PersonId { get; private set; } = personId;

    public string Words { get; private set; } = words;

    public DateTimeOffset At { get; private set; } = at;

    public AppealOutcome Outcome { get; private set; }

    /// <summary>What the second moderator answered.</summary>
    public string? Answer { get; private set; }

    public AccountId? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whoever decided found it plainly unfounded.</summary>
    public bool IsUnfounded { get; private set; }

    public void Decide(AppealOutcome outcome, string? answer, AccountId by, DateTimeOffset at) =>
        (Outcome, Answer, DecidedBy, DecidedAt) = (outcome, answer, by, at);

    public void FindUnfounded() => IsUnfounded = true;
}
