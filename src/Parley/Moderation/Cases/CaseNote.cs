using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Moderation.Cases;

internal readonly record struct CaseNoteId(long Value) : IId<CaseNoteId>
{
    public static CaseNoteId From(long value) => new(value);
}

internal enum CaseNoteKind
{
    /// <summary>For whoever looks at the case next.</summary>
    Note,

    /// <summary>Passed to a colleague with a question.</summary>
    Passed,

    /// <summary>Came back with the answer.</summary>
    Answered,
}

/// <summary>What staff say to each other about a case.</summary>
/// <param name="toId">To whom it was passed, or who gets the answer; null for a note.</param>
internal sealed class CaseNote(
    SiteId siteId, CaseNoteId id, CaseId caseId, CaseNoteKind kind, AccountId accountId, AccountId? toId, string words, DateTimeOffset at)
{
    public const int MaxLength = 1_000;

    public CaseNoteId Id { get; private set; } = id;

    public SiteId SiteId { get; private set; } = siteId;

    public CaseId CaseId { get; private set; } = caseId;

    public CaseNoteKind Kind { get; private set; } = kind;

    public AccountId AccountId { get; private set; } = accountId;

    public AccountId? ToId { get; private set; } = toId;

    public string Words { get; private set; } = words;

    public DateTimeOffset At { get; private set; } = at;
}
