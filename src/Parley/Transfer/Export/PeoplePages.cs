using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Platform.Data;

namespace Parley.Transfer.Export;

/// <summary>An account with what is exported inside it.</summary>
internal sealed record AccountPart(Account Account, IEnumerable<ExternalSignIn> SignIns, IEnumerable<Passkey> Passkeys);

/// <summary>A person with what is exported inside it.</summary>
/// <param name="Account">Null for staff, whose accounts are not the site's.</param>
internal sealed record PersonPart(Person Person, AccountId? Account, IEnumerable<FormerName> FormerNames);

/// <summary>Reads a site's people in the order of ids, a page at a time, as <see cref="SitePages"/> does its threads.</summary>
internal sealed class PeoplePages(ParleyContext db, SiteId site, CancellationToken cancellation)
{
    private const int PageLength = 2_000;

    public async IAsyncEnumerable<AccountPart> Accounts()
    {
        var ids = await db.Accounts.Where(account => account.SiteId == site).Select(account => account.Id).ToListAsync(cancellation);
        foreach (var some in ids.OrderBy(id => id.Value).Chunk(PageLength))
        {
            var wanted = some.ToList();
            var page = await db.Accounts.Where(account => EF.Parameter(wanted).Contains(account.Id)).ToListAsync(cancellation);
            var signIns = (await db.ExternalSignIns
                .Where(one => one.SiteId == site && EF.Parameter(wanted).Contains(one.AccountId))
                .ToListAsync(cancellation)).ToLookup(one => one.AccountId);
            var passkeys = (await db.Passkeys
                .Where(passkey => EF.Parameter(wanted).Contains(passkey.AccountId))
                .ToListAsync(cancellation)).ToLookup(passkey => passkey.AccountId);
            foreach (var account in page.OrderBy(account => account.Id.Value))
                yield return new(
                    account,
                    signIns[account.Id].OrderBy(one => one.Provider, StringComparer.Ordinal).ThenBy(one => one.Subject, StringComparer.Ordinal),
                    passkeys[account.Id].OrderBy(passkey => Convert.ToHexString(passkey.CredentialId), StringComparer.Ordinal));
        }
    }

    public async IAsyncEnumerable<PersonPart> People()
    {
        var after = default(PersonId);
        List<Person> page;
        do
        {
            page = await db.People
                .Where(person => person.SiteId == site && person.Id > after)
                .OrderBy(person => person.Id)
                .Take(PageLength)
                .ToListAsync(cancellation);
            var accounts = await OwnAccounts([.. page.Select(person => person.AccountId).OfType<AccountId>()]);
            var formerNames = await FormerNames(page.ConvertAll(person => person.Id));
            foreach (var person in page)
                yield return new(
                    person,
                    person.AccountId is { } account && accounts.Contains(account) ? account : null,
                    formerNames[person.Id].OrderBy(former => former.GivenUpAt));
            after = page.Count > 0 ? page[^1].Id : after;
        }
        while (page.Count == PageLength);
    }

    /// <summary>Whom readers ignore, by reader.</summary>
    public IAsyncEnumerable<IgnoredPerson> Ignored() => db.IgnoredPeople
        .Where(one => one.SiteId == site)
        .OrderBy(one => one.PersonId).ThenBy(one => one.IgnoredId)
        .AsAsyncEnumerable();

    private async Task<HashSet<AccountId>> OwnAccounts(List<AccountId> ids) => ids.Count == 0 ? [] :
    [
        .. await db.Accounts
            .Where(account => account.SiteId == site && EF.Parameter(ids).Contains(account.Id))
            .Select(account => account.Id)
            .ToListAsync(cancellation),
    ];

    private async Task<ILookup<PersonId, FormerName>> FormerNames(List<PersonId> people) =>
        (await db.FormerNames
            .Where(former => former.SiteId == site && EF.Parameter(people).Contains(former.PersonId))
            .ToListAsync(cancellation)).ToLookup(former => former.PersonId);
}
