using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>Finds accounts and the people they act through.</summary>
internal sealed class AccountFinder(IDbContextFactory<ParleyContext> reading)
{
    public async Task<Account?> ById(AccountId id, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.Accounts.SingleOrDefaultAsync(account => account.Id == id, cancellation);
    }

    /// <param name="site">Null for staff.</param>
    public async Task<Account?> ByMail(SiteId? site, MailAddress mail, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.Accounts.SingleOrDefaultAsync(account => account.SiteId == site && account.MailKey == mail.Key, cancellation);
    }

    public async Task<Account?> ByPublisherId(SiteId site, string publisherId, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.Accounts.SingleOrDefaultAsync(account => account.SiteId == site && account.PublisherId == publisherId, cancellation);
    }

    /// <summary>The person an account acts through on a site; null when it has none there.</summary>
    public async Task<Person?> PersonOn(SiteId site, AccountId account, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.People.SingleOrDefaultAsync(person => person.SiteId == site && person.AccountId == account, cancellation);
    }

    /// <summary>All people of an account of staff, a site each.</summary>
    public async Task<IReadOnlyList<Person>> PeopleOf(AccountId account, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.People.Where(person => person.AccountId == account).OrderBy(person => person.SiteId).ToListAsync(cancellation);
    }
}
