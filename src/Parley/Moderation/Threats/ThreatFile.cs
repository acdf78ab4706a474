using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Data;

namespace Parley.Moderation.Threats;

internal readonly record struct ThreatFileId(long Value) : IId<ThreatFileId>
{
    public static ThreatFileId From(long value) => new(value);

    public static bool operator <(ThreatFileId left, ThreatFileId right) => left.Value < right.Value;

    public static bool operator >(ThreatFileId left, ThreatFileId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

/// <summary>How far a threat file has come.</summary>
internal enum ThreatState
{
    /// <summary>The evidence is safe; nobody has confirmed yet that an authority is to be told.</summary>
    Frozen,

    /// <summary>A person looked and said whom to tell.</summary>
    Confirmed,

    /// <summary>The authority was told.</summary>
    Sent,

    /// <summary>It was no threat: the evidence is destroyed.</summary>
    Dismissed,

    /// <summary>Its time was up, and nobody asked for more.</summary>
    Expired,
}

/// <summary>Evidence as it lies in the database.</summary>
/// <param name="Digest">SHA-256 of what is sealed, in hex.</param>
internal sealed record FrozenEvidence(byte[] Sealed, string Digest);

/// <summary>
/// A suspected threat to somebody's life or safety (DSA, Art. 18). Its evidence is a copy, which no edit, erasure or retention
/// of what it shows can reach; it has an end of its own.
/// </summary>
internal sealed class ThreatFile
{
    public ThreatFile(ThreatFileId id, Case found, FrozenEvidence evidence, AccountId by, DateTimeOffset at)
    {
        (SiteId, Id, CaseId, CommentId) = (found.SiteId, id, found.Id, found.CommentId);
        (Evidence, Digest, FrozenBy, FrozenAt, FrozenUntil) = (evidence.Sealed, evidence.Digest, by, at, at + ThreatRules.FrozenFor);
    }

    private ThreatFile() => Digest = "";

    public ThreatFileId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public CaseId CaseId { get; private set; }

    public CommentId CommentId { get; private set; }

    public ThreatState State { get; private set; }

    public DateTimeOffset FrozenAt { get; private set; }

    public AccountId FrozenBy { get; private set; }

    public DateTimeOffset FrozenUntil { get; private set; }

    public byte[]? Evidence { get; private set; }

    public string Digest { get; private set; }

    /// <summary>Whom to tell, as the site's directory had it then.</summary>
    public string? Authority { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public AccountId? ConfirmedBy { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public AccountId? SentBy { get; private set; }

    /// <summary>By what way it was sent, and what the authority answered: a number, a name.</summary>
    public string? Receipt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public void Confirm(string authority, AccountId by, DateTimeOffset at) =>
        (State, Authority, ConfirmedBy, ConfirmedAt) = (ThreatState.Confirmed, authority, by, at);

    public void Send(string receipt, AccountId by, DateTimeOffset at) => (State, Receipt, SentBy, SentAt) = (ThreatState.Sent, receipt, by, at);

    public void KeepUntil(DateTimeOffset until) => FrozenUntil = until;

    /// <summary>The evidence goes; that there was some, and its digest, stay.</summary>
    public void End(ThreatState state, DateTimeOffset at) => (State, Evidence, EndedAt) = (state, null, at);
}
