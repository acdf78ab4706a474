using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Orders;

/// <summary>Tells those an order concerns: by mail where there is an address, on a page of their own in any case.</summary>
[DisallowConcurrentExecution]
internal sealed class OrderLetters(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, Outbox outbox, OrderTold told, OrderBook book, SiteDirectory sites, AllWords words, OwnRoot root, TimeProvider time)
    : IJob
{
    private const int BatchSize = 100;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendSome(cancellationToken) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>How many were due.</returns>
    public async Task<int> SendSome(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var due = await (
            from person in db.OrderPeople
            join order in db.AuthorityOrders on new { person.SiteId, Id = person.OrderId } equals new { order.SiteId, order.Id }
            where person.LetterDueAt <= now
            orderby person.LetterDueAt
            select new { Person = person, Order = order }).Take(BatchSize).ToListAsync(cancellation);
        foreach (var one in due)
        {
            var mail = await Draw(db, one.Person, one.Order, cancellation);
            try
            {
                await door.Write(writing => Save(writing, one.Person, one.Order, mail, now), cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another node was quicker, or the decision was undone: what is still due comes again.
            }
        }
        return due.Count;
    }

    private Task Save(ParleyContext db, OrderPerson person, AuthorityOrder order, OutboxMail? mail, DateTimeOffset now)
    {
        db.Attach(person);
        person.Told(now);
        if (mail is not null)
            db.Add(mail);
        book.Remember(db, order, "order-told", null, now, new DeedValue("by", mail is null ? "page" : "mail"));
        return Task.CompletedTask;
    }

    /// <returns>Null where there is no mail address: it stands on a page of theirs all the same.</returns>
    private async Task<OutboxMail?> Draw(ParleyContext db, OrderPerson person, AuthorityOrder order, CancellationToken cancellation)
    {
        var account = await (
            from one in db.People
            join known in db.Accounts on one.AccountId equals known.Id
            where one.SiteId == person.SiteId && one.Id == person.PersonId && known.IsMailConfirmed && known.SiteId == person.SiteId
            select known).SingleOrDefaultAsync(cancellation);
        if (account?.Mail is not { } address || sites.Find(person.SiteId) is not { } site || root.Of(Links.OrderTold(order.Id.ToString(), told.KeyOf(person))) is not { } page)
            return null;
        var said = words.Find(account.Language ?? site.View.Language);
        return await outbox.Draw(site.Id, address, new Letter(
            said,
            site.Site.Title,
            said.Format("order.toldSubject", ("site", site.Site.Title)),
            [said.Format("order.toldLine", ("kind", EnumWord.Of(order.Kind)), ("authority", order.Authority)), order.Reasons],
            null,
            new LetterLink(said["order.toldOpen"], page),
            [said["order.toldRedress"]]));
    }
}

/// <summary>Destroys what was handed over long ago.</summary>
internal sealed class SpentPackages(OrderDesk desk) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await desk.End(cancellationToken);
}
