namespace Parley.Platform.Web;

/// <summary>
/// The cookies by which a site's reader is known again: one on our own pages, one on the publisher's. Only a write sets
/// them, and no script can read them.
/// </summary>
internal static class ReaderCookies
{
    private const string Prefix = "parley-";
    private const string HostPrefix = "__Host-";

    /// <summary>No site's name has a dot, so none of these is ever another site's.</summary>
    private const string EmbedEnd = ".embed", EmbedSessionEnd = ".embed.session", SessionEnd = ".session", AskedEnd = ".asked", FlowEnd = ".with";

    private static readonly object IgnoredKey = new();

    /// <summary>A year: a guest's only proof of being the author.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>The site's cookie; null when there is none or it proves nothing here.</summary>
    public static string? Read(HttpContext http, string site) =>
        http.Items.ContainsKey(IgnoredKey) ? null : http.Request.Cookies[Name(http, site)];

    /// <summary>Whether a request carries the cookie of any site.</summary>
    public static bool AreSent(HttpRequest request) => request.Cookies.Keys.Any(name =>
        name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith(HostPrefix + Prefix, StringComparison.Ordinal));

    /// <summary>The guest's token a browser kept for this publisher's pages, or else for ours where both are one site to it.</summary>
    /// <remarks>For the token exchange alone, which checks who asks; from there cookies authorise nothing else.</remarks>
    public static string? ReadEmbedded(HttpContext http, string site) =>
        http.Request.Cookies[EmbedName(http, site)] ?? http.Request.Cookies[Name(http, site)];

    /// <summary>The session a browser keeps for this publisher's pages, beside what a guest wrote there.</summary>
    /// <inheritdoc cref="ReadEmbedded" path="/remarks"/>
    public static string? ReadEmbeddedSession(HttpContext http, string site) => http.Request.Cookies[EmbedSessionName(http, site)];

    public static void Write(HttpContext http, string site, string value) =>
        http.Response.Cookies.Append(Name(http, site), value, Options(http, SameSiteMode.Lax, KeptFor));

    /// <summary>Keeps a new guest's token for the page that asked: a publisher's, one of our own, or, for a server, none.</summary>
    /// <param name="publisher">Origins of the site's pages.</param>
    public static void Keep(HttpContext http, string site, IReadOnlyList<string> publisher, string value)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (publisher.Contains(origin))
            http.Response.Cookies.Append(EmbedName(http, site), value, Embedded(http));
        else if (origin.Length > 0 && !http.Items.ContainsKey(IgnoredKey))
            Write(http, site, value);
    }

    /// <summary>The session of a reader of this site, or of staff; null when there is none or it proves nothing here.</summary>
    /// <param name="site">Empty for staff.</param>
    public static string? ReadSession(HttpContext http, string site) =>
        http.Items.ContainsKey(IgnoredKey) ? null : http.Request.Cookies[SessionName(http, site)];

    public static void WriteSession(HttpContext http, string site, string token, TimeSpan length) =>
        http.Response.Cookies.Append(SessionName(http, site), token, Options(http, SameSiteMode.Lax, length));

    public static void DropSession(HttpContext http, string site) =>
        http.Response.Cookies.Append(SessionName(http, site), "", Options(http, SameSiteMode.Lax, TimeSpan.Zero));

    /// <summary>A guest who signed up needs the guest's cookie no more.</summary>
    public static void DropGuest(HttpContext http, string site) =>
        http.Response.Cookies.Append(Name(http, site), "", Options(http, SameSiteMode.Lax, TimeSpan.Zero));

    /// <summary>What ties a mailed code to the browser that asked for it.</summary>
    public static string? ReadAsked(HttpContext http, string site) => http.Request.Cookies[Host(http) + Prefix + site + AskedEnd];

    public static void WriteAsked(HttpContext http, string site, string value, TimeSpan length) =>
        http.Response.Cookies.Append(Host(http) + Prefix + site + AskedEnd, value, Options(http, SameSiteMode.Lax, length));

    /// <summary>What ties the answer of a provider to the browser that was sent there.</summary>
    public static string? ReadFlow(HttpContext http, string site) => http.Request.Cookies[Host(http) + Prefix + site + FlowEnd];

    /// <remarks>Lax, since the provider leads back from its own site.</remarks>
    public static void WriteFlow(HttpContext http, string site, string value, TimeSpan length) =>
        http.Response.Cookies.Append(Host(http) + Prefix + site + FlowEnd, value, Options(http, SameSiteMode.Lax, length));

    public static void WriteEmbeddedSession(HttpContext http, string site, string token) =>
        http.Response.Cookies.Append(EmbedSessionName(http, site), token, Embedded(http));

    /// <summary>Whoever signs out of a publisher's page is there whom they were before.</summary>
    public static void DropEmbeddedSession(HttpContext http, string site) => Drop(http, EmbedSessionName(http, site));

    /// <summary>What a guest wrote on a publisher's page is an account's now.</summary>
    public static void DropEmbeddedGuest(HttpContext http, string site)
    {
        Drop(http, EmbedName(http, site));
        if (http.Request.Cookies.ContainsKey(Name(http, site)))
            DropGuest(http, site);
    }

    /// <summary>For the rest of this request no cookie counts.</summary>
    public static void Ignore(HttpContext http) => http.Items[IgnoredKey] = true;

    private static string Name(HttpContext http, string site) => Host(http) + Prefix + site;

    private static string EmbedName(HttpContext http, string site) => Host(http) + Prefix + site + EmbedEnd;

    private static string EmbedSessionName(HttpContext http, string site) => Host(http) + Prefix + site + EmbedSessionEnd;

    private static string SessionName(HttpContext http, string site) => Host(http) + Prefix + site + SessionEnd;

    private static string Host(HttpContext http) => http.Request.IsHttps ? HostPrefix : "";

    /// <summary>Partitioned: each publisher's site has its own, so browsers that block third-party cookies keep it.</summary>
    private static CookieOptions Embedded(HttpContext http)
    {
        var options = Options(http, SameSiteMode.None, KeptFor);
        // Browsers take it with nothing less; on plain http that is no localhost they drop it either way.
        options.Secure = true;
        options.Extensions.Add("Partitioned");
        return options;
    }

    private static void Drop(HttpContext http, string embedded)
    {
        var options = Embedded(http);
        options.MaxAge = TimeSpan.Zero;
        http.Response.Cookies.Append(embedded, "", options);
    }

    private static CookieOptions Options(HttpContext http, SameSiteMode sameSite, TimeSpan length) => new()
    {
        HttpOnly = true,
        // On http://localhost browsers take Secure cookies too; on other plain http they would drop them.
        Secure = http.Request.IsHttps || http.Request.Host.Host == "localhost",
        SameSite = sameSite,
        Path = "/",
        MaxAge = length,
    };
}
