using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Threats;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Orders;

/// <summary>Reads orders for the desk, with their clocks.</summary>
internal sealed class OrderReader(OrderDesk desk, OrderAnswers answers, ThreatNames names, IDbContextFactory<ParleyContext> reading, TimeProvider time)
{
    private const int Listed = 200;

    /// <summary>The latest orders, those first that wait.</summary>
    public async Task<IReadOnlyList<OrderLine>> List(LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var orders = await db.AuthorityOrders.Where(one => one.SiteId == site.Id).OrderByDescending(one => one.Id).Take(Listed).ToListAsync(cancellation);
        return [.. orders.OrderBy(one => one.IsOpen ? 0 : 1).ThenBy(one => one.IsOpen ? one.ReceivedAt : default).Select(one => Line(site, one))];
    }

    /// <summary>Those that wait, the oldest first.</summary>
    public async Task<IReadOnlyList<OrderLine>> Open(ParleyContext db, LiveSite site, CancellationToken cancellation)
    {
        var orders = await db.AuthorityOrders.Where(one => one.SiteId == site.Id && one.DecidedAt == null).OrderBy(one => one.ReceivedAt).Take(Listed).ToListAsync(cancellation);
        return orders.ConvertAll(one => Line(site, one));
    }

    /// <summary>Those a comment waits for.</summary>
    public async Task<IReadOnlyList<OrderView>> About(ParleyContext db, LiveSite site, Comment comment, CancellationToken cancellation)
    {
        var orders = await (
            from item in db.OrderItems
            join order in db.AuthorityOrders on new { item.SiteId, Id = item.OrderId } equals new { order.SiteId, order.Id }
            where item.SiteId == site.Id && item.CommentId == comment.Id && item.Outcome == OrderOutcome.Open
            orderby order.Id
            select order).ToListAsync(cancellation);
        return orders.ConvertAll(one => View(site, one, [], [], "", []));
    }

    public async Task<OrderView> Draw(LiveSite site, AuthorityOrder order, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var items = await db.OrderItems.Where(one => one.SiteId == site.Id && one.OrderId == order.Id).OrderBy(one => one.CommentId).ToListAsync(cancellation);
        var told = await db.OrderPeople.Where(one => one.SiteId == site.Id && one.OrderId == order.Id).ToListAsync(cancellation);
        var steps = await desk.Custody(order, cancellation);
        var known = await names.Of(site.Id, steps.Select(step => step.By), cancellation);
        return View(
            site, order, await Items(db, site, items, cancellation), told, answers.Of(site, order, items),
            [.. steps.Select(step => new CustodyView(step.At, step.Deed, step.By is { } by ? known.GetValueOrDefault(by) : null, step.Sequence))]) with
        {
            Person = order.PersonId is { } person
                ? new(person.ToString(), await db.People.Where(one => one.SiteId == site.Id && one.Id == person).Select(one => one.Name).SingleAsync(cancellation))
                : null,
        };
    }

    private static async Task<IReadOnlyList<OrderedView>> Items(ParleyContext db, LiveSite site, IReadOnlyList<OrderItem> items, CancellationToken cancellation)
    {
        var wanted = items.Select(one => one.CommentId).ToList();
        var stories = await db.Comments.Where(one => one.SiteId == site.Id && EF.Parameter(wanted).Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.StoryId, cancellation);
        var headings = await StoryHeadings.Read(db, site, stories.Values, cancellation);
        var cases = await db.Cases.Where(one => one.SiteId == site.Id && EF.Parameter(wanted).Contains(one.CommentId)).ToDictionaryAsync(one => one.CommentId, one => one.Id, cancellation);
        return [.. items.Select(one => new OrderedView(
            one.CommentId.ToString(), cases.TryGetValue(one.CommentId, out var found) ? found.ToString() : null, headings[stories[one.CommentId]].Title, EnumWord.Of(one.Outcome)))];
    }

    private OrderView View(
        LiveSite site, AuthorityOrder order, IReadOnlyList<OrderedView> items, IReadOnlyList<OrderPerson> told, string answer, IReadOnlyList<CustodyView> steps) =>
        new(Line(site, order), order.LegalBasis, order.Reasons, order.Reason, order.Territory, order.Redress, order.Language)
        {
            Items = items,
            AcknowledgedAt = order.AcknowledgedAt,
            DecidedAt = order.DecidedAt,
            Why = order.Why,
            Receipt = order.Receipt,
            AnsweredAt = order.AnsweredAt,
            Answer = answer,
            Telling = !order.IsSilent ? "now" : order.TellFrom is null ? "never" : "from",
            TellFrom = order.TellFrom,
            ToldAt = told.Count > 0 && told.All(one => one.ToldAt is not null) ? told.Max(one => one.ToldAt) : null,
            Digest = order.Digest,
            PackagedAt = order.PackagedAt,
            HasPackage = order.Package is not null,
            Steps = steps,
        };

    private OrderLine Line(LiveSite site, AuthorityOrder order) => new(
        order.Id.ToString(), EnumWord.Of(order.Kind), EnumWord.Of(order.State), order.Authority, order.Country, order.Reference, order.ReceivedAt,
        (int)((order.DecidedAt ?? time.Now) - order.ReceivedAt).TotalHours, OrderRules.IsOverdue(order, site.Settings, time.Now));
}
