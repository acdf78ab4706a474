using Microsoft.AspNetCore.Components;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>Answers with pages: shared ones from the cache, private ones drawn for one reader.</summary>
internal sealed class SharedPages(
    PageCache cache, PageVersions versions, PageRenderer renderer, PrivatePages privately, AllWords words, EventPump pump, PublicUrl publicUrl) : IPageRefusals
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>How long a reader who just wrote waits for this node to catch up; then an older page is better than none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The language of an address; one we do not speak is the site's own.</summary>
    public PageLanguage Language(string? asked, string own)
    {
        var found = words.Find(string.IsNullOrEmpty(asked) ? own : asked);
        return found.Language == words.Find(own).Language ? new(found, "") : PageLanguage.Asked(found);
    }

    /// <summary>The language a reader asked for in the address of a request; else the site's own.</summary>
    public PageLanguage Language(HttpContext http, string own) => Language(http.Request.Query["lang"], own);

    /// <summary>Where Parley is reached; null until the operator said so.</summary>
    public Uri? Root => publicUrl.Value;

    /// <summary>The absolute address of a page, once the operator said where Parley is reached; a request's own host is not believed.</summary>
    public string? Canonical(string path) => publicUrl.Value is { } root ? new Uri(root, path).AbsoluteUri : null;

    /// <param name="language">What its links and forms lead on in; null where every link says so itself.</param>
    public Task<ReadOnlyMemory<byte>> Draw<TPage>(Dictionary<string, object?> parameters, PageLanguage? language = null)
        where TPage : IComponent => renderer.Utf8<TPage>(parameters, language is null or { Query: "" } ? null : language.LeadTo);

    /// <summary>A shared page, from the cache or built.</summary>
    /// <param name="address">Canonical address: the cache's key.</param>
    /// <param name="story">Whose page it is; null for one that shows many things.</param>
    /// <param name="build">Draws it, knowing the version it is built at, or says why there is no such page.</param>
    public async Task<IResult> Answer(
        HttpContext http, string address, FoundStory? story, Func<EventPosition, Task<Outcome<ReadOnlyMemory<byte>>>> build)
    {
        if (story is { Access.IsPublic: false })
            return await Private(http, story, build);
        var page = await Find(http, address, VersionOf(story), story?.ChangesAt, async source =>
        {
            var content = await build(source.Version);
            return content.Refusal is { } none ? none : new CachedPage(content.Value, Html, Headers(http, story?.Site), source);
        });
        return page.Refusal is { } refusal ? Refuse(http, refusal) : new PageResult(page.Value!);
    }

    /// <summary>A shared page that lists many things of a site.</summary>
    /// <inheritdoc cref="Answer"/>
    public async Task<IResult> AnswerSite(
        HttpContext http, string address, LiveSite site, DateTimeOffset? changesAt, Func<Task<Outcome<ReadOnlyMemory<byte>>>> build)
    {
        var page = await Find(http, address, VersionWithin(site), changesAt, async source =>
        {
            var content = await build();
            return content.Refusal is { } none ? none : new CachedPage(content.Value, Html, Headers(http, site), source);
        });
        return page.Refusal is { } refusal ? Refuse(http, refusal) : new PageResult(page.Value!);
    }

    /// <summary>The same page for a reader who was let in: drawn for this one call and kept nowhere.</summary>
    private async Task<IResult> Private(HttpContext http, FoundStory story, Func<EventPosition, Task<Outcome<ReadOnlyMemory<byte>>>> build)
    {
        var content = await build(VersionOf(story)());
        if (content.Refusal is { } none)
            return Refuse(http, none);
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.PrivatePage, http.Request.IsHttps);
        return Results.Bytes(content.Value, Html);
    }

    /// <summary>A shared page or part of one, from the cache or built, that has reached what a reader just wrote.</summary>
    /// <param name="version">Of what it shows.</param>
    /// <param name="changesAt">When what it shows changes by itself; null when only an event changes it.</param>
    public async Task<Outcome<CachedPage>> Find(
        HttpContext http,
        string address,
        Func<EventPosition> version,
        DateTimeOffset? changesAt,
        Func<PageSource, Task<Outcome<CachedPage>>> build)
    {
        var mustBeCurrent = EventPosition.TryParse(http.Request.Query[PageCache.ReachedParameter], out var reached);
        if (mustBeCurrent)
            await pump.Reach(reached, Patience, http.RequestAborted);
        return await cache.Get(address, mustBeCurrent, () => build(cache.Source(version, changesAt)));
    }

    /// <param name="story">Null for a page that shows many things, or one that any event may change.</param>
    public Func<EventPosition> VersionOf(FoundStory? story) => story is null
        ? () => versions.Latest
        : () => versions.Of(story.Site.Id, story.Story.Id.Value);

    /// <summary>The version of what only the site itself changes.</summary>
    public Func<EventPosition> VersionOf(LiveSite site) => () => versions.Of(site.Id, 0);

    /// <summary>The version of what lists many things of a site.</summary>
    public Func<EventPosition> VersionWithin(LiveSite site) => () => versions.Within(site.Id);

    /// <summary>A page for this reader alone. It leads on in the language the reader asked for.</summary>
    public Task<IResult> Private<TPage>(HttpContext http, int status, Dictionary<string, object?> parameters)
        where TPage : IComponent => privately.Show<TPage>(http, status, parameters);

    public IResult Refuse(HttpContext http, Refusal refusal, Words? language = null, string? back = null) =>
        privately.Refuse(http, refusal, language, back);

    public IResult Show(HttpContext http, Refusal refusal) => Refuse(http, refusal);

    /// <summary>A refusal in words of the page's language.</summary>
    public static string Say(Refusal refusal, Words words) => PrivatePages.Say(refusal, words);

    private static KeyValuePair<string, string>[] Headers(HttpContext http, LiveSite? site)
    {
        var headers = new HeaderDictionary();
        SecurityHeaders.Write(headers, DocumentKind.Page, http.Request.IsHttps, site?.Origins ?? []);
        return [.. headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
    }
}

/// <summary>Writes a shared page.</summary>
internal sealed class PageResult(CachedPage page) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => PageCache.Write(httpContext, page);
}
