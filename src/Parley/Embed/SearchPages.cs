using Parley.Embed.Pages;
using Parley.Platform.Web;
using Parley.Search;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>The search as a page, for a story and for a site: no script, and every search has an address.</summary>
internal static class SearchPages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>What stands in the address of a search.</summary>
    internal sealed record Query
    {
        /// <summary>Words.</summary>
        public string? Q { get; init; }

        public string? By { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        /// <summary>Id of the last comment of the page before.</summary>
        public string? After { get; init; }

        public string? Lang { get; init; }

        public SearchRequest Request => new(Q, By, From, To, After);
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/stories/{id}/search", Reading, InStory).SearchesForAnyone().ExcludeFromDescription();
        app.MapMethods("/sites/{name}/search", Reading, InSite).SearchesForAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> InStory(
        string id,
        [AsParameters] Query query,
        HttpContext http,
        StoryFinder stories,
        StoryGate gate,
        SearchComments search,
        SharedPages pages,
        CancellationToken cancellation)
    {
        if (await stories.ById(id, cancellation) is not { } found)
            return pages.Refuse(http, Refusal.NotFound("story"));
        return await gate.MayRead(http, found, cancellation) is { } closed
            ? pages.Refuse(http, closed, pages.Language(query.Lang, found.Site.View.Language).Words)
            : await Answer(http, found.Site, found, query, search, pages, cancellation);
    }

    private static async Task<IResult> InSite(
        string name, [AsParameters] Query query, HttpContext http, SiteDirectory sites, SearchComments search, SharedPages pages, CancellationToken cancellation) =>
        sites.Find(name) is { } site
            ? await Answer(http, site, null, query, search, pages, cancellation)
            : pages.Refuse(http, new Refusal("site", 404));

    private static async Task<IResult> Answer(
        HttpContext http, LiveSite site, FoundStory? story, Query query, SearchComments search, SharedPages pages, CancellationToken cancellation)
    {
        var language = pages.Language(query.Lang, site.View.Language);
        var result = query.Request.IsBlank
            ? default
            : await search.Find(site, story?.Story.Id, query.Request, SearchComments.PageSize, cancellation);
        var error = result.Refusal is { } refusal ? SharedPages.Say(refusal, language.Words) : null;
        // One's own question, and no two ask the same: neither shared nor kept.
        return await pages.Private<SearchPage>(http, result.Refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(SearchPage.Words)] = language.Words,
            [nameof(SearchPage.Site)] = site.View,
            [nameof(SearchPage.Story)] = story?.View,
            [nameof(SearchPage.Typed)] = new SearchFormView(query.Q, query.By, query.From, query.To, error),
            [nameof(SearchPage.Found)] = result.Value is { } found ? SearchViews.Draw(found) : null,
            [nameof(SearchPage.IsFurther)] = !string.IsNullOrEmpty(query.After),
            [nameof(SearchPage.Lang)] = language.Query.Length == 0 ? null : language.Words.Language,
        });
    }
}
