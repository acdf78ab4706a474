using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Orders;

/// <summary>What those an order concerns are told, once they may be (DSA, Art. 9(5) and 10(5)); before, nobody learns that there is one.</summary>
internal sealed class OrderTold(IDbContextFactory<ParleyContext> reading, SiteDirectory sites, Callers callers, Seal seal)
{
    private const string Purpose = "order-told";
    private const int Listed = 20;

    /// <summary>What opens it without signing in: only who was sent the letter has it.</summary>
    public string KeyOf(OrderPerson told) => seal.CloseText(Purpose, $"{told.OrderId}.{told.PersonId}");

    public async Task<(LiveSite Site, OrderToldView View)?> Find(HttpContext http, string id, string? with, CancellationToken cancellation)
    {
        if (!IdText.TryRead<AuthorityOrderId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        if (await db.AuthorityOrders.SingleOrDefaultAsync(one => one.Id == typed, cancellation) is not { } order || sites.Find(order.SiteId) is not { } site)
            return null;
        var person = PersonOf(with, id) ?? (await callers.Read(http, site, cancellation)).Value?.Id;
        return await db.OrderPeople.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.OrderId == typed && one.PersonId == person && one.ToldAt != null, cancellation) is { } told
            ? (site, await Draw(db, site, order, told, cancellation))
            : null;
    }

    public async Task<IReadOnlyList<OrderToldLine>> List(SiteId site, PersonId person, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var rows = await (
            from told in db.OrderPeople
            join order in db.AuthorityOrders on new { told.SiteId, Id = told.OrderId } equals new { order.SiteId, order.Id }
            where told.SiteId == site && told.PersonId == person && told.ToldAt != null
            orderby order.Id descending
            select new { order.Id, order.Kind, order.Authority, told.ToldAt }).Take(Listed).ToListAsync(cancellation);
        return rows.ConvertAll(row => new OrderToldLine(row.Id.ToString(), EnumWord.Of(row.Kind), row.Authority, row.ToldAt!.Value));
    }

    /// <summary>The order about a comment that its author was told of; null where there is none.</summary>
    public async Task<string?> About(Comment comment, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var ordered = await (
            from item in db.OrderItems
            join told in db.OrderPeople on new { item.SiteId, item.OrderId } equals new { told.SiteId, told.OrderId }
            where item.SiteId == comment.SiteId && item.CommentId == comment.Id && told.PersonId == comment.AuthorId && told.ToldAt != null
                && (item.Outcome == OrderOutcome.Done || item.Outcome == OrderOutcome.Part)
            orderby item.OrderId descending
            select (AuthorityOrderId?)item.OrderId).FirstOrDefaultAsync(cancellation);
        return ordered?.ToString();
    }

    private PersonId? PersonOf(string? with, string id) =>
        seal.OpenText(Purpose, with)?.Split('.') is [var order, var person] && order == id && IdText.TryRead<PersonId>(person, out var read) ? read : null;

    private static async Task<OrderToldView> Draw(ParleyContext db, LiveSite site, AuthorityOrder order, OrderPerson told, CancellationToken cancellation)
    {
        var rows = await (
            from item in db.OrderItems
            join comment in db.Comments on new { item.SiteId, Id = item.CommentId } equals new { comment.SiteId, comment.Id }
            where item.SiteId == site.Id && item.OrderId == order.Id && comment.AuthorId == told.PersonId && (item.Outcome == OrderOutcome.Done || item.Outcome == OrderOutcome.Part)
            orderby item.CommentId
            select new { item.CommentId, comment.StoryId, item.Outcome }).ToListAsync(cancellation);
        var headings = await StoryHeadings.Read(db, site, rows.Select(row => row.StoryId), cancellation);
        return new(
            order.Id.ToString(), EnumWord.Of(order.Kind), order.Authority, order.Country, order.Reference, order.LegalBasis, order.Reasons, order.Territory, order.Redress, told.ToldAt!.Value,
            rows.ConvertAll(row => new OrderedView(row.CommentId.ToString(), null, headings[row.StoryId].Title, EnumWord.Of(row.Outcome))));
    }
}
