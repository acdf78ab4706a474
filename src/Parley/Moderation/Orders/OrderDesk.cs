using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Threats;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Orders;

/// <summary>What staff do with an order, step by step, each in the record.</summary>
internal sealed class OrderDesk(OrderBook book, OrderPackage package, IDbContextFactory<ParleyContext> reading, IWriteDoor door, TimeProvider time)
{
    private const int Batch = 100;

    public async Task<AuthorityOrder?> Find(SiteId site, string? id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<AuthorityOrderId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.AuthorityOrders.SingleOrDefaultAsync(one => one.SiteId == site && one.Id == typed, cancellation);
    }

    public Task<Refusal?> Acknowledge(SiteId site, AccountId by, string? id, CancellationToken cancellation) => Change(site, id, (db, order, now) =>
    {
        if (OrderRules.MayAcknowledge(order) is { } refusal)
            return Task.FromResult<Refusal?>(refusal);
        order.Acknowledge(now);
        book.Remember(db, order, "order-acknowledged", by.Value, now);
        return Task.FromResult<Refusal?>(null);
    }, cancellation);

    /// <summary>Information was handed over, all or some; or an order of either kind is refused.</summary>
    public Task<Refusal?> Decide(SiteId site, AccountId by, string? id, string? typedState, string? typedWhy, CancellationToken cancellation) =>
        Change(site, id, async (db, order, now) =>
        {
            if (EnumWord.Read<OrderState>(typedState ?? "") is not ({ } state and (OrderState.Effected or OrderState.Partial or OrderState.Refused)))
                return new Refusal("order-state", 422, "state");
            var why = CleanText.Lines(typedWhy ?? "");
            if (OrderRules.MayDecide(order, state, why) is { } refusal)
                return refusal;
            if (order.Kind == OrderKind.Act)
                await Free(db, order, by, now);
            else if (state != OrderState.Refused)
                await OrderBook.Tell(db, order, order.PersonId!.Value, now);
            book.End(db, order, state, why.Length == 0 ? null : why, by.Value, now);
            return null;
        }, cancellation);

    /// <summary>Makes what is handed over, of the parts the order names; made again, it takes the place of the one before.</summary>
    public async Task<Refusal?> Pack(SiteId site, AccountId by, string? id, IReadOnlyCollection<string> parts, CancellationToken cancellation)
    {
        if (await Find(site, id, cancellation) is not { } seen)
            return new Refusal("order-state", 422, "id");
        if (OrderRules.MayPackage(seen) is { } unfit)
            return unfit;
        var named = parts.Where(package.Parts.Contains).ToList();
        if (named.Count == 0)
            return new Refusal("order-parts", 422, "part");
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var person = await db.People.SingleAsync(one => one.SiteId == site && one.Id == seen.PersonId, cancellation);
        var (closed, digest) = await package.Gather(person, named, cancellation);
        return await Change(site, id, (writing, order, now) =>
        {
            if (OrderRules.MayPackage(order) is { } refusal)
                return Task.FromResult<Refusal?>(refusal);
            order.Keep(closed, digest, now);
            book.Remember(writing, order, "order-packaged", by.Value, now, new DeedValue("sha256", digest), new DeedValue("parts", string.Join(' ', named)));
            return Task.FromResult<Refusal?>(null);
        }, cancellation);
    }

    /// <summary>The file for the authority; that it was taken is a step of its custody.</summary>
    public async Task<Outcome<byte[]>> Take(SiteId site, AccountId by, string? id, CancellationToken cancellation)
    {
        var taken = await Change(site, id, (db, order, now) =>
        {
            if (order.Package is null)
                return Task.FromResult<Refusal?>(new Refusal("threat-gone", 409));
            book.Remember(db, order, "order-taken", by.Value, now);
            return Task.FromResult<Refusal?>(null);
        }, cancellation);
        if (taken is { } refusal)
            return refusal;
        var order = (await Find(site, id, cancellation))!;
        return await package.Open(order, await Custody(order, cancellation), cancellation) is { } file ? file : new Refusal("threat-broken", 409);
    }

    public Task<Refusal?> Answer(SiteId site, AccountId by, string? id, string? typed, CancellationToken cancellation) => Change(site, id, (db, order, now) =>
    {
        var receipt = CleanText.Line(typed ?? "");
        if (OrderRules.MayAnswer(order, receipt) is { } refusal)
            return Task.FromResult<Refusal?>(refusal);
        order.Answer(receipt, now);
        book.Remember(db, order, "order-answered", by.Value, now);
        return Task.FromResult<Refusal?>(null);
    }, cancellation);

    /// <summary>The authority says whether, and from when on, those it concerns may be told.</summary>
    public Task<Refusal?> Tell(SiteId site, AccountId by, string? id, string? when, string? day, CancellationToken cancellation) => Change(site, id, async (db, order, now) =>
    {
        var telling = OrderRules.ReadTelling(when, day, now);
        if (telling.Refusal is { } refusal)
            return refusal;
        order.Tell(telling.Value);
        foreach (var person in await db.OrderPeople.AsTracking().Where(one => one.SiteId == site && one.OrderId == order.Id && one.ToldAt == null).ToListAsync())
            person.TellAt(OrderRules.TellAt(order, now));
        book.Remember(db, order, "order-telling", by.Value, now, new DeedValue("when", when));
        return null;
    }, cancellation);

    /// <summary>Who had it in hand, from the record.</summary>
    public async Task<IReadOnlyList<CustodyStep>> Custody(AuthorityOrder order, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var rows = await db.Set<Record.AuditRow>().Where(row => row.SubjectId == order.Id.Value && row.SiteId == order.SiteId).OrderBy(row => row.Id).ToListAsync(cancellation);
        return rows.ConvertAll(row => new CustodyStep(
            row.At, row.Kind, row.ActorId is { } by ? new AccountId(by).ToString() : null, row.Sequence, row.Hash is { } hash ? Convert.ToHexStringLower(hash) : null));
    }

    /// <summary>Destroys what was handed over long ago.</summary>
    public Task End(CancellationToken cancellation) => door.Write(
        async db =>
        {
            var now = time.Now;
            var before = now - OrderRules.PackageKeptFor;
            foreach (var order in await db.AuthorityOrders.AsTracking().Where(one => one.Package != null && one.PackagedAt <= before).OrderBy(one => one.Id).Take(Batch).ToListAsync())
            {
                order.Destroy();
                book.Remember(db, order, "order-destroyed", null, now);
            }
        },
        cancellation);

    /// <summary>What nothing else brought before the moderators waits no more.</summary>
    private static async Task Free(ParleyContext db, AuthorityOrder order, AccountId by, DateTimeOffset now)
    {
        foreach (var item in await db.OrderItems.AsTracking().Where(one => one.SiteId == order.SiteId && one.OrderId == order.Id && one.Outcome == OrderOutcome.Open).ToListAsync())
        {
            item.Decide(OrderOutcome.Refused, null);
            await db.SaveChangesAsync();
            if (await OrderBook.Waiting(db, order.SiteId, item.CommentId) is null && await CaseBook.Find(db, order.SiteId, item.CommentId) is { State: CaseState.Open } found)
                found.Drop(by, now);
        }
    }

    private async Task<Refusal?> Change(
        SiteId site, string? id, Func<ParleyContext, AuthorityOrder, DateTimeOffset, Task<Refusal?>> change, CancellationToken cancellation)
    {
        if (!IdText.TryRead<AuthorityOrderId>(id, out var typed))
            return new Refusal("order-state", 422, "id");
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var row = db.AuthorityOrders.Where(one => one.SiteId == site && one.Id == typed);
                // Holds the row: of two at once the second sees what the first did.
                await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.EnteredAt, one => one.EnteredAt));
                return await row.AsTracking().SingleOrDefaultAsync() is { } order ? await change(db, order, time.Now) : new Refusal("order-state", 422, "id");
            },
            cancellation);
        return written.Value;
    }
}
