using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;

namespace Parley.Moderation.Reports;

internal readonly record struct ReportId(long Value) : IId<ReportId>
{
    public static ReportId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>What came of a report.</summary>
internal enum ReportOutcome
{
    Open,

    /// <summary>Something was done about the comment.</summary>
    Upheld,

    /// <summary>It stays as it is.</summary>
    Dismissed,
}

/// <summary>A reader says that something is wrong with a comment; each reader once.</summary>
/// <param name="revision">Of the comment, as the reader saw it.</param>
/// <param name="weight">What it counts, learned from what came of the reader's earlier reports.</param>
internal sealed class Report(
    SiteId siteId, ReportId id, CommentId commentId, PersonId reporterId, string reason, string? words, int revision, double weight, bool isNewcomer, DateTimeOffset at)
{
    public ReportId Id { get; private set; } = id;

    public SiteId SiteId { get; private set; } = siteId;

    public CommentId CommentId { get; private set; } = commentId;

    public PersonId ReporterId { get; private set; } = reporterId;

    public string Reason { get; private set; } = reason;

    public string? Words { get; private set; } = words;

    public int Revision { get; private set; } = revision;

    public double Weight { get; private set; } = weight;

    /// <summary>A guest, or an account younger than a day.</summary>
    public bool IsNewcomer { get; private set; } = isNewcomer;

    public DateTimeOffset At { get; private set; } = at;

    public ReportOutcome Outcome { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public void Decide(ReportOutcome outcome, DateTimeOffset at) => (Outcome, DecidedAt) = (outcome, at);

    /// <summary>The decision was taken back.</summary>
    public void Reopen() => (Outcome, DecidedAt) = (ReportOutcome.Open, null);
}
