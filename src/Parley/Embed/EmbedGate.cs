using Microsoft.Net.Http.Headers;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>Lets the pages of a site's publisher in, by exact origin, and no other page's scripts.</summary>
internal sealed class EmbedGate(SiteDirectory sites, OwnOrigin own)
{
    /// <summary>Header of the token exchange. A form cannot send it, and another origin's script is asked about first.</summary>
    public const string ExchangeHeader = "Parley-Exchange";

    /// <summary>The site asked for; a refusal when there is none, or when a script of a foreign origin asks.</summary>
    public Outcome<LiveSite> Enter(HttpContext http, string name)
    {
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.Asset, http.Request.IsHttps);
        http.Response.Headers.Vary = HeaderNames.Origin;
        if (sites.Find(name) is not { } site)
            return new Refusal("site", 404, "site");
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || origin == own.Of(http))
            return site;
        if (!site.Origins.Contains(origin))
            return new Refusal("origin", 403);
        http.Response.Headers.AccessControlAllowOrigin = origin;
        return site;
    }

    /// <summary>Whether it is the publisher's own page that asks, and meant to: exact origin, and a header of our own.</summary>
    public static bool IsExchange(HttpContext http, LiveSite site) =>
        site.Origins.Contains(http.Request.Headers.Origin.ToString()) && http.Request.Headers[ExchangeHeader] == "1";
}
