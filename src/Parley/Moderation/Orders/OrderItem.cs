using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;

namespace Parley.Moderation.Orders;

/// <summary>What was done about one comment an order names.</summary>
internal enum OrderOutcome
{
    Open,

    /// <summary>Nobody reads it any more.</summary>
    Done,

    /// <summary>A passage is gone, or it stands less in sight.</summary>
    Part,

    /// <summary>It stays as it is.</summary>
    Refused,

    /// <summary>It was gone before anybody decided.</summary>
    Gone,
}

/// <summary>A comment an order names, as it was then.</summary>
internal sealed class OrderItem(SiteId siteId, AuthorityOrderId orderId, CommentId commentId, int revision)
{
    public SiteId SiteId { get; private set; } = siteId;

    public AuthorityOrderId OrderId { get; private set; } = orderId;

    public CommentId CommentId { get; private set; } = commentId;

    public int Revision { get; private set; } = revision;

    public OrderOutcome Outcome { get; private set; }

    /// <summary>Null while there is none, and where the comment went by itself or the order was refused as a whole.</summary>
    public DecisionId? DecisionId { get; private set; }

    public void Decide(OrderOutcome outcome, DecisionId? by) => (Outcome, DecisionId) = (outcome, by);

    /// <summary>The decision was taken back.</summary>
    public void Reopen() => (Outcome, DecisionId) = (OrderOutcome.Open, null);
}

/// <summary>Somebody an order concerns, who is told of it.</summary>
internal sealed class OrderPerson(SiteId siteId, AuthorityOrderId orderId, PersonId personId)
{
    public SiteId SiteId { get; private set; } = siteId;

    public AuthorityOrderId OrderId { get; private set; } = orderId;

    public PersonId PersonId { get; private set; } = personId;

    /// <summary>When they are told; null while the authority forbids it, and once they were.</summary>
    public DateTimeOffset? LetterDueAt { get; private set; }

    public DateTimeOffset? ToldAt { get; private set; }

    public void TellAt(DateTimeOffset? due)
    {
        if (ToldAt is null)
            LetterDueAt = due;
    }

    public void Told(DateTimeOffset at) => (LetterDueAt, ToldAt) = (null, at);
}
