using Parley.Moderation.Threats;

namespace Parley.Moderation.Orders;

/// <summary>An order in a list.</summary>
/// <param name="Kind">As <c>order.kind</c> names it.</param>
/// <param name="State">As <c>order.state</c> names it.</param>
/// <param name="Hours">Since it was received; until its answer, where it has one.</param>
public sealed record OrderLine(
    string Number, string Kind, string State, string Authority, string Country, string Reference, DateTimeOffset ReceivedAt, int Hours, bool IsOverdue);

/// <summary>An order as staff deal with it.</summary>
public sealed record OrderView(OrderLine Line, string LegalBasis, string Reasons, string Reason, string Territory, string Redress, string Language)
{
    public required IReadOnlyList<OrderedView> Items { get; init; }

    /// <summary>Of whom it asks; null for an order to act.</summary>
    public OrderedPersonView? Person { get; init; }

    /// <summary>Null before.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? Why { get; init; }

    public string? Receipt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What may be sent next: that it came, or what was done.</summary>
    public required string Answer { get; init; }

    /// <summary><c>now</c>, <c>from</c> or <c>never</c>.</summary>
    public required string Telling { get; init; }

    public DateTimeOffset? TellFrom { get; init; }

    /// <summary>When those it concerns were told; null while somebody was not.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    public string? Digest { get; init; }

    public DateTimeOffset? PackagedAt { get; init; }

    /// <summary>Whether what was made to be handed over is still there.</summary>
    public bool HasPackage { get; init; }

    public required IReadOnlyList<CustodyView> Steps { get; init; }
}

/// <param name="CaseId">Null where it was none, since it was gone already.</param>
/// <param name="Outcome">As <c>order.outcome</c> names it.</param>
public sealed record OrderedView(string CommentId, string? CaseId, string Story, string Outcome);

public sealed record OrderedPersonView(string Id, string? Name);

/// <summary>An order as whoever it concerns reads it.</summary>
public sealed record OrderToldView(
    string Number, string Kind, string Authority, string Country, string Reference, string LegalBasis, string Reasons, string Territory, string Redress, DateTimeOffset ToldAt,
    IReadOnlyList<OrderedView> Items);

/// <summary>Such an order as a list names it.</summary>
public sealed record OrderToldLine(string Number, string Kind, string Authority, DateTimeOffset ToldAt);
