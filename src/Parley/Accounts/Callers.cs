using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>
/// Finds out who is calling: by author token or short-lived access token in the Authorization header, or by the site's
/// cookie.
/// </summary>
internal sealed class Callers(
    IDbContextFactory<ParleyContext> reading, SiteDirectory sites, OwnOrigin own, AccessTokens access)
{
    private static readonly KeptQuery<SiteId, PersonId, Person?> PersonNow = new((db, site, id) =>
        db.Set<Person>().AsNoTracking().SingleOrDefault(one => one.SiteId == site && one.Id == id));

    /// <summary>
    /// The person calling; null for nobody known, and for the site's own server, which is no person; a refusal when what
    /// is shown is not true, or the call comes from a page of another publisher.
    /// </summary>
    public async Task<Outcome<Person?>> Read(HttpContext http, LiveSite site, CancellationToken cancellation)
    {
        if (IsForeign(http, site))
            return new Refusal("origin", 403);
        var shown = BearerToken.Read(http.Request);
        if (shown is not null && ApiKey.TryRead(shown, out _, out _))
            return IsPublisher(http, site) ? new Outcome<Person?>(null, null) : new Refusal("key", 401);
        var token = shown ?? ReaderCookies.Read(http, site.Name);
        if (token is null)
            return new Outcome<Person?>(null, null);
        var person = shown is not null && access.Read(shown, site.Id) is { } known
            ? await Find(known, site, cancellation)
            : await ByAuthorToken(token, site, cancellation);
        // A stale cookie makes a new guest; a wrong token in the header is an error its sender must hear of.
        return person is null && shown is not null ? new Refusal("token", 401) : new Outcome<Person?>(person, null);
    }

    /// <summary>The person whose author token this is; null when it is nobody's on this site.</summary>
    public async Task<Person?> ByAuthorToken(string token, LiveSite site, CancellationToken cancellation) =>
        AuthorTokens.TryRead(token, out var id, out var secret)
        && await Find(id, site, cancellation) is { } person && person.Opens(secret) ? person : null;

    /// <summary>The site whose API key the caller shows; a refusal when it shows none of that site.</summary>
    public Outcome<LiveSite> ReadPublisher(HttpContext http)
    {
        var key = BearerToken.Read(http.Request);
        if (key is null)
            return new Refusal("key-missing", 401);
        return sites.FindByKey(key) is { } site ? site : new Refusal("key", 401);
    }

    /// <summary>Whether the caller shows a key of this site.</summary>
    public bool IsPublisher(HttpContext http, LiveSite site) =>
        BearerToken.Read(http.Request) is { } key && sites.FindByKey(key)?.Id == site.Id;

    /// <summary>The key itself, for the record of what was done with it.</summary>
    public static Actor PublisherOf(HttpContext http) =>
        BearerToken.Read(http.Request) is { } key && ApiKey.TryRead(key, out var id, out _) ? Actor.Publisher(id) : new Actor(ActorKind.Publisher);

    /// <summary>A publisher's page is trusted on its own site only.</summary>
    private bool IsForeign(HttpContext http, LiveSite site)
    {
        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length > 0 && !own.IsProven(http) && origin != own.Of(http) && !site.Origins.Contains(origin);
    }

    private async Task<Person?> Find(PersonId id, LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await PersonNow.Ask(db, site.Id, id);
    }
}
