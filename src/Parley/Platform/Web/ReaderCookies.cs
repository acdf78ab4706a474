namespace Parley.Platform.Web;

/// <summary>The cookie by which a site's reader is known again on our own pages. Only a write ever sets it.</summary>
internal static class ReaderCookies
{
    private const string Prefix = "parley-";
    private const string HostPrefix = "__Host-";

    private static readonly object IgnoredKey = new();

    /// <summary>A year: a guest's only proof of being the author.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>The site's cookie; null when there is none or it proves nothing here.</summary>
    public static string? Read(HttpContext http, string site) =>
        http.Items.ContainsKey(IgnoredKey) ? null : http.Request.Cookies[Name(http, site)];

    /// <summary>Whether a request carries the cookie of any site.</summary>
    public static bool AreSent(HttpRequest request) => request.Cookies.Keys.Any(name =>
        name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith(HostPrefix + Prefix, StringComparison.Ordinal));

    public static void Write(HttpContext http, string site, string value) =>
        http.Response.Cookies.Append(Name(http, site), value, new CookieOptions
        {
            HttpOnly = true,
            // On http://localhost browsers take Secure cookies too; on other plain http they would drop them.
            Secure = http.Request.IsHttps || http.Request.Host.Host == "localhost",
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = KeptFor,
        });

    /// <summary>For the rest of this request no cookie counts.</summary>
    public static void Ignore(HttpContext http) => http.Items[IgnoredKey] = true;

    private static string Name(HttpContext http, string site) => (http.Request.IsHttps ? HostPrefix : "") + Prefix + site;
}
