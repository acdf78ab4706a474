using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>How staff get in: a password and a second factor, or a passkey.</summary>
internal sealed class StaffSignIn(
    UserManager<Account> identity,
    AccountFinder accounts,
    SiteDirectory sites,
    Seal seal,
    SignIn signIn,
    IPasswordHasher<Account> hasher,
    OneTimeTokens tokens,
    IWriteDoor door,
    IEngine engine,
    IdSource ids,
    IRecord record,
    TimeProvider time)
{
    /// <summary>As long as it takes to fetch a telephone.</summary>
    private static readonly TimeSpan SecondWithin = TimeSpan.FromMinutes(5);

    /// <summary>A code of an authenticator app lives for a step before and after its own, 30 s each.</summary>
    private static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(2);

    private const string SecondPurpose = "staff-second";

    /// <summary>The cookie of staff belongs to no site.</summary>
    public const string Cookie = "";

    /// <summary>What stands for a password that was right while the second factor is fetched; null for an account that has none yet.</summary>
    public async Task<string?> TicketFor(Account account)
    {
        var hasOne = account.IsTwoFactor || (await identity.GetPasskeysAsync(account)).Count > 0;
        return hasOne ? seal.CloseText(SecondPurpose, $"{account.Id}\n{account.SecurityStamp}\n{(time.Now + SecondWithin).ToUnixTimeMilliseconds()}") : null;
    }

    /// <summary>The account that a second factor finishes.</summary>
    /// <param name="typed">Of an authenticator app, or a recovery code.</param>
    public async Task<Outcome<Account>> Second(string? ticket, string? typed, CancellationToken cancellation)
    {
        if (seal.OpenText(SecondPurpose, ticket)?.Split('\n') is not [var id, var stamp, var until]
            || !long.TryParse(until, out var end) || time.Now.ToUnixTimeMilliseconds() >= end
            || !IdText.TryRead<AccountId>(id, out var known)
            || await accounts.ById(known, cancellation) is not { } account || account.SecurityStamp != stamp)
            return new Refusal("code-spent", 422);
        if (await identity.IsLockedOutAsync(account) || !await IsSecond(account, typed ?? "", cancellation))
        {
            await signIn.CountFailure(account, cancellation);
            return new Refusal("second-wrong", 422, "code");
        }
        await identity.ResetAccessFailedCountAsync(account);
        return account;
    }

    /// <summary>Whether a code of the account's authenticator app is right; each counts once.</summary>
    public async Task<bool> IsAppCode(Account account, string typed, CancellationToken cancellation)
    {
        var digits = new string([.. typed.Where(char.IsAsciiDigit)]);
        return await identity.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits)
            && await tokens.Spend($"{account.Id} {digits}", time.Now + CodeLives, cancellation);
    }

    /// <summary>Opens the account a link is for, or makes the owner's; signs in, so that a second factor can be set up.</summary>
    public async Task<Refusal?> Set(
        HttpContext http, Code link, string? typedMail, string? typedName, string? password, CancellationToken cancellation)
    {
        var account = link.AccountId is { } id ? await accounts.ById(id, cancellation) : null;
        var mail = MailAddress.Read(account?.Mail ?? typedMail);
        if (mail.Refusal is { } noMail)
            return noMail;
        var name = account is null ? PersonName.Read(typedName) : new Outcome<string>("", null);
        if (name.Refusal is { } nameless)
            return nameless;
        if (PasswordRules.MayBe(password ?? "", mail.Value!.Text, name.Value) is { } weak)
            return weak;
        var hash = hasher.HashPassword(Nobody.Account, password!);
        var stamp = AccountStore.NewStamp();
        var owner = account is null ? Account.OfStaff(ids.New<AccountId>(), mail.Value, isOwner: true, stamp, time.Now) : null;
        var known = account ?? owner!;
        try
        {
            var written = await door.Write<Refusal?>(
                async db => await StaffLinks.Use(db, link, time.Now)
                    ? await SetIn(db, owner, known.Id, name.Value!, hash, stamp)
                    : new Refusal("code-spent", 422),
                cancellation);
            if (written.Value is { } refusal)
                return refusal;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return new Refusal("mail-taken", 409, "mail");
        }
        var set = (await accounts.ById(known.Id, cancellation))!;
        // The key an authenticator app will be given: made here, since a page that is only looked at changes nothing.
        await identity.ResetAuthenticatorKeyAsync(set);
        await signIn.Begin(http, Cookie, set, SignInWay.Setup, isStrong: false, cancellation);
        return null;
    }

    private async Task<Refusal?> SetIn(ParleyContext db, Account? owner, AccountId id, string name, string hash, string stamp)
    {
        var now = time.Now;
        if (owner is not null)
        {
            owner.PasswordHash = hash;
            db.Add(owner);
            foreach (var site in sites.All)
            {
                var person = Person.OfAccount(site.Id, ids.New<PersonId>(), owner.Id, name, now);
                person.Serve(Role.Administrator);
                person.Wear(Badge.Staff);
                db.Add(person);
            }
        }
        else
        {
            // Whoever holds the link stands for the account: the old factors may be what was lost.
            var account = await db.Accounts.AsTracking().SingleAsync(one => one.Id == id);
            account.PasswordHash = hash;
            (account.IsTwoFactor, account.AuthenticatorKey, account.RecoveryCodes) = (false, null, null);
            (account.SecurityStamp, account.ConcurrencyStamp) = (stamp, stamp);
            (account.FailedTries, account.LockedUntil) = (0, null);
            await db.Passkeys.Where(passkey => passkey.AccountId == id).ExecuteDeleteAsync();
            await SessionDesk.EndAll(db, id, null, now);
        }
        record.Add(db, new StaffChange(
            ids.New<StaffChangeId>(), null, StaffMatter.Owner, id.ToString(), null, owner is null ? "credentials" : "owner", Actor.Staff(id), now));
        return null;
    }

    private async Task<bool> IsSecond(Account account, string typed, CancellationToken cancellation)
    {
        if (account.IsTwoFactor && await IsAppCode(account, typed, cancellation))
            return true;
        return (await identity.RedeemTwoFactorRecoveryCodeAsync(account, typed.Trim())).Succeeded;
    }
}
