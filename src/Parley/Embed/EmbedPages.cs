using Parley.Embed.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>What a publisher's page loads: the loader, the discussion, the forms. All of it shared and without a cookie.</summary>
internal static class EmbedPages
{
    private const string Script = "text/javascript; charset=utf-8";
    private const string Html = "text/html; charset=utf-8";

    /// <summary>A loader may be this old: what it names by hash is served under older names too.</summary>
    public const string LoaderKept = "public, max-age=300, stale-while-revalidate=86400";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/embed/{site}.js", Reading, ReadLoader).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/embed/{site}/thread", Reading, ReadThread).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/embed/{site}/thread", [HttpMethods.Options], AskThread).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/embed/{site}/compose", Reading, ReadForms).ForAnyone().ExcludeFromDescription();
    }

    /// <summary>Headers of everything here: useless as a document, and loaded by other origins' pages.</summary>
    public static KeyValuePair<string, string>[] Headers(HttpContext http)
    {
        var headers = new HeaderDictionary();
        SecurityHeaders.Write(headers, DocumentKind.Asset, http.Request.IsHttps);
        return [.. headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
    }

    private static async Task<IResult> ReadLoader(
        string site, HttpContext http, SiteDirectory sites, AllWords words, SharedPages pages, PublicUrl publicUrl)
    {
        if (sites.Find(site) is not { } owner)
            return new RefusalResult(new Refusal("site", 404, "site"));
        var loader = await pages.Find(http, Links.Loader(site), pages.VersionOf(owner), null, source =>
        {
            var code = EmbedScripts.Loader(sites.Find(owner.Id) ?? owner, words, publicUrl.Value);
            Outcome<CachedPage> made = new CachedPage(code, Script, Headers(http), source) { CacheControl = LoaderKept, IsLasting = true };
            return Task.FromResult(made);
        });
        return new PageResult(loader.Value!);
    }

    private static async Task<IResult> ReadThread(
        string site, [AsParameters] ThreadRequest request, HttpContext http, EmbedGate gate, EmbedThread threads, CancellationToken cancellation)
    {
        var entered = gate.Enter(http, site);
        return entered.Refusal is { } refusal
            ? new RefusalResult(refusal)
            : await threads.Answer(http, entered.Value!, request, cancellation);
    }

    /// <summary>A browser asks before it shows who its reader is, which threads that not anyone may read need.</summary>
    private static IResult AskThread(string site, HttpContext http, EmbedGate gate)
    {
        if (gate.Enter(http, site).Refusal is { } refusal)
            return new RefusalResult(refusal);
        http.Response.Headers.AccessControlAllowMethods = HttpMethods.Get;
        http.Response.Headers.AccessControlAllowHeaders = "Authorization";
        http.Response.Headers.AccessControlMaxAge = "600";
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ReadForms(
        string site, string? lang, HttpContext http, EmbedGate gate, OwnRoot root, SharedPages pages, PageRenderer renderer)
    {
        var entered = gate.Enter(http, site);
        if (entered.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var owner = entered.Value!;
        var language = pages.Language(lang, owner.View.Language);
        var links = new EmbedLinks(root.Value, null, owner.Settings.PermalinkPattern, language);
        var forms = await pages.Find(http, Links.EmbedForms(owner.Name, language.Words.Language), pages.VersionOf(owner), null, async source =>
        {
            var content = await renderer.Utf8<ComposeForms>(
                new Dictionary<string, object?>
                {
                    [nameof(ComposeForms.Words)] = language.Words,
                    [nameof(ComposeForms.Site)] = owner.View,
                },
                links.Of);
            return new CachedPage(content, Html, Headers(http), source) { Readers = owner.Origins, IsLasting = true };
        });
        return new PageResult(forms.Value!);
    }
}
