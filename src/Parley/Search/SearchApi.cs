using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Comments;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Search;

/// <summary>A page of comments that were found, newest first.</summary>
/// <param name="Next">Goes in as <c>after</c> for the next page; null on the last one.</param>
public sealed record SearchView(IReadOnlyList<FoundView> Found, string? Next);

/// <summary>A comment that was found.</summary>
/// <param name="Excerpt">Plain text around the first match, in parts; those that match say so.</param>
public sealed record FoundView(CommentView Comment, FoundStoryView Story, IReadOnlyList<ExcerptPart> Excerpt);

/// <summary>The story a comment was found in.</summary>
/// <param name="Url">Canonical address of the article; null when it has none.</param>
/// <param name="Language">BCP 47; null when unknown.</param>
public sealed record FoundStoryView(string Id, string Title, string? Url, string? Language);

/// <summary>What was found, as readers may see it.</summary>
internal static class SearchViews
{
    public static SearchView Draw(SearchResult result) =>
        new([.. result.Comments.Select(found => Draw(found.Listed, found.Excerpt))], result.Next);

    public static FoundView Draw(ListedComment listed, IReadOnlyList<ExcerptPart> excerpt)
    {
        var story = listed.Story;
        return new(listed.Comment, new(story.Id.ToString(), story.Title, SafeHtml.Address(story.Url), story.Language), excerpt);
    }
}

/// <summary>The JSON door of the search.</summary>
internal static class SearchApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/search", Read).SearchesForAnyone().WithSummary("Search the comments of a site or a story by words, author and day");

    private static async Task<Results<Ok<SearchView>, RefusalResult>> Read(
        string? site,
        string? story,
        string? q,
        string? by,
        string? from,
        string? to,
        string? after,
        int? limit,
        HttpContext http,
        SiteDirectory sites,
        StoryFinder stories,
        StoryGate gate,
        SearchComments search,
        CancellationToken cancellation)
    {
        var owner = string.IsNullOrEmpty(site) ? null : sites.Find(site);
        if (owner is null && (!string.IsNullOrEmpty(site) || string.IsNullOrEmpty(story)))
            return new RefusalResult(new Refusal("site", 404, "site"));
        var found = string.IsNullOrEmpty(story) ? null : await stories.ById(story, cancellation);
        if (!string.IsNullOrEmpty(story) && (found is null || (owner is not null && found.Site.Id != owner.Id)))
            return new RefusalResult(Refusal.NotFound("story"));
        if (limit is < 1 or > SearchComments.MaxPageSize)
            return new RefusalResult(new Refusal("limit", 400, "limit", ("max", SearchComments.MaxPageSize)));
        http.Response.Headers.CacheControl = "no-store";
        if (found is not null && await gate.MayRead(http, found, cancellation) is { } closed)
            return new RefusalResult(closed);
        var result = await search.Find(
            owner ?? found!.Site, found?.Story.Id, new SearchRequest(q, by, from, to, after), limit ?? SearchComments.PageSize, cancellation);
        return result.Refusal is { } refusal ? new RefusalResult(refusal) : TypedResults.Ok(SearchViews.Draw(result.Value!));
    }
}
