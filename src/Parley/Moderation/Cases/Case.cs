using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Moderation.Cases;

internal readonly record struct CaseId(long Value) : IId<CaseId>
{
    public static CaseId From(long value) => new(value);

    public static bool operator <(CaseId left, CaseId right) => left.Value < right.Value;

    public static bool operator >(CaseId left, CaseId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

internal enum CaseState
{
    /// <summary>Waits for a moderator.</summary>
    Open,
    Decided,
}

/// <summary>What brought a comment before the moderators.</summary>
internal enum CaseSource
{
    /// <summary>A moderator by themselves.</summary>
    Own,

    /// <summary>Readers.</summary>
    Report,

    /// <summary>It waits to be published.</summary>
    Hold,

    /// <summary>A screen that let it pass and left a note.</summary>
    Screen,

    /// <summary>A notice of illegal content.</summary>
    Notice,

    /// <summary>An authority.</summary>
    Order,

    /// <summary>Whoever was restricted.</summary>
    Appeal,
}

/// <summary>What waits in the queue: one case a comment, opened again when something new is said about it.</summary>
internal sealed class Case
{
    public Case(CaseId id, Comment comment, DateTimeOffset at)
    {
        (SiteId, Id, CommentId, StoryId, AuthorId) = (comment.SiteId, id, comment.Id, comment.StoryId, comment.AuthorId);
        (OpenedAt, Severity, Reason) = (at, 1, Moderation.Reason.OtherCode);
    }

    private Case() => Reason = "";

    public CaseId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public CommentId CommentId { get; private set; }

    public StoryId StoryId { get; private set; }

    public PersonId AuthorId { get; private set; }

    public CaseState State { get; private set; }

    /// <summary>Its place in the queue, the highest first: see <see cref="UrgencyRules"/>. Stored, so that no clock reorders the queue.</summary>
    public double Rank { get; private set; }

    /// <summary>The gravest of the reasons given.</summary>
    public string Reason { get; private set; }

    public int Severity { get; private set; }

    /// <summary>Replies and readers it had when it was last weighed.</summary>
    public int Reach { get; private set; }

    /// <summary>What its reports weigh together.</summary>
    public double Weight { get; private set; }

    /// <summary>Somebody's life may be in danger: it stands before all others.</summary>
    public bool IsThreat { get; private set; }

    public bool IsReported { get; private set; }

    public bool IsHeld { get; private set; }

    public bool IsScreened { get; private set; }

    public bool IsNotice { get; private set; }

    public bool IsOrder { get; private set; }

    public bool IsAppeal { get; private set; }

    /// <summary>A trusted flagger gave notice of it.</summary>
    public bool IsFlagged { get; private set; }

    /// <summary>The screen that held or noted it; null where none did.</summary>
    public string? Screen { get; private set; }

    /// <summary>The section of its story, and the story's language, as they were when it was opened.</summary>
    public string? Section { get; private set; }

    public string? Language { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Who has it on their screen.</summary>
    public AccountId? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>Whose answer it waits for.</summary>
    public AccountId? PassedTo { get; private set; }

    public AccountId? PassedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Null where it was settled by itself.</summary>
    public AccountId? DecidedBy { get; private set; }

    /// <summary>Goes up with each decision: whoever decides says which they saw.</summary>
    public int Version { get; private set; }

    /// <summary>Something new is said about the comment: a decided case waits again, from now.</summary>
    public void Add(CaseSource source, Reason reason, DateTimeOffset at)
    {
        if (State == CaseState.Decided)
            Begin(at);
        IsReported |= source == CaseSource.Report;
        IsHeld |= source == CaseSource.Hold;
        IsScreened |= source == CaseSource.Screen;
        IsNotice |= source == CaseSource.Notice;
        IsOrder |= source == CaseSource.Order;
        IsAppeal |= source == CaseSource.Appeal;
        if (reason.Severity > Severity || (Severity == 1 && Reason == Moderation.Reason.OtherCode))
            (Severity, Reason) = (reason.Severity, reason.Code);
    }

    /// <summary>Notes what filters go by.</summary>
    public void Sort(string? section, string? language) => (Section, Language) = (section, language);

    public void FoundBy(string? screen) => Screen ??= screen;

    /// <summary>Puts it in its place, by what is known now.</summary>
    public void Weigh(int reach, double weight, UrgencyWeights by)
    {
        (Reach, Weight) = (reach, weight);
        Rank = UrgencyRules.RankOf(IsThreat, UrgencyRules.UrgencyOf(Severity, Reach, Weight, OpenedAt, by) + UrgencyRules.AheadOf(IsOrder, IsFlagged, by));
    }

    /// <summary>Somebody's life may be in danger.</summary>
    public void Escalate(UrgencyWeights by)
    {
        IsThreat = true;
        Weigh(Reach, Weight, by);
    }

    /// <summary>Whoever gave notice of it goes ahead of others.</summary>
    public void Flag() => IsFlagged = true;

    /// <summary>The order about it was refused: it waits on only where something else asks for it.</summary>
    public void Drop(AccountId by, DateTimeOffset at)
    {
        IsOrder = false;
        if (!IsReported && !IsHeld && !IsScreened && !IsNotice && !IsAppeal && !IsThreat)
            Decide(by, at);
        else
            Version++;
    }

    /// <summary>It was no threat after all.</summary>
    public void StandDown(UrgencyWeights by)
    {
        IsThreat = false;
        Weigh(Reach, Weight, by);
    }

    public void Claim(AccountId? by, DateTimeOffset at) => (ClaimedBy, ClaimedAt) = (by, by is null ? null : at);

    /// <summary>Waits for a colleague's answer, or, with their own name, for nobody's any more.</summary>
    public void Pass(AccountId by, AccountId? to) => (PassedBy, PassedTo, ClaimedBy, ClaimedAt) = (to is null ? null : by, to, null, null);

    /// <param name="by">Null where it settled itself.</param>
    public void Decide(AccountId? by, DateTimeOffset at)
    {
        (State, DecidedAt, DecidedBy) = (CaseState.Decided, at, by);
        (ClaimedBy, ClaimedAt, PassedTo, PassedBy) = (null, null, null, null);
        Version++;
    }

    /// <summary>It is looked at again later, by whoever has it then.</summary>
    public void Keep()
    {
        IsHeld = true;
        Claim(null, default);
        Version++;
    }

    /// <summary>A decision was taken back: it stands where it stood.</summary>
    public void TakeBack()
    {
        (State, DecidedAt, DecidedBy) = (CaseState.Open, null, null);
        Version++;
    }

    /// <summary>Whose it is while somebody has it on their screen.</summary>
    public AccountId? ClaimAt(DateTimeOffset now) => now - ClaimedAt < UrgencyRules.ClaimedFor ? ClaimedBy : null;

    public void Follow(StoryId story) => StoryId = story;

    private void Begin(DateTimeOffset at)
    {
        (State, DecidedAt, DecidedBy, OpenedAt, Severity, Reason, Weight) = (CaseState.Open, null, null, at, 1, Moderation.Reason.OtherCode, 0);
        (IsReported, IsHeld, IsScreened, IsNotice, IsOrder, IsAppeal, IsFlagged) = (false, false, false, false, false, false, false);
        Screen = null;
        Version++;
    }
}
