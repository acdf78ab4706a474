using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Names;
using Parley.Accounts.OpenId;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>Signs readers in and lets new ones join.</summary>
internal sealed class SignIn(
    AccountFinder accounts,
    UserManager<Account> identity,
    IPasswordHasher<Account> hasher,
    Callers callers,
    SessionDesk sessions,
    NameGuard names,
    Seal seal,
    IWriteDoor door,
    IEngine engine,
    IdSource ids,
    TimeProvider time)
{
    /// <summary>How long somebody may think about a name once their address is proved.</summary>
    private static readonly TimeSpan JoinWithin = TimeSpan.FromMinutes(30);

    private const string JoinPurpose = "join";

    /// <summary>Checks a password. An address nobody has, one without a password and a locked one take the same work and get the same answer.</summary>
    public async Task<Outcome<Account>> ByPassword(SiteId? site, string? mail, string? password, CancellationToken cancellation)
    {
        var address = MailAddress.Read(mail);
        var account = address.Refusal is null ? await accounts.ByMail(site, address.Value!, cancellation) : null;
        var typed = password is { Length: <= PasswordRules.MaxLength } ? password : "";
        var isOpen = account?.PasswordHash is not null && !await identity.IsLockedOutAsync(account);
        if (!isOpen)
        {
            hasher.VerifyHashedPassword(Nobody.Account, Nobody.PasswordHash, typed);
            await PassTime(cancellation);
            return Wrong;
        }
        if (!await identity.CheckPasswordAsync(account!, typed))
        {
            await CountFailure(account!, cancellation);
            return Wrong;
        }
        await identity.ResetAccessFailedCountAsync(account!);
        return account!;
    }

    /// <summary>Counts a try that failed, and each of many made at once: one that was not counted would be a free guess.</summary>
    public async Task CountFailure(Account account, CancellationToken cancellation)
    {
        var counted = await identity.AccessFailedAsync(account);
        while (!counted.Succeeded && await accounts.ById(account.Id, cancellation) is { } now)
            counted = await identity.AccessFailedAsync(now);
    }

    /// <summary>Begins a session in this browser, with a new id; the one it had before on this site ends.</summary>
    public async Task Begin(HttpContext http, string cookie, Account account, SignInWay way, bool isStrong, CancellationToken cancellation)
    {
        var former = await sessions.Find(ReaderCookies.ReadSession(http, cookie), cancellation);
        var (session, token) = await sessions.Begin(account, way, Device.Of(http.Request.Headers.UserAgent.ToString()), isStrong, cancellation);
        if (former is not null)
            await sessions.End(former.Account.Id, former.Session.Id, null, cancellation);
        ReaderCookies.WriteSession(http, cookie, token, session.EndsAt - session.CreatedAt);
    }

    /// <summary>What the page that asks for a name holds: proof of the address.</summary>
    public string TicketFor(LiveSite site, MailAddress mail) =>
        seal.CloseText(JoinPurpose, $"{site.Id}\n{(time.Now + JoinWithin).ToUnixTimeMilliseconds()}\n{mail.Text}");

    /// <summary>The address a ticket proves; null when it proves none here, or no longer.</summary>
    public MailAddress? ReadTicket(LiveSite site, string? ticket) =>
        seal.OpenText(JoinPurpose, ticket)?.Split('\n') is [var of, var until, var mail]
        && of == site.Id.ToString() && long.TryParse(until, out var end) && time.Now.ToUnixTimeMilliseconds() < end
            ? MailAddress.Read(mail).Value
            : null;

    /// <summary>Makes an account with its person; a guest of this browser becomes that person, with all they wrote.</summary>
    /// <param name="mail">An address that is proved; null for none.</param>
    /// <param name="password">Null for none.</param>
    /// <param name="identity">Whoever it is at a provider, which is the way in from then on; null for nobody.</param>
    public async Task<Outcome<Account>> Join(
        HttpContext http, LiveSite site, MailAddress? mail, string? typedName, string? password, bool takesGuest, CancellationToken cancellation, OpenIdIdentity? identity = null)
    {
        var name = PersonName.Read(typedName);
        if (name.Refusal is { } nameless)
            return nameless;
        if (password is not null && PasswordRules.MayBe(password, mail?.Text, name.Value, site.Site.Title) is { } weak)
            return weak;
        var guest = takesGuest ? await callers.GuestOf(http, site, cancellation) : null;
        if (await names.MayTake(site, name.Value!, guest?.Id, cancellation) is { } taken)
            return taken;
        var now = time.Now;
        var account = Account.OfReader(site.Id, ids.New<AccountId>(), mail, AccountStore.NewStamp(), now);
        if (password is not null)
            account.PasswordHash = hasher.HashPassword(account, password);
        try
        {
            var written = await door.Write<Outcome<Account>>(
                async db =>
                {
                    db.Add(account);
                    if (identity is not null)
                        db.Add(new ExternalSignIn(site.Id, identity.Issuer, identity.Subject, account.Id, now));
                    await AddPerson(db, site, account, guest, name.Value!, now);
                    return account;
                },
                cancellation);
            return written.Value;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return new Refusal("mail-taken", 409);
        }
    }

    private static Refusal Wrong => new("sign-in-wrong", 422, "password");

    private async Task AddPerson(ParleyContext db, LiveSite site, Account account, Person? guest, string name, DateTimeOffset now)
    {
        var known = guest is null ? null : await db.People.AsTracking().SingleOrDefaultAsync(
            person => person.SiteId == site.Id && person.Id == guest.Id && person.Kind == PersonKind.Guest);
        if (known is null)
            db.Add(Person.OfAccount(site.Id, ids.New<PersonId>(), account.Id, name, now));
        else
            db.Record(site.Id, known.Join(account.Id, name), now);
    }

    /// <summary>Writes as much as counting a failed try does, so that the time tells nothing.</summary>
    private Task PassTime(CancellationToken cancellation)
    {
        var token = new UsedToken(default, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), time.Now);
        return door.Write(
            db =>
            {
                db.Add(token);
                return Task.CompletedTask;
            },
            cancellation);
    }
}

/// <summary>Stands in for whoever has no account, so that checking their password takes as long.</summary>
internal static class Nobody
{
    public static readonly Account Account = Account.OfReader(default, default, null, "", default);

    private static readonly Lazy<string> Made = new(Hash);

    public static string PasswordHash => Made.Value;

    private static string Hash()
    {
        var hasher = new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(
            new PasswordHasherOptions { IterationCount = AccountsFeature.PasswordIterations }));
        return hasher.HashPassword(Account, "nobody's");
    }
}
