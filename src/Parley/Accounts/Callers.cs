using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>Finds out who is calling: by author token in the Authorization header, or by the site's cookie.</summary>
internal sealed class Callers(IDbContextFactory<ParleyContext> reading, SiteDirectory sites)
{
    private const string Bearer = "Bearer ";

    /// <summary>The person calling; null for nobody known; a refusal when a token is shown that is not true.</summary>
    public async Task<Outcome<Person?>> Read(HttpContext http, LiveSite site, CancellationToken cancellation)
    {
        var shown = ReadBearer(http);
        var token = shown ?? ReaderCookies.Read(http, site.Name);
        if (token is null)
            return new Outcome<Person?>(null, null);
        var person = await Find(token, site, cancellation);
        // A stale cookie makes a new guest; a wrong token in the header is an error its sender must hear of.
        return person is null && shown is not null ? new Refusal("token", 401) : new Outcome<Person?>(person, null);
    }

    /// <summary>The site whose API key the caller shows; a refusal when it shows none of that site.</summary>
    public Outcome<LiveSite> ReadPublisher(HttpContext http)
    {
        var key = ReadBearer(http);
        if (key is null)
            return new Refusal("key-missing", 401);
        return sites.FindByKey(key) is { } site ? site : new Refusal("key", 401);
    }

    /// <summary>The key itself, for the record of what was done with it.</summary>
    public static Actor PublisherOf(HttpContext http) =>
        ReadBearer(http) is { } key && ApiKey.TryRead(key, out var id, out _) ? Actor.Publisher(id) : new Actor(ActorKind.Publisher);

    private static string? ReadBearer(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    private async Task<Person?> Find(string token, LiveSite site, CancellationToken cancellation)
    {
        if (!AuthorTokens.TryRead(token, out var id, out var secret))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var person = await db.People.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == id, cancellation);
        return person?.Opens(secret) == true ? person : null;
    }
}
