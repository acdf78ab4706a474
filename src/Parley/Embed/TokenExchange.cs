using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Accounts;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>What a publisher's page gets for the cookie it cannot read.</summary>
/// <param name="Token">Goes in as <c>Authorization: Bearer</c>; kept in memory and nowhere else.</param>
/// <param name="ExpiresIn">Seconds until it ends.</param>
/// <param name="PersonId">Who the reader is, as comments name their author.</param>
/// <param name="Kind"><c>guest</c> or <c>account</c>.</param>
/// <param name="Guest">For an account: the name this browser wrote under as a guest, where that is still somebody else's.</param>
public sealed record ExchangedToken(string Token, int ExpiresIn, string PersonId, string? Name, string Kind, string? Guest)
{
    /// <param name="guest">Whom this browser wrote as before; null for nobody, or where nobody is signed in.</param>
    internal static ExchangedToken Make(AccessTokens tokens, LiveSite site, Person person, SessionId? session, Person? guest) => new(
        tokens.Make(site.Id, person.Id, session),
        (int)AccessTokens.Lifetime.TotalSeconds,
        person.Id.ToString(),
        person.Name,
        person.Kind.ToString().ToLowerInvariant(),
        guest is { Kind: PersonKind.Guest } ? guest.Name : null);
}

/// <summary>Gives a publisher's page a short-lived token for the reader its cookie is of: all that cookies do there.</summary>
internal static class TokenExchange
{
    private const string PreflightKeptSeconds = "600";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/embed/{site}/token", Exchange).WorksForAnyone().ExcludeFromDescription();
        app.MapMethods("/embed/{site}/token", [HttpMethods.Options], Preflight).ForAnyone().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ExchangedToken>, NoContent, RefusalResult>> Exchange(
        string site, HttpContext http, EmbedGate gate, Callers callers, AccessTokens tokens, CancellationToken cancellation)
    {
        var asked = Ask(http, gate, site);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var owner = asked.Value!;
        // Nobody known is no error: it is how most readers begin.
        if (await callers.OnPublishersPage(http, owner, cancellation) is not var (person, session))
            return TypedResults.NoContent();
        var guest = session is null ? null : await callers.EmbeddedGuestOf(http, owner, cancellation);
        return TypedResults.Ok(ExchangedToken.Make(tokens, owner, person, session, guest));
    }

    /// <summary>The site whose own page asks, with the header no form can send. Its cookies count here and nowhere else.</summary>
    public static Outcome<LiveSite> Ask(HttpContext http, EmbedGate gate, string site)
    {
        var entered = gate.Enter(http, site);
        if (entered.Refusal is { } refusal)
            return refusal;
        if (!EmbedGate.IsExchange(http, entered.Value!))
            return new Refusal("origin", 403);
        http.Response.Headers.AccessControlAllowCredentials = "true";
        http.Response.Headers.CacheControl = "no-store";
        return entered.Value!;
    }

    public static Results<NoContent, RefusalResult> Preflight(string site, HttpContext http, EmbedGate gate)
    {
        if (gate.Enter(http, site).Refusal is { } refusal)
            return new RefusalResult(refusal);
        var headers = http.Response.Headers;
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = HttpMethods.Post;
        headers.AccessControlAllowHeaders = $"{EmbedGate.ExchangeHeader}, Content-Type";
        headers.AccessControlMaxAge = PreflightKeptSeconds;
        return TypedResults.NoContent();
    }
}
