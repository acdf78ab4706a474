using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Moderation.Orders;

/// <summary>The orders a person was told of; of others nothing, since the authority may forbid it (DSA, Art. 10(5)).</summary>
internal sealed class HeldOrders : IHeldOnPerson
{
    public string Name => "orders";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var rows = await (
            from told in db.OrderPeople
            join order in db.AuthorityOrders on new { told.SiteId, Id = told.OrderId } equals new { order.SiteId, order.Id }
            where told.SiteId == person.SiteId && told.PersonId == person.Id && told.ToldAt != null
            orderby order.Id
            select new { Order = order, told.ToldAt }).ToListAsync(cancellation);
        return rows.ConvertAll(row => (IReadOnlyList<HeldValue>)
        [
            new("id", row.Order.Id.ToString()), new("kind", EnumWord.Of(row.Order.Kind)), new("authority", row.Order.Authority), new("reference", row.Order.Reference),
            new("legalBasis", row.Order.LegalBasis), new("reasons", row.Order.Reasons), new("territory", row.Order.Territory), new("redress", row.Order.Redress),
            new("receivedAt", row.Order.ReceivedAt), new("state", EnumWord.Of(row.Order.State)), new("decidedAt", row.Order.DecidedAt), new("toldAt", row.ToldAt),
        ]);
    }
}

/// <summary>Orders follow a guest who turned out to be somebody. Erasure leaves them: what an authority ordered has to be answered for.</summary>
internal sealed class MovedOrders : IStoredReaction
{
    public string Name => "moved-orders";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
            if (one.Happened is PersonMerged merged)
            {
                await db.AuthorityOrders.Where(order => order.SiteId == one.SiteId && order.PersonId == merged.Guest)
                    .ExecuteUpdateAsync(set => set.SetProperty(order => order.PersonId, (PersonId?)merged.Into));
                await db.OrderPeople
                    .Where(told => told.SiteId == one.SiteId && told.PersonId == merged.Guest
                        && !db.Set<OrderPerson>().Any(other => other.SiteId == one.SiteId && other.OrderId == told.OrderId && other.PersonId == merged.Into))
                    .ExecuteUpdateAsync(set => set.SetProperty(told => told.PersonId, merged.Into));
            }
    }
}
