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
    IDbContextFactory<ParleyContext> reading, SiteDirectory sites, OwnOrigin own, AccessTokens access, SessionDesk sessions)
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
        if (shown is null)
            return new Outcome<Person?>(await ByCookies(http, site, cancellation), null);
        var person = access.Read(shown, site.Id) is { } known
            ? await Find(known, site, cancellation)
            : await ByAuthorToken(shown, site, cancellation);
        // A stale cookie makes a new guest; a wrong token in the header is an error its sender must hear of.
        return person is null ? new Refusal("token", 401) : new Outcome<Person?>(person, null);
    }

    /// <summary>Who reads a publisher's page: whoever signed in there, else the guest who wrote there; null for nobody known.</summary>
    public async Task<(Person Person, SessionId? Session)?> OnPublishersPage(HttpContext http, LiveSite site, CancellationToken cancellation)
    {
        if (await EmbeddedSessionOf(http, site, cancellation) is { } open && await ByAccount(open.Account.Id, site, cancellation) is { } signedIn)
            return (signedIn, open.Session.Id);
        return await EmbeddedGuestOf(http, site, cancellation) is { } guest ? (guest, null) : null;
    }

    /// <summary>The reader's session on the publisher's page; null when nobody is signed in there.</summary>
    public async Task<OpenSession?> EmbeddedSessionOf(HttpContext http, LiveSite site, CancellationToken cancellation) =>
        await sessions.Find(ReaderCookies.ReadEmbeddedSession(http, site.Name), cancellation) is { } open && open.Account.SiteId == site.Id
            ? open
            : null;

    /// <summary>The guest this browser wrote as on the publisher's page, whether or not somebody is signed in.</summary>
    public async Task<Person?> EmbeddedGuestOf(HttpContext http, LiveSite site, CancellationToken cancellation) =>
        ReaderCookies.ReadEmbedded(http, site.Name) is { } token ? await ByAuthorToken(token, site, cancellation) : null;

    /// <summary>The guest this browser wrote as before, whether or not somebody is signed in.</summary>
    public async Task<Person?> GuestOf(HttpContext http, LiveSite site, CancellationToken cancellation) =>
        ReaderCookies.Read(http, site.Name) is { } token ? await ByAuthorToken(token, site, cancellation) : null;

    /// <summary>The reader's session on this site; null when nobody is signed in.</summary>
    public async Task<OpenSession?> SessionOf(HttpContext http, LiveSite site, CancellationToken cancellation) =>
        await sessions.Find(ReaderCookies.ReadSession(http, site.Name), cancellation) is { } open && open.Account.SiteId == site.Id
            ? open
            : null;

    /// <summary>The name a reader is signed in under; null when nobody is.</summary>
    public async Task<string?> NameOf(HttpContext http, LiveSite site, CancellationToken cancellation) =>
        await SessionOf(http, site, cancellation) is { } open ? (await ByAccount(open.Account.Id, site, cancellation))?.Name : null;

    /// <summary>The session of somebody of the staff; null when none is open.</summary>
    public async Task<OpenSession?> StaffSessionOf(HttpContext http, CancellationToken cancellation) =>
        await sessions.Find(ReaderCookies.ReadSession(http, ""), cancellation) is { Account.IsStaff: true } open ? open : null;

    /// <summary>Whether whoever reads this page of Parley's own may decide about comments of the site.</summary>
    public async Task<bool> IsModerator(HttpContext http, LiveSite site, CancellationToken cancellation) =>
        await StaffSessionOf(http, cancellation) is { } open && await ByAccount(open.Account.Id, site, cancellation) is { Role: >= Role.Moderator };

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

    /// <summary>Who signed in counts before who wrote as a guest; staff write under the name they have on the site.</summary>
    private async Task<Person?> ByCookies(HttpContext http, LiveSite site, CancellationToken cancellation)
    {
        if (await SessionOf(http, site, cancellation) is { } reader)
            return await ByAccount(reader.Account.Id, site, cancellation);
        return await GuestOf(http, site, cancellation)
            ?? (await StaffSessionOf(http, cancellation) is { } staff ? await ByAccount(staff.Account.Id, site, cancellation) : null);
    }

    private async Task<Person?> ByAccount(AccountId account, LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.People.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.AccountId == account, cancellation);
    }

    /// <summary>A publisher's page is trusted on its own site only.</summary>
    private bool IsForeign(HttpContext http, LiveSite site)
    {
        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length > 0 && !own.IsProven(http) && origin != own.Of(http) && !site.Origins.Contains(origin);
    }

    private async Task<Person?> Find(PersonId id, LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var person = await PersonNow.Ask(db, site.Id, id);
        return person is { IsErased: true } ? null : person;
    }
}
