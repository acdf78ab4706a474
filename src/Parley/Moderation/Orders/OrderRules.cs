using System.Globalization;
using Parley.Moderation.Decisions;
using Parley.Moderation.Figures;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Orders;

/// <summary>What an order must say (DSA, Art. 9(2) and 10(2)), what a decision is as the answer to it, and its clocks.</summary>
internal static class OrderRules
{
    public const int MaxItems = 50, MaxLineLength = 300, MaxTextLength = 5_000;

    /// <summary>What was handed over is kept as long as evidence of threats: an authority that lost it has asked again by then.</summary>
    public static readonly TimeSpan PackageKeptFor = Threats.ThreatRules.FrozenFor;

    /// <summary>A form that was sent by a second press of the button.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromMinutes(1);

    /// <summary>An order that lay about longer is a slip of the date.</summary>
    private static readonly TimeSpan ReceivedWithin = TimeSpan.FromDays(366);

    /// <summary>The Member States, and those of the Economic Area.</summary>
    public static IReadOnlyList<string> Countries => StatementDrawing.Territory;

    public static Refusal? TextMayBe(OrderText text) =>
        !Countries.Contains(text.Country) ? new("order-field", 422, "country")
        : Line(text.Authority, "authority", true) ?? Line(text.Reference, "reference", false) ?? Line(text.LegalBasis, "basis", true)
            ?? Line(text.Territory, "territory", false) ?? Body(text.Reasons, "reasons", true) ?? Body(text.Redress, "redress", false);

    /// <returns>Null for what is no moment of the last year.</returns>
    public static DateTimeOffset? ReadReceived(string? typed, DateTimeOffset now) =>
        DateTime.TryParseExact(typed, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
        && new DateTimeOffset(read, TimeSpan.Zero) is var moment && moment <= now && now - moment < ReceivedWithin
            ? moment
            : null;

    /// <summary>Whether whoever it concerns may be told: <c>now</c>, <c>from</c> a day to come, or <c>never</c> until the authority says so.</summary>
    public static Outcome<OrderTelling> ReadTelling(string? when, string? day, DateTimeOffset now) => when switch
    {
        "now" => new OrderTelling(false, null),
        "never" => new OrderTelling(true, null),
        "from" when DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            && new DateTimeOffset(read.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) is var from && from > now => new OrderTelling(true, from),
        _ => new Refusal("order-when", 422, "from"),
    };

    /// <summary>When whoever it concerns is told; null where that is not to be yet.</summary>
    /// <param name="settled">When what was decided cannot be undone any more.</param>
    public static DateTimeOffset? TellAt(AuthorityOrder order, DateTimeOffset settled) =>
        !order.IsSilent ? settled
        : order.TellFrom is { } from ? from > settled ? from : settled
        : null;

    /// <summary>What a decision is as the answer to an order.</summary>
    public static OrderOutcome OutcomeOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Remove => OrderOutcome.Done,
        DecisionKind.Redact or DecisionKind.OffTopic => OrderOutcome.Part,
        _ => OrderOutcome.Refused,
    };

    /// <summary>What came of an order once all it names was decided; null while something waits.</summary>
    public static OrderState? StateOf(IReadOnlyCollection<OrderOutcome> items) =>
        items.Contains(OrderOutcome.Open) ? null
        : items.All(one => one is OrderOutcome.Done or OrderOutcome.Gone) ? OrderState.Effected
        : items.All(one => one == OrderOutcome.Refused) ? OrderState.Refused
        : OrderState.Partial;

    public static Refusal? MayAcknowledge(AuthorityOrder order) => order.AcknowledgedAt is not null ? new("order-state", 409) : null;

    /// <summary>Of an order to act the comments are decided one by one; refused it can be as a whole, with the reason.</summary>
    public static Refusal? MayDecide(AuthorityOrder order, OrderState state, string why) =>
        !order.IsOpen || (order.Kind == OrderKind.Act && state != OrderState.Refused) ? new("order-state", 409)
        : state == OrderState.Effected ? null
        : Body(why, "why", true);

    public static Refusal? MayPackage(AuthorityOrder order) => order.Kind != OrderKind.Information || !order.IsOpen ? new("order-state", 409) : null;

    public static Refusal? MayAnswer(AuthorityOrder order, string receipt) =>
        order.IsOpen || order.AnsweredAt is not null ? new("order-state", 409) : Body(receipt, "receipt", true);

    public static bool IsOverdue(AuthorityOrder order, SiteSettings settings, DateTimeOffset now) =>
        order.IsOpen && (now - order.ReceivedAt > TimeSpan.FromHours(settings.OrderEffectHours)
            || (order.AcknowledgedAt is null && now - order.ReceivedAt > TimeSpan.FromHours(settings.OrderAcknowledgeHours)));

    private static Refusal? Line(string text, string field, bool isNeeded) => Text(text, field, isNeeded, MaxLineLength);

    private static Refusal? Body(string text, string field, bool isNeeded) => Text(text, field, isNeeded, MaxTextLength);

    private static Refusal? Text(string text, string field, bool isNeeded, int max) =>
        text.Length > max ? new("too-long", 422, field, ("max", max))
        : isNeeded && !CleanText.IsVisible(text) ? new("order-field", 422, field)
        : null;
}
