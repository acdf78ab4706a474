using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;

namespace Parley.Moderation.Orders;

/// <summary>Follows decisions into the orders that asked for them, inside the write door.</summary>
internal sealed class OrderBook(IRecord record)
{
    /// <summary>The order a comment waits for; null for none.</summary>
    public static async Task<AuthorityOrderId?> Waiting(ParleyContext db, SiteId site, CommentId comment) => await db.OrderItems
        .Where(one => one.SiteId == site && one.CommentId == comment && one.Outcome == OrderOutcome.Open)
        .OrderBy(one => one.OrderId)
        .Select(one => (AuthorityOrderId?)one.OrderId)
        .FirstOrDefaultAsync();

    /// <summary>A comment was decided, or went by itself: its author is told at the latest now, where the authority lets us.</summary>
    /// <param name="decision">Null where the comment is not to be read any more without one.</param>
    public async Task Settle(ParleyContext db, SiteId site, CommentId comment, Decision? decision, DateTimeOffset now)
    {
        var waiting = await db.OrderItems.AsTracking()
            .Where(one => one.SiteId == site && one.CommentId == comment && one.Outcome == OrderOutcome.Open)
            .ToListAsync();
        foreach (var item in waiting)
        {
            item.Decide(decision is null ? OrderOutcome.Gone : OrderRules.OutcomeOf(decision.Kind), decision?.Id);
            var order = await OrderOf(db, item);
            if (decision is not null && item.Outcome is OrderOutcome.Done or OrderOutcome.Part)
                await Tell(db, order, decision.PersonId, now + DecisionRules.UndoFor);
            await db.SaveChangesAsync();
            await Conclude(db, order, null, decision?.ActorId, now);
        }
    }

    /// <summary>A decision was taken back before anybody was told.</summary>
    public async Task Reopen(ParleyContext db, Decision decision, AccountId by, DateTimeOffset now)
    {
        foreach (var item in await db.OrderItems.AsTracking().Where(one => one.SiteId == decision.SiteId && one.DecisionId == decision.Id).ToListAsync())
        {
            var order = await OrderOf(db, item);
            item.Reopen();
            if (!order.IsOpen)
                Remember(db, order, "order-undone", by.Value, now);
            order.Reopen();
            await db.SaveChangesAsync();
            var done = (await db.OrderItems
                .Where(one => one.SiteId == order.SiteId && one.OrderId == order.Id && (one.Outcome == OrderOutcome.Done || one.Outcome == OrderOutcome.Part))
                .Select(one => one.DecisionId)
                .ToListAsync()).OfType<DecisionId>().ToList();
            var hasOther = await db.Decisions.AnyAsync(one => one.SiteId == order.SiteId && EF.Parameter(done).Contains(one.Id) && one.PersonId == decision.PersonId);
            if (!hasOther)
                await db.OrderPeople
                    .Where(one => one.SiteId == order.SiteId && one.OrderId == order.Id && one.PersonId == decision.PersonId && one.ToldAt == null)
                    .ExecuteDeleteAsync();
        }
    }

    /// <summary>Ends an order to act once nothing of it waits.</summary>
    public async Task Conclude(ParleyContext db, AuthorityOrder order, string? why, long? by, DateTimeOffset now)
    {
        var items = await db.OrderItems.Where(one => one.SiteId == order.SiteId && one.OrderId == order.Id).Select(one => one.Outcome).ToListAsync();
        if (order.IsOpen && OrderRules.StateOf(items) is { } state)
            End(db, order, state, why, by, now);
    }

    /// <summary>An order has its answer.</summary>
    public void End(ParleyContext db, AuthorityOrder order, OrderState state, string? why, long? by, DateTimeOffset now)
    {
        order.Decide(state, why, now);
        Remember(db, order, "order-decided", by, now);
    }

    /// <summary>Plans that somebody is told.</summary>
    public static async Task Tell(ParleyContext db, AuthorityOrder order, PersonId person, DateTimeOffset settled)
    {
        var told = await db.OrderPeople.AsTracking().SingleOrDefaultAsync(one => one.SiteId == order.SiteId && one.OrderId == order.Id && one.PersonId == person);
        if (told is null)
            db.Add(told = new OrderPerson(order.SiteId, order.Id, person));
        told.TellAt(OrderRules.TellAt(order, settled));
    }

    /// <summary>A step of an order, with what figures are made from; whom it concerns is not said.</summary>
    public void Remember(ParleyContext db, AuthorityOrder order, string kind, long? by, DateTimeOffset now, params DeedValue[] more) => record.Add(
        db,
        new Platform.Data.Deed(
            order.SiteId, kind, EnumWord.Of(order.Kind), order.Id.Value, EnumWord.Of(by is null ? ActorKind.Parley : ActorKind.Staff), by, now)
        {
            Facts =
            [
                new("state", EnumWord.Of(order.State)), new("country", order.Country), new("reason", order.Reason),
                new("received", order.ReceivedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), .. more,
            ],
        });

    private static Task<AuthorityOrder> OrderOf(ParleyContext db, OrderItem item) =>
        db.AuthorityOrders.AsTracking().SingleAsync(one => one.SiteId == item.SiteId && one.Id == item.OrderId);
}
