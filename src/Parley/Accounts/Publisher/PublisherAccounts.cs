using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Names;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.Publisher;

/// <summary>Keeps the accounts of publishers' readers as their publishers say they are.</summary>
internal sealed class PublisherAccounts(IWriteDoor door, IEngine engine, IdSource ids, TimeProvider time)
{
    /// <summary>An account with the person it acts through on its site.</summary>
    public sealed record Kept(Account Account, Person Person, bool IsNew);

    /// <summary>Makes an account or changes the one that is there.</summary>
    public async Task<Outcome<Kept>> Save(LiveSite site, PublisherProfile profile, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await door.Write(db => Save(db, site, profile), cancellation)).Value;
            }
            catch (DbUpdateException failure) when (attempt <= 3 && engine.IsDuplicate(failure))
            {
                // Another call made it a moment earlier, or somebody took the mail; the next attempt finds it so.
            }
        }
    }

    /// <summary>The same within a write that does more.</summary>
    public async Task<Outcome<Kept>> Save(ParleyContext db, LiveSite site, PublisherProfile profile)
    {
        var (account, person) = await Find(db, site.Id, profile.Subject);
        if (profile.Name is { } name && name != person?.Name
            && await NameGuard.MayBear(db, site, name, profile.Badge ?? person?.Badge ?? Badge.None, person?.Id) is { } taken)
            return taken;
        var isNew = account is null || person is null;
        if (isNew)
        {
            if (profile.Name is null)
                return new Refusal("name-missing", 422, "name");
            account ??= Make(db, site.Id, profile);
            db.Add(person = Person.OfAccount(site.Id, ids.New<PersonId>(), account.Id, profile.Name, time.Now));
        }
        await Change(db, account!, person!, profile);
        return new Kept(account!, person!, isNew);
    }

    /// <summary>The account of a publisher's own id, with its person; nulls where there is none.</summary>
    public static async Task<(Account? Account, Person? Person)> Find(ParleyContext db, SiteId site, string publisherId)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.SiteId == site && one.PublisherId == publisherId);
        var person = account is null ? null : await db.People.SingleOrDefaultAsync(one => one.SiteId == site && one.AccountId == account.Id);
        return (account, person);
    }

    private Account Make(ParleyContext db, SiteId site, PublisherProfile profile)
    {
        var account = Account.OfPublisher(site, ids.New<AccountId>(), profile.Subject, null, AccountStore.NewStamp(), time.Now);
        db.Add(account);
        return account;
    }

    private async Task Change(ParleyContext db, Account account, Person person, PublisherProfile profile)
    {
        var now = time.Now;
        if (profile.Name is { } name && name != person.Name)
        {
            var (happened, former) = person.Rename(name, now);
            db.Add(former);
            db.Record(person.SiteId, happened, now);
        }
        if (profile.Badge is { } badge && badge != person.Badge)
        {
            person.Wear(badge);
            db.Record(person.SiteId, new BadgeChanged(person.Id), now);
        }
        if (profile.Claims is { } claims && !claims.SequenceEqual(person.ClaimWords))
            person.Hold(claims);
        if (profile.Mail is { } mail && mail.Key != account.MailKey && !await IsHeld(db, account, mail))
            account.Confirm(mail);
    }

    /// <summary>Whether the address is another account's: no token and no key of the publisher's takes that over.</summary>
    private static Task<bool> IsHeld(ParleyContext db, Account account, MailAddress mail) =>
        db.Accounts.AnyAsync(one => one.SiteId == account.SiteId && one.MailKey == mail.Key && one.Id != account.Id);
}
