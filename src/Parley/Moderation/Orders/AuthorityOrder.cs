using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Moderation.Orders;

internal readonly record struct AuthorityOrderId(long Value) : IId<AuthorityOrderId>
{
    public static AuthorityOrderId From(long value) => new(value);

    public static bool operator <(AuthorityOrderId left, AuthorityOrderId right) => left.Value < right.Value;

    public static bool operator >(AuthorityOrderId left, AuthorityOrderId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

/// <summary>What an authority orders.</summary>
internal enum OrderKind
{
    /// <summary>To act against comments (DSA, Art. 9).</summary>
    Act,

    /// <summary>To hand over what is held of one person (Art. 10).</summary>
    Information,
}

/// <summary>How far an order has come.</summary>
internal enum OrderState
{
    Received,

    /// <summary>The authority knows that it came.</summary>
    Acknowledged,

    /// <summary>Effect was given to all of it.</summary>
    Effected,

    /// <summary>Effect was given to some of it.</summary>
    Partial,
    Refused,
}

/// <summary>What an order says.</summary>
/// <param name="Country">The Member State whose authority it is, as ISO 3166 writes it.</param>
/// <param name="Language">In which it is answered.</param>
/// <param name="Reason">A word of the site's list, or of those a notice may always name.</param>
/// <param name="Territory">Where it holds, in the authority's words.</param>
/// <param name="Redress">The ways against it that it names.</param>
internal sealed record OrderText(
    OrderKind Kind, string Authority, string Country, string Language, string Reference, string LegalBasis, string Reasons, string Reason, string Territory, string Redress);

/// <summary>Whether whoever an order concerns may be told.</summary>
/// <param name="IsSilent">Not when effect is given.</param>
/// <param name="From">The day the authority named; null where it has not.</param>
internal readonly record struct OrderTelling(bool IsSilent, DateTimeOffset? From);

/// <summary>An authority orders something; whoever is bound by it answers, and whoever it concerns is told (DSA, Art. 9 and 10).</summary>
internal sealed class AuthorityOrder
{
    public AuthorityOrder(SiteId siteId, AuthorityOrderId id, OrderText text, PersonId? personId, OrderTelling telling, AccountId by, DateTimeOffset receivedAt, DateTimeOffset at)
    {
        (SiteId, Id, Kind, PersonId) = (siteId, id, text.Kind, personId);
        (Authority, Country, Language, Reference, LegalBasis) = (text.Authority, text.Country, text.Language, text.Reference, text.LegalBasis);
        (Reasons, Reason, Territory, Redress) = (text.Reasons, text.Reason, text.Territory, text.Redress);
        (EnteredBy, ReceivedAt, EnteredAt, IsSilent, TellFrom) = (by, receivedAt, at, telling.IsSilent, telling.From);
    }

    private AuthorityOrder() =>
        (Authority, Country, Language, Reference, LegalBasis, Reasons, Reason, Territory, Redress) = ("", "", "", "", "", "", "", "", "");

    public AuthorityOrderId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public OrderKind Kind { get; private set; }

    public string Authority { get; private set; }

    public string Country { get; private set; }

    public string Language { get; private set; }

    public string Reference { get; private set; }

    public string LegalBasis { get; private set; }

    public string Reasons { get; private set; }

    public string Reason { get; private set; }

    public string Territory { get; private set; }

    public string Redress { get; private set; }

    /// <summary>Of whom it asks; null for an order to act.</summary>
    public PersonId? PersonId { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset EnteredAt { get; private set; }

    public AccountId EnteredBy { get; private set; }

    public OrderState State { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>When effect was given, or it was refused.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused, or only some of it was done.</summary>
    public string? Why { get; private set; }

    public bool IsSilent { get; private set; }

    public DateTimeOffset? TellFrom { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>By what way the answer was sent, and what the authority said to it.</summary>
    public string? Receipt { get; private set; }

    public byte[]? Package { get; private set; }

    public string? Digest { get; private set; }

    public DateTimeOffset? PackagedAt { get; private set; }

    public bool IsOpen => State is OrderState.Received or OrderState.Acknowledged;

    public void Acknowledge(DateTimeOffset at)
    {
        AcknowledgedAt ??= at;
        if (State == OrderState.Received)
            State = OrderState.Acknowledged;
    }

    public void Decide(OrderState state, string? why, DateTimeOffset at) => (State, Why, DecidedAt) = (state, why ?? Why, at);

    /// <summary>A decision about one of its comments was taken back.</summary>
    public void Reopen() => (State, DecidedAt) = (AcknowledgedAt is null ? OrderState.Received : OrderState.Acknowledged, null);

    public void Keep(byte[] package, string digest, DateTimeOffset at) => (Package, Digest, PackagedAt) = (package, digest, at);

    /// <summary>What was handed over goes; that there was something, and its digest, stay.</summary>
    public void Destroy() => Package = null;

    public void Answer(string receipt, DateTimeOffset at) => (Receipt, AnsweredAt) = (receipt, at);

    public void Tell(OrderTelling telling) => (IsSilent, TellFrom) = (telling.IsSilent, telling.From);
}
