using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>The pages everybody reads: a story with its thread, a comment in its place, the open discussions.</summary>
internal static class ReaderPages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/", Reading, Front).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/sites/{name}", Reading, ReadSite).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/stories", Reading, FindStory).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/stories/{id}", Reading, ReadStory).ForAnyone().ExcludeFromDescription();
        app.MapMethods("/comments/{id}", Reading, ReadComment).ForAnyone().ExcludeFromDescription();
    }

    private static Task<IResult> Front(HttpContext http, string? lang, SharedPages pages, FrontList list, CancellationToken cancellation)
    {
        var language = pages.Language(lang, "en");
        var address = Links.Home + language.Query;
        return pages.Answer(http, address, null, async _ =>
            await pages.Draw<FrontPage>(new()
            {
                [nameof(FrontPage.Words)] = language.Words,
                [nameof(FrontPage.Listings)] = await list.Read(cancellation),
                [nameof(FrontPage.Canonical)] = pages.Canonical(Links.Home),
            }, language));
    }

    /// <summary>A site's own front page, where its publisher wants one.</summary>
    private static async Task<IResult> ReadSite(
        string name, string? lang, HttpContext http, SiteDirectory sites, SiteFront front, SharedPages pages, TimeProvider time)
    {
        if (sites.Find(name) is not { Settings.HasFrontPage: true } site)
            return pages.Refuse(http, Refusal.NotFound("page"));
        var language = pages.Language(lang, site.View.Language);
        return await pages.AnswerSite(http, language.AddTo(Links.Site(name)), site, time.GetUtcNow() + SiteFront.DrawnAnewAfter, async () =>
            await pages.Draw<SitePage>(new()
            {
                [nameof(SitePage.Words)] = language.Words,
                [nameof(SitePage.Front)] = await front.Read(sites.Find(site.Id) ?? site, CancellationToken.None),
                [nameof(SitePage.Canonical)] = pages.Canonical(Links.Site(name)),
            }));
    }

    private static async Task<IResult> ReadStory(
        string id,
        string? sort,
        string? after,
        string? lang,
        HttpContext http,
        StoryFinder stories,
        StoryGate gate,
        ThreadReader threads,
        SharedPages pages,
        CancellationToken cancellation)
    {
        if (await stories.ById(id, cancellation) is not { } found)
            return pages.Refuse(http, Refusal.NotFound("story"));
        if (!string.Equals(found.View.Id, id, StringComparison.OrdinalIgnoreCase))
            return Results.Redirect(pages.Language(lang, found.Site.View.Language).AddTo(Links.Story(found.View.Id, sort)), permanent: true);
        var asked = ThreadQuery.Read(found, sort, after, null);
        if (asked.Refusal is { } refusal)
            return pages.Refuse(http, refusal);
        var query = asked.Value!;
        var language = pages.Language(lang, found.Site.View.Language);
        if (await gate.MayRead(http, found, cancellation) is { } closed)
            return pages.Refuse(http, closed, language.Words);
        var address = Links.Story(found.View.Id, string.IsNullOrEmpty(sort) ? null : query.Sort.Word(), query.After?.ToString());
        return await pages.Answer(http, language.AddTo(address), found, async at =>
        {
            // Read again: what was found above may be older than the version the page is built at.
            var now = await stories.ById(found.Story.Id, CancellationToken.None) ?? found;
            var thread = await threads.ReadPage(now.Story, now.Site, query.Sort, query.After, query.Limit, now.View, CancellationToken.None);
            return await pages.Draw<StoryPage>(new()
            {
                [nameof(StoryPage.Words)] = language.Words,
                [nameof(StoryPage.Site)] = now.Site.View,
                [nameof(StoryPage.Thread)] = thread with { At = at.ToString() },
                [nameof(StoryPage.After)] = query.After?.ToString(),
                [nameof(StoryPage.Canonical)] = pages.Canonical(Links.Story(now.View.Id, null, query.After?.ToString())),
                [nameof(StoryPage.Root)] = pages.Root,
            }, language);
        });
    }

    private static async Task<IResult> ReadComment(
        string id,
        string? after,
        string? lang,
        HttpContext http,
        CommentFinder comments,
        StoryFinder stories,
        StoryGate gate,
        ThreadReader threads,
        SharedPages pages,
        CancellationToken cancellation)
    {
        if (await comments.Listed(id, cancellation) is not { } found
            || await stories.ById(found.Comment.StoryId, cancellation) is not { } story)
            return pages.Refuse(http, Refusal.NotFound("comment"));
        var asked = ThreadQuery.ReadReplies(after, null);
        if (asked.Refusal is { } refusal)
            return pages.Refuse(http, refusal);
        var language = pages.Language(lang, story.Site.View.Language);
        if (await gate.MayRead(http, story, cancellation) is { } closed)
            return pages.Refuse(http, closed, language.Words);
        var address = Links.Comment(found.Comment.Id.ToString(), asked.Value.After?.ToString());
        return await pages.Answer(http, language.AddTo(address), story, async at =>
        {
            var now = await stories.ById(story.Story.Id, CancellationToken.None) ?? story;
            var place = await threads.ReadPlace(
                found.Comment, now.Site, asked.Value.After, asked.Value.Limit, now.View, CancellationToken.None);
            return place.Refusal is { } foreign ? foreign : await pages.Draw<PermalinkPage>(new()
            {
                [nameof(PermalinkPage.Words)] = language.Words,
                [nameof(PermalinkPage.Site)] = now.Site.View,
                [nameof(PermalinkPage.Thread)] = place.Value! with { At = at.ToString() },
                [nameof(PermalinkPage.Canonical)] = pages.Canonical(Links.Comment(found.Comment.Id.ToString())),
                [nameof(PermalinkPage.Root)] = pages.Root,
            }, language);
        });
    }

    /// <summary>The discussion of an address: the story's page, or an empty thread that its first comment will make.</summary>
    private static async Task<IResult> FindStory(
        string? site, string? url, string? storyId, string? lang, HttpContext http, SiteDirectory sites, StoryFinder stories, SharedPages pages, CancellationToken cancellation)
    {
        var target = PostTarget.Read(sites, site, storyId, url);
        if (target.Refusal is { } refusal)
            return pages.Refuse(http, refusal);
        var (owner, publisherId, address) = (target.Value!.Site, target.Value.PublisherId, target.Value.Url);
        var language = pages.Language(lang, owner.View.Language);
        if (await stories.Find(owner, publisherId, address, cancellation) is { } found)
            return Results.Redirect(language.AddTo(Links.Story(found.View.Id)));
        if (target.Value.MayBeMade() is { } unknown)
            return pages.Refuse(http, unknown);
        var unwritten = StoryViews.Unwritten(owner, publisherId, address!.Address);
        return await pages.Private<StoryPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(StoryPage.Words)] = language.Words,
            [nameof(StoryPage.Site)] = owner.View,
            [nameof(StoryPage.Thread)] = new ThreadView(unwritten, owner.Settings.FirstOrder, [], null),
        });
    }
}
