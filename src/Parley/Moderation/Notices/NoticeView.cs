using Parley.Moderation.Flaggers;
using Parley.Moderation.Misuse;

namespace Parley.Moderation.Notices;

/// <summary>A notice as whoever gave it sees it.</summary>
/// <param name="Reason">As <c>desk.reason</c> names it.</param>
/// <param name="Outcome">As <c>notice.outcome</c> names it; <c>open</c> while it can still be undone.</param>
public sealed record NoticeView(string Number, DateTimeOffset At, string Reason, string? Law, string Explanation, string Outcome, DateTimeOffset? DecidedAt)
{
    public required IReadOnlyList<NoticedView> Items { get; init; }

    /// <summary>Until when they may object; null where they cannot, or not any more.</summary>
    public DateTimeOffset? ComplainUntil { get; init; }

    public ComplaintView? Complaint { get; init; }
}

/// <summary>A comment a notice names.</summary>
/// <param name="Reason">Why it was restricted; null where it was not.</param>
/// <param name="IsRestored">An appeal of its author was right.</param>
public sealed record NoticedView(string CommentId, string Story, string Outcome, string? Reason, string? Clause, bool IsRestored);

/// <param name="Outcome"><c>open</c>, <c>reversed</c>, <c>upheld</c>.</param>
public sealed record ComplaintView(string Words, DateTimeOffset At, string Outcome);

/// <summary>A notice as the desk shows it with a comment it names.</summary>
/// <param name="Sender">How often they gave notices that were plainly unfounded; null for never.</param>
/// <param name="Complaint">What whoever gave it says against the decision; null where that is not what waits.</param>
public sealed record GivenNoticeView(
    string Number, string Reason, string? Law, string Explanation, string? Name, string? Mail, DateTimeOffset At, bool IsStale, string? Complaint, MisuseView? Sender)
{
    /// <summary>The trusted flagger who gave it; null for anybody else.</summary>
    public FlaggedView? Flagger { get; init; }
}
