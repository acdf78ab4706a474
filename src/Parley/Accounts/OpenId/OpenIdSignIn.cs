using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.OpenId;

/// <summary>Signs readers in with their accounts at a provider, lets new ones join with them, and connects them to accounts there are.</summary>
internal sealed class OpenIdSignIn(
    OpenIdClient client,
    OpenIdProviders providers,
    AccountFinder accounts,
    SignIn signIn,
    Callers callers,
    OneTimeTokens tokens,
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    IEngine engine,
    Seal seal,
    TimeProvider time)
{
    /// <summary>How long somebody may think about a name once they are known.</summary>
    private static readonly TimeSpan JoinWithin = TimeSpan.FromMinutes(30);

    private const string JoinPurpose = "open-id-join";

    /// <summary>Begins a sign-in in this browser.</summary>
    /// <param name="account">The account that wants the provider as one more way in; null for signing in.</param>
    /// <returns>Where the reader goes on.</returns>
    public async Task<Outcome<Uri>> Begin(
        HttpContext http, LiveSite site, OpenIdProvider provider, string? back, AccountId? account, CancellationToken cancellation)
    {
        if (providers.ReturnsTo(site, provider.Name) is not { } returnsTo)
            return new Refusal("open-id-nowhere", 503);
        var language = http.Request.Query["lang"].ToString();
        var flow = OpenIdFlow.Begin(provider, back, language.Length is > 0 and < 20 ? language : null, account, time.Now);
        var asked = await client.Ask(provider, flow, returnsTo, cancellation);
        if (asked.Refusal is null)
            ReaderCookies.WriteFlow(http, site.Name, flow.Close(seal), OpenIdFlow.Lifetime);
        return asked;
    }

    /// <summary>What this browser began, when the answer is to it; else null.</summary>
    public OpenIdFlow? FlowOf(HttpContext http, LiveSite site, OpenIdProvider provider, string? state) =>
        OpenIdFlow.Read(seal, ReaderCookies.ReadFlow(http, site.Name), provider, time.Now) is { } flow && flow.IsAnswered(state) ? flow : null;

    /// <summary>Takes the answer of a provider, once.</summary>
    public async Task<Outcome<(OpenIdFlow Flow, OpenIdIdentity Identity)>> Take(
        HttpContext http, LiveSite site, OpenIdProvider provider, OpenIdAnswer answer, CancellationToken cancellation)
    {
        var flow = FlowOf(http, site, provider, answer.State);
        ReaderCookies.WriteFlow(http, site.Name, "", TimeSpan.Zero);
        if (flow is null || providers.ReturnsTo(site, provider.Name) is not { } returnsTo
            || !await tokens.Spend(site.Id, flow.Once(), DateTimeOffset.FromUnixTimeMilliseconds(flow.Until), cancellation))
            return new Refusal("open-id-stale", 422);
        var redeemed = await client.Redeem(provider, flow, answer, returnsTo, cancellation);
        return redeemed.Refusal is { } refusal ? refusal : (flow, redeemed.Value!);
    }

    /// <summary>The account somebody has here; null when there is none yet.</summary>
    public async Task<Account?> AccountOf(LiveSite site, OpenIdIdentity identity, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await (
            from one in db.ExternalSignIns
            join account in db.Accounts on one.AccountId equals account.Id
            where one.SiteId == site.Id && one.Provider == identity.Issuer && one.Subject == identity.Subject
            select account).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Whether somebody new may join: not under an address that has an account, which only its owner can connect.</summary>
    public async Task<Refusal?> MayJoin(LiveSite site, OpenIdProvider provider, OpenIdIdentity identity, CancellationToken cancellation) =>
        MailOf(identity.Mail) is { } mail && await accounts.ByMail(site.Id, mail, cancellation) is not null
            ? new Refusal("open-id-known", 409, null, ("mail", mail.Text), ("provider", provider.Title))
            : null;

    /// <summary>What the page that asks for a name holds: proof of who one is at the provider.</summary>
    public string TicketFor(LiveSite site, OpenIdIdentity identity) => seal.CloseText(
        JoinPurpose, JsonSerializer.Serialize(new Ticket(site.Id.ToString(), identity, (time.Now + JoinWithin).ToUnixTimeMilliseconds())));

    /// <summary>Makes an account that signs in with the provider.</summary>
    public async Task<Outcome<Account>> Join(
        HttpContext http, LiveSite site, string? ticket, string? name, bool takesGuest, CancellationToken cancellation)
    {
        if (ReadTicket(site, ticket) is not { } identity)
            return new Refusal("open-id-stale", 422);
        var joined = await signIn.Join(http, site, MailOf(identity.Mail), name, null, takesGuest, cancellation, identity);
        // Whoever presses twice has joined already.
        return joined.Refusal is { Code: "mail-taken" } && await AccountOf(site, identity, cancellation) is { } already ? already : joined;
    }

    /// <summary>Connects who came to the account that asked for it, which must still be signed in here.</summary>
    public async Task<Refusal?> Connect(HttpContext http, LiveSite site, OpenIdFlow flow, OpenIdIdentity identity, CancellationToken cancellation)
    {
        if (await callers.SessionOf(http, site, cancellation) is not { } open || open.Account.Id.Value != flow.Account)
            return new Refusal("open-id-stale", 422);
        if (await AccountOf(site, identity, cancellation) is { } known)
            return known.Id == open.Account.Id ? null : new Refusal("open-id-taken", 409);
        try
        {
            await door.Write(
                db =>
                {
                    db.Add(new ExternalSignIn(site.Id, identity.Issuer, identity.Subject, open.Account.Id, time.Now));
                    return Task.CompletedTask;
                },
                cancellation);
            return null;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return new Refusal("open-id-taken", 409);
        }
    }

    private OpenIdIdentity? ReadTicket(LiveSite site, string? ticket) =>
        seal.OpenText(JoinPurpose, ticket) is { } json && JsonSerializer.Deserialize<Ticket>(json) is { } read
        && read.Site == site.Id.ToString() && time.Now.ToUnixTimeMilliseconds() < read.Until
            ? read.Identity
            : null;

    private static MailAddress? MailOf(string? text) => text is null ? null : MailAddress.Read(text).Value;

    private sealed record Ticket(string Site, OpenIdIdentity Identity, long Until);
}
