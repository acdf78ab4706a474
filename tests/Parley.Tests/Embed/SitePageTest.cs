using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

public sealed class SitePageTest
{
    [Theory, ClassData<Engines>]
    public async Task A_site_has_no_front_page_until_its_publisher_wants_one(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var before = await app.Http.GetAsync("/sites/news", TestContext.Current.CancellationToken);

        await app.Set("front-page", "yes");

        using var after = await app.Http.GetAsync("/sites/news", TestContext.Current.CancellationToken);
        using var other = await app.Http.GetAsync("/sites/nobody", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.False(after.Headers.Contains("Set-Cookie"));
    }

    [Theory, ClassData<Engines>]
    public async Task It_shows_what_is_lively_what_was_said_last_and_what_is_open(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("front-page", "yes");
        var quiet = await app.MakeStory(ParleyApp.SiteOrigin + "/a", new { title = "Quiet" });
        var lively = await app.MakeStory(ParleyApp.SiteOrigin + "/b", new { title = "Lively" });
        var closed = await app.MakeStory(ParleyApp.SiteOrigin + "/c", new { title = "Closed" });
        await app.Post(quiet, "One.");
        var first = await app.Post(lively, "Two.");
        var last = await app.Post(lively, "Three, *said*.", parent: first.Id);
        await app.Post(closed, "Four.");
        using var change = await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{closed}", new { thread = "closed" });
        await app.Refresh();

        var page = await Read(app);

        Assert.Equal([$"/stories/{lively}"], Links(page, ".lively li > a"));
        Assert.Contains("2 comments in the last day", page.QuerySelector(".lively")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll(".hits > ol > li").Length);
        Assert.Contains("Three, said.", page.QuerySelectorAll(".excerpt")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal($"/comments/{last.Id}#parley-{last.Id}", page.QuerySelectorAll(".excerpt a")[1].GetAttribute("href"));
        Assert.Equal([$"/stories/{lively}", $"/stories/{quiet}"], Links(page, ".listing h3 > a"));
        Assert.Equal("/sites/news/search", page.QuerySelector("form[role=search]")!.GetAttribute("action"));
        Assert.Equal(["/sites/news/feed.atom", "/sites/news/feed.json"], Links(page, "link[rel=alternate]"));
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_held_or_removed_leaves_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("front-page", "yes");
        var story = await app.MakeStory();
        var held = await app.Post(story, "Held words.", "Hector");
        var removed = await app.Post(story, "Removed words.", "Rosa");
        await app.Refresh();
        Assert.Equal(2, (await Read(app)).QuerySelectorAll(".hits > ol > li").Length);

        using var hold = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{held.Id}/state", new { state = "hold" });
        using var remove = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{removed.Id}/state", new { state = "remove", reason = "Spam" });
        await app.Refresh();

        var page = await Read(app);
        Assert.Empty(page.QuerySelectorAll(".hits, .lively"));
        Assert.DoesNotContain("Hector", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cools_down_leaves_it_with_nothing_happening()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Set("front-page", "yes");
        var story = await app.MakeStory();
        await app.Post(story, "One.");
        await app.Post(story, "Two.");
        await app.Refresh();
        Assert.NotNull((await Read(app)).QuerySelector(".lively"));

        app.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Null((await Read(app)).QuerySelector(".lively"));
    }

    private static async Task<IHtmlDocument> Read(ParleyApp app) =>
        new HtmlParser().ParseDocument(await app.Http.GetStringAsync("/sites/news", TestContext.Current.CancellationToken));

    private static List<string?> Links(IHtmlDocument page, string selector) =>
        [.. page.QuerySelectorAll(selector).Select(link => link.GetAttribute("href"))];
}
