using Microsoft.Net.Http.Headers;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;

namespace Parley.Embed;

/// <summary>The files pages load, for good: their addresses change with their content.</summary>
internal static class AssetFiles
{
    private static readonly Asset[] All =
    [
        Stylesheet.Asset,
        Stylesheet.Icon,
        MoreStyle.Around,
        MoreStyle.Account,
        MoreStyle.Print,
        EmbedStyle.Asset,
        EmbedScripts.Composing,
        PageScripts.Reading,
        PageScripts.Writing,
        Moderation.Pages.DeskFiles.Style, Moderation.Pages.DeskFiles.Script,
        Accounts.Pages.AccountScript.Asset, Accounts.Pages.HandOverScript.Asset,
    ];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], Read).ForAnyone().ExcludeFromDescription();

    private static IResult Read(string file, HttpContext http)
    {
        if (All.FirstOrDefault(one => one.IsNamed(file)) is not { } asset)
            return Results.NotFound();
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.Asset, http.Request.IsHttps);
        // A page that is older or newer than this node asks for another version and gets this one, for now.
        http.Response.Headers.CacheControl = asset.Path.EndsWith("/" + file, StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        // Nothing in them belongs to anyone: any page may read them, without cookies.
        http.Response.Headers.AccessControlAllowOrigin = "*";
        var isPacked = PageEncodings.Best(http.Request.Headers.AcceptEncoding.ToString()) == PageEncoding.Brotli;
        if (isPacked)
            http.Response.Headers.ContentEncoding = PageEncoding.Brotli.Name();
        return Results.Bytes(isPacked ? asset.Brotli : asset.Utf8, asset.ContentType);
    }
}
