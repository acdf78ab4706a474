using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Accounts;
using Parley.Accounts.Publisher;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>
/// Signing in from a publisher's page, where no cookie of ours may be seen: with the publisher's own token, or with a code
/// from a window of ours. What the page gets is a reader's, whoever signed in.
/// </summary>
internal static class PublisherEntry
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/embed/{site}/enter", Enter).EntersFromPage().ExcludeFromDescription();
        app.MapPost("/embed/{site}/hand-over", BeginHandOver).EntersFromPage().ExcludeFromDescription();
        app.MapPost("/embed/{site}/hand-over/{ticket}", TakeHandOver).SignsIn().ExcludeFromDescription();
        app.MapPost("/embed/{site}/claim", Claim).EntersFromPage().ExcludeFromDescription();
        app.MapPost("/embed/{site}/leave", Leave).EntersFromPage().ExcludeFromDescription();
        foreach (var path in new[] { "enter", "hand-over", "hand-over/{ticket}", "claim", "leave" })
            app.MapMethods("/embed/{site}/" + path, [HttpMethods.Options], TokenExchange.Preflight).ForAnyone().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ExchangedToken>, RefusalResult>> Enter(
        string site,
        EnterRequest request,
        HttpContext http,
        EmbedGate gate,
        PublisherSignIn signIn,
        Callers callers,
        SessionDesk sessions,
        AccessTokens tokens,
        CancellationToken cancellation)
    {
        var asked = TokenExchange.Ask(http, gate, site);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var owner = asked.Value!;
        var current = await callers.EmbeddedSessionOf(http, owner, cancellation);
        var entered = await signIn.Enter(owner, request.Token, current, DeviceOf(http), cancellation);
        if (entered.Refusal is { } stranger)
            return new RefusalResult(stranger);
        var (person, session, cookie) = entered.Value!;
        if (cookie is not null)
            await Keep(http, owner, current, cookie, sessions, cancellation);
        return TypedResults.Ok(ExchangedToken.Make(tokens, owner, person, session, await callers.EmbeddedGuestOf(http, owner, cancellation)));
    }

    /// <summary>A page is about to open a window of ours: it gets what to open it with, and what to keep.</summary>
    private static Results<Ok<HandOverView>, RefusalResult> BeginHandOver(string site, HttpContext http, EmbedGate gate, HandOvers handOvers)
    {
        var asked = TokenExchange.Ask(http, gate, site);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var (ticket, secret) = handOvers.Begin(asked.Value!);
        return TypedResults.Ok(new HandOverView(Links.HandOver(site, ticket, http.Request.Headers.Origin.ToString()), ticket, secret));
    }

    private static async Task<Results<Ok<ExchangedToken>, RefusalResult>> TakeHandOver(
        string site,
        string ticket,
        HandOverRequest request,
        HttpContext http,
        EmbedGate gate,
        HandOvers handOvers,
        AccountFinder accounts,
        Callers callers,
        SessionDesk sessions,
        AccessTokens tokens,
        CancellationToken cancellation)
    {
        var asked = TokenExchange.Ask(http, gate, site);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var owner = asked.Value!;
        var taken = await handOvers.Take(owner, ticket, request.Secret, request.Code, DeviceOf(http), cancellation);
        if (taken.Refusal is { } wrong)
            return new RefusalResult(wrong);
        var (account, session, cookie) = taken.Value;
        if (await accounts.PersonOn(owner.Id, account.Id, cancellation) is not { } person)
            return new RefusalResult(Refusal.NotFound("account"));
        await Keep(http, owner, await callers.EmbeddedSessionOf(http, owner, cancellation), cookie, sessions, cancellation);
        return TypedResults.Ok(ExchangedToken.Make(tokens, owner, person, session.Id, await callers.EmbeddedGuestOf(http, owner, cancellation)));
    }

    /// <summary>
    /// Makes what this browser wrote as a guest the reader's own: only when they ask for it, since it puts their name to it.
    /// </summary>
    private static async Task<Results<NoContent, RefusalResult>> Claim(
        string site, HttpContext http, EmbedGate gate, Callers callers, GuestClaim guests, CancellationToken cancellation)
    {
        var asked = TokenExchange.Ask(http, gate, site);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var owner = asked.Value!;
        if (await callers.OnPublishersPage(http, owner, cancellation) is not (var person, not null))
            return new RefusalResult(new Refusal("not-known", 401));
        if (await callers.EmbeddedGuestOf(http, owner, cancellation) is { Kind: PersonKind.Guest } guest)
            await guests.Claim(guest, person.Id, cancellation);
        ReaderCookies.DropEmbeddedGuest(http, owner.Name);
        return TypedResults.NoContent();
    }

    /// <summary>Signs out of this publisher's page: the session ends on every node, and with it what it gave out.</summary>
    private static async Task<Results<NoContent, RefusalResult>> Leave(
        string site, HttpContext http, EmbedGate gate, Callers callers, SessionDesk sessions, CancellationToken cancellation)
    {
        var asked = TokenExchange.Ask(http, gate, site);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        if (await callers.EmbeddedSessionOf(http, asked.Value!, cancellation) is { } open)
        {
            await sessions.End(open.Account.Id, open.Session.Id, null, cancellation);
            ReaderCookies.DropEmbeddedSession(http, site);
        }
        return TypedResults.NoContent();
    }

    /// <summary>The browser shows the new session from now on; the one it had on this page ends.</summary>
    private static async Task Keep(
        HttpContext http, LiveSite site, OpenSession? former, string cookie, SessionDesk sessions, CancellationToken cancellation)
    {
        if (former is not null)
            await sessions.End(former.Account.Id, former.Session.Id, null, cancellation);
        ReaderCookies.WriteEmbeddedSession(http, site.Name, cookie);
    }

    private static string DeviceOf(HttpContext http) => Device.Of(http.Request.Headers.UserAgent.ToString());

    /// <param name="Token">The publisher's JWT.</param>
    internal sealed record EnterRequest(string? Token);

    /// <param name="Secret">What the page kept since it opened the window.</param>
    /// <param name="Code">What the window posted, or the reader typed.</param>
    internal sealed record HandOverRequest(string? Secret, string? Code);
}

/// <summary>What a page opens a window of ours with.</summary>
/// <param name="Address">To open.</param>
/// <param name="Ticket">Names this attempt.</param>
/// <param name="Secret">Kept in memory and told to nobody; the code counts with it alone.</param>
public sealed record HandOverView(string Address, string Ticket, string Secret);
