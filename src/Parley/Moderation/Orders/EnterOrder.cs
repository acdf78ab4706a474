using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Notices;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Orders;

/// <summary>Staff enter an order that came: its comments become cases, or join those they are already.</summary>
internal sealed class EnterOrder(CaseBook cases, OrderBook book, AllWords words, IDbContextFactory<ParleyContext> reading, IWriteDoor door, IdSource ids, TimeProvider time)
{
    public sealed record Request
    {
        public string? Kind { get; init; }

        public string? Authority { get; init; }

        public string? Country { get; init; }

        public string? Language { get; init; }

        public string? Reference { get; init; }

        public string? Basis { get; init; }

        public string? Reasons { get; init; }

        public string? Reason { get; init; }

        public string? Territory { get; init; }

        public string? Redress { get; init; }

        /// <summary>The comments, or of whom information is ordered.</summary>
        public string? Items { get; init; }

        /// <summary>In UTC.</summary>
        public string? Received { get; init; }

        public string? Telling { get; init; }

        public string? From { get; init; }
    }

    private sealed record Draft(AuthorityOrder Order, IReadOnlyList<CommentId> Items, Reason Reason);

    private sealed record Judged(OrderText Text, Reason Reason, DateTimeOffset ReceivedAt, OrderTelling Telling);

    public async Task<Outcome<AuthorityOrderId>> Handle(LiveSite site, AccountId by, Request request, CancellationToken cancellation)
    {
        var judged = Judge(site, request);
        if (judged.Refusal is { } unfit)
            return unfit;
        var draft = await Prepare(site, by, judged.Value!, request.Items ?? "", cancellation);
        if (draft.Refusal is { } missing)
            return missing;
        var written = await door.Write(db => Save(db, site, draft.Value!), cancellation);
        return written.Value;
    }

    private Outcome<Judged> Judge(LiveSite site, Request request)
    {
        if (EnumWord.Read<OrderKind>(request.Kind ?? "") is not { } kind)
            return new Refusal("order-field", 422, "kind");
        if (ReasonRules.ForNotices(site.Settings.Reasons).FirstOrDefault(one => one.Code == request.Reason) is not { } reason)
            return new Refusal("report-reason", 422, "reason");
        var text = new OrderText(
            kind, Line(request.Authority), Line(request.Country).ToUpperInvariant(), words.Find(request.Language).Language, Line(request.Reference), Line(request.Basis),
            CleanText.Lines(request.Reasons ?? ""), reason.Code, Line(request.Territory), CleanText.Lines(request.Redress ?? ""));
        if (OrderRules.TextMayBe(text) is { } unfit)
            return unfit;
        if (OrderRules.ReadReceived(request.Received, time.Now) is not { } received)
            return new Refusal("order-when", 422, "received");
        var telling = OrderRules.ReadTelling(request.Telling, request.From, time.Now);
        return telling.Refusal is { } never ? never : new Judged(text, reason, received, telling.Value);
    }

    private async Task<Outcome<Draft>> Prepare(LiveSite site, AccountId by, Judged judged, string named, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        PersonId? person = null;
        var items = NoticeRules.ReadItems(named);
        if (judged.Text.Kind == OrderKind.Information)
        {
            person = await PersonOf(db, site.Id, named, items, cancellation);
            if (person is null)
                return new Refusal("order-person", 422, "items");
        }
        else if (items is null or [] || items.Count > OrderRules.MaxItems || await Missing(db, site.Id, items, cancellation))
            return new Refusal("notice-items", 422, "items");
        var order = new AuthorityOrder(site.Id, ids.New<AuthorityOrderId>(), judged.Text, person, judged.Telling, by, judged.ReceivedAt, time.Now);
        return new Draft(order, person is null ? items! : [], judged.Reason);
    }

    private static async Task<bool> Missing(ParleyContext db, SiteId site, IReadOnlyList<CommentId> items, CancellationToken cancellation)
    {
        var wanted = items.ToList();
        return await db.Comments.CountAsync(one => one.SiteId == site && EF.Parameter(wanted).Contains(one.Id), cancellation) != wanted.Count;
    }

    /// <summary>Somebody by their number, or as the author of a comment.</summary>
    private static async Task<PersonId?> PersonOf(ParleyContext db, SiteId site, string named, IReadOnlyList<CommentId>? items, CancellationToken cancellation)
    {
        if (IdText.TryRead<PersonId>(named.Trim(), out var id) && await db.People.AnyAsync(one => one.SiteId == site && one.Id == id, cancellation))
            return id;
        return items is [var about]
            ? await db.Comments.Where(one => one.SiteId == site && one.Id == about).Select(one => (PersonId?)one.AuthorId).SingleOrDefaultAsync(cancellation)
            : null;
    }

    private async Task<AuthorityOrderId> Save(ParleyContext db, LiveSite site, Draft draft)
    {
        var (now, order) = (time.Now, draft.Order);
        var since = now - OrderRules.RepeatWithin;
        var twin = await db.AuthorityOrders.OrderBy(one => one.Id).FirstOrDefaultAsync(one => one.SiteId == site.Id && one.EnteredAt > since && one.Kind == order.Kind
            && one.Authority == order.Authority && one.Reference == order.Reference && one.Reasons == order.Reasons && one.PersonId == order.PersonId);
        if (twin is not null)
            return twin.Id;
        db.Add(order);
        var wanted = draft.Items.ToList();
        var comments = await db.Comments.Where(one => one.SiteId == site.Id && EF.Parameter(wanted).Contains(one.Id)).ToListAsync();
        foreach (var comment in comments)
            db.Add(new OrderItem(site.Id, order.Id, comment.Id, comment.Revision));
        book.Remember(db, order, "order", order.EnteredBy.Value, now, new DeedValue("items", comments.Count.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync();
        foreach (var comment in comments)
            if (comment.State is CommentState.Published or CommentState.Held)
                await cases.Open(db, site, comment, CaseSource.Order, draft.Reason, now);
            else
                await book.Settle(db, site.Id, comment.Id, null, now);
        return order.Id;
    }

    private static string Line(string? typed) => CleanText.Line(typed ?? "");
}
