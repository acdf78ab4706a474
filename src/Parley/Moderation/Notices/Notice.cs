using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Moderation.Flaggers;
using Parley.Platform.Data;

namespace Parley.Moderation.Notices;

internal readonly record struct NoticeId(long Value) : IId<NoticeId>
{
    public static NoticeId From(long value) => new(value);

    public static bool operator <(NoticeId left, NoticeId right) => left.Value < right.Value;

    public static bool operator >(NoticeId left, NoticeId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

/// <summary>What came of a notice, or of one comment it names.</summary>
internal enum NoticeOutcome
{
    Open,

    /// <summary>Restricted, since it is against the law.</summary>
    Law,

    /// <summary>Restricted, since it is against the site's terms.</summary>
    Terms,

    /// <summary>It stays as it is.</summary>
    Kept,

    /// <summary>It was gone before anybody decided.</summary>
    Gone,
}

/// <summary>What came of the objection to a decision about a notice.</summary>
internal enum ComplaintOutcome
{
    /// <summary>Nobody objected.</summary>
    None,
    Open,

    /// <summary>Somebody looked again and decided otherwise about something of it.</summary>
    Reversed,

    /// <summary>The decision stands.</summary>
    Upheld,
}

/// <summary>What somebody says in a notice.</summary>
/// <param name="Reason">A word of the site's list, or of those a notice may always name.</param>
/// <param name="Law">The law they believe broken, in their words; null where they named none.</param>
/// <param name="Language">In which they are answered.</param>
internal sealed record NoticeText(string Reason, string? Law, string Explanation, string Language);

/// <summary>Name and address of whoever gave a notice, sealed, with the keyed hash by which the address is found.</summary>
internal sealed record SealedContact(byte[] Sealed, byte[]? Key);

/// <summary>Somebody says, with reasons, that comments are illegal; no account is needed (DSA, Art. 16).</summary>
internal sealed class Notice
{
    public Notice(SiteId siteId, NoticeId id, NoticeText text, PersonId? personId, SealedContact? contact, DateTimeOffset at, FlaggerId? flaggerId = null)
    {
        FlaggerId = flaggerId;
        (SiteId, Id, PersonId, At) = (siteId, id, personId, at);
        (Reason, Law, Explanation, Language) = (text.Reason, text.Law, text.Explanation, text.Language);
        (Contact, ContactKey) = (contact?.Sealed, contact?.Key);
    }

    private Notice() => (Reason, Explanation, Language) = ("", "", "");

    public NoticeId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    /// <summary>Null for whoever is not known on the site.</summary>
    public PersonId? PersonId { get; private set; }

    /// <summary>The trusted flagger who gave it; null for anybody else.</summary>
    public FlaggerId? FlaggerId { get; private set; }

    public string Reason { get; private set; }

    public string? Law { get; private set; }

    public string Explanation { get; private set; }

    /// <summary>Null where they did not say who they are, or it was forgotten.</summary>
    public byte[]? Contact { get; private set; }

    public byte[]? ContactKey { get; private set; }

    public string Language { get; private set; }

    public DateTimeOffset At { get; private set; }

    public NoticeOutcome Outcome { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whoever decided found it plainly unfounded.</summary>
    public bool IsUnfounded { get; private set; }

    /// <summary>Whoever looked again found the objection plainly unfounded.</summary>
    public bool IsComplaintUnfounded { get; private set; }

    public string? Complaint { get; private set; }

    public DateTimeOffset? ComplainedAt { get; private set; }

    public ComplaintOutcome ComplaintOutcome { get; private set; }

    public DateTimeOffset? ComplaintDecidedAt { get; private set; }

    /// <summary>When whoever gave it is told what was decided; null when they are not, or were.</summary>
    public DateTimeOffset? LetterDueAt { get; private set; }

    public DateTimeOffset? LetterSentAt { get; private set; }

    /// <param name="due">When it cannot be undone any more, and may be told.</param>
    public void Decide(NoticeOutcome outcome, DateTimeOffset at, DateTimeOffset due) => (Outcome, DecidedAt, LetterDueAt) = (outcome, at, due);

    /// <summary>A decision about one of its comments was taken back.</summary>
    public void Reopen() => (Outcome, DecidedAt, LetterDueAt, IsUnfounded) = (NoticeOutcome.Open, null, null, false);

    public void FindUnfounded() => IsUnfounded = true;

    public void FindComplaintUnfounded() => IsComplaintUnfounded = true;

    public void Complain(string words, DateTimeOffset at) => (Complaint, ComplainedAt, ComplaintOutcome) = (words, at, ComplaintOutcome.Open);

    /// <inheritdoc cref="Decide"/>
    public void Answer(ComplaintOutcome outcome, DateTimeOffset at, DateTimeOffset due) =>
        (ComplaintOutcome, ComplaintDecidedAt, LetterDueAt) = (outcome, at, due);

    /// <summary>What was decided when somebody looked again was taken back.</summary>
    public void ReopenComplaint() => (ComplaintOutcome, ComplaintDecidedAt, LetterDueAt, IsComplaintUnfounded) = (ComplaintOutcome.Open, null, null, false);

    public void Told(DateTimeOffset at) => (LetterDueAt, LetterSentAt) = (null, at);
}

/// <summary>A comment a notice names, as it was then.</summary>
internal sealed class NoticeItem(SiteId siteId, NoticeId noticeId, CommentId commentId, int revision)
{
    public SiteId SiteId { get; private set; } = siteId;

    public NoticeId NoticeId { get; private set; } = noticeId;

    public CommentId CommentId { get; private set; } = commentId;

    public int Revision { get; private set; } = revision;

    public NoticeOutcome Outcome { get; private set; }

    /// <summary>The decision that answered it; null while there is none, and where the comment went by itself.</summary>
    public DecisionId? DecisionId { get; private set; }

    /// <summary>What came of looking again; null where nobody asked for it.</summary>
    public NoticeOutcome? Review { get; private set; }

    public DecisionId? ReviewDecisionId { get; private set; }

    /// <summary>Whether it waits: for the first decision or for the second.</summary>
    public bool Waits => Outcome == NoticeOutcome.Open || Review == NoticeOutcome.Open;

    /// <summary>What holds of it now.</summary>
    public NoticeOutcome Latest => Review is { } review and not NoticeOutcome.Open ? review : Outcome;

    public void Decide(NoticeOutcome outcome, DecisionId? by)
    {
        if (Outcome == NoticeOutcome.Open)
            (Outcome, DecisionId) = (outcome, by);
        else
            (Review, ReviewDecisionId) = (outcome, by);
    }

    public void LookAgain() => Review = NoticeOutcome.Open;

    /// <summary>The decision was taken back.</summary>
    public void Reopen(DecisionId decision)
    {
        if (ReviewDecisionId == decision)
            (Review, ReviewDecisionId) = (NoticeOutcome.Open, null);
        else if (DecisionId == decision)
            (Outcome, DecisionId) = (NoticeOutcome.Open, null);
    }
}
