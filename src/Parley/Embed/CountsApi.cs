using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>How many comments stories have, in the order they were asked for: addresses first, then ids.</summary>
public sealed record CountsView(IReadOnlyList<StoryCountView> Counts);

/// <summary>How many comments one story has.</summary>
/// <param name="Url">The address as it was asked for; null where the story was named by id.</param>
/// <param name="StoryId">The publisher's own id as it was asked for; null where the story was named by address.</param>
/// <param name="Count">Comments readers can see; 0 for a story nobody has written about. Brought up in batches, so it may be a second behind.</param>
/// <param name="Words">The same in words of the language asked for: "12 comments".</param>
public sealed record StoryCountView(string? Url, string? StoryId, int Count, string Words);

/// <summary>Comment counts for a publisher's lists of stories: one cacheable request for many, without a cookie.</summary>
internal static class CountsApi
{
    /// <summary>Stories in one request: more than a front page lists, few enough for two quick queries.</summary>
    public const int MaxStories = 100;

    /// <summary>Caches on the way spare us a busy front page; half a minute late is no harm to a number.</summary>
    private const string Kept = "public, max-age=30, stale-while-revalidate=300";

    private const string Script = "text/javascript; charset=utf-8";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/counts", Read).ForAnyone().Produces(StatusCodes.Status304NotModified)
            .WithSummary("Count the comments of many stories at once, each named by url or storyId");

    /// <summary>Where a publisher's page loads the script that fills the numbers in.</summary>
    public static void MapScript(IEndpointRouteBuilder app) =>
        app.MapMethods("/embed/{site}/counts.js", [HttpMethods.Get, HttpMethods.Head], ReadScript).ForAnyone().ExcludeFromDescription();

    private static async Task<Results<Ok<CountsView>, StatusCodeHttpResult, RefusalResult>> Read(
        string? site,
        [FromQuery] string[]? url,
        [FromQuery] string[]? storyId,
        string? lang,
        HttpContext http,
        SiteDirectory sites,
        StoryCounts stories,
        AllWords words,
        CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(site) || sites.Find(site) is not { } owner)
            return new RefusalResult(new Refusal("site", 404, "site"));
        var (urls, ids) = (url ?? [], storyId ?? []);
        if (urls.Length + ids.Length is < 1 or > MaxStories)
            return new RefusalResult(new Refusal("counts-many", 400, "url", ("max", MaxStories)));
        var language = words.Find(string.IsNullOrEmpty(lang) ? owner.View.Language : lang);
        var counts = await stories.Read(owner, urls, ids, cancellation);
        var tag = TagOf(counts, language);
        http.Response.Headers.CacheControl = Kept;
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new CountsView([.. counts.Select(one =>
            new StoryCountView(one.Url, one.PublisherId, one.Count, language.Format("thread.count", ("count", one.Count))))]));
    }

    /// <summary>Equal where the answer is: the names come from the request, so the numbers and the language tell all.</summary>
    private static string TagOf(IReadOnlyList<StoryCount> counts, Words language)
    {
        var numbers = string.Join(',', counts.Select(one => one.Count.ToString(CultureInfo.InvariantCulture)));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Product.Version} {language.Language} {numbers}"));
        return $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 10))}\"";
    }

    private static async Task<IResult> ReadScript(
        string site, HttpContext http, SiteDirectory sites, SharedPages pages, PublicUrl publicUrl)
    {
        if (sites.Find(site) is not { } owner)
            return new RefusalResult(new Refusal("site", 404, "site"));
        var script = await pages.Find(http, Links.CountScript(site), pages.VersionOf(owner), null, source =>
        {
            Outcome<CachedPage> made = new CachedPage(
                CountScript.Of(owner, publicUrl.Value), Script, EmbedPages.Headers(http), source)
            { CacheControl = EmbedPages.LoaderKept };
            return Task.FromResult(made);
        });
        return new PageResult(script.Value!);
    }
}
