using System.Net;
using Parley.Tests.Hosting;

namespace Parley.Tests.Search;

/// <summary>What not anyone may read stands in no list of the site, and is searched only by whoever may read it.</summary>
public sealed class ClosedStoriesTest
{
    [Theory, ClassData<Engines>]
    public async Task A_story_for_subscribers_is_in_no_feed_count_front_page_or_search_of_the_site(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("front-page", "yes");
        var open = await app.MakeStory(ParleyApp.SiteOrigin + "/open", new { title = "Open" });
        var closed = await app.MakeStory(ParleyApp.SiteOrigin + "/closed", new { title = "Closed", storyId = "4711" });
        await app.Post(open, "A tram for everyone.");
        for (var number = 0; number < 30; number++)
            await app.Post(closed, "A secret tram, number " + number);
        using var change = await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{closed}", new { mayRead = "subscriber" });
        change.EnsureSuccessStatusCode();
        await app.Refresh();

        foreach (var path in new[] { "/sites/news", "/sites/news/feed.atom", "/sites/news/feed.json", "/sites/news/search?q=tram", "/api/v1/search?site=news&q=tram" })
        {
            var page = await app.Http.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
            Assert.Contains("for everyone", page, StringComparison.Ordinal);
        }
        var counts = (await app.Read("/api/v1/counts?site=news&storyId=4711&url=" + Uri.EscapeDataString(ParleyApp.SiteOrigin + "/open"))).GetProperty("counts");
        Assert.Equal([1, 0], counts.EnumerateArray().Select(one => one.GetProperty("count").GetInt32()));
    }

    [Theory, ClassData<Engines>]
    public async Task Its_own_search_is_for_whoever_may_read_it_and_it_has_no_feed(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var closed = await app.MakeStory();
        var comment = await app.Post(closed, "A hidden tram.");
        using var change = await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{closed}", new { mayRead = "subscriber" });
        await app.Refresh();

        foreach (var path in new[] { $"/stories/{closed}/search?q=tram", $"/api/v1/search?story={closed}&q=tram", $"/stories/{closed}/feed.atom", $"/comments/{comment.Id}/feed.json" })
        {
            using var refused = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains(refused.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound });
            Assert.DoesNotContain("hidden", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        using var allowed = await app.AsPublisher(HttpMethod.Get, $"/api/v1/search?story={closed}&q=tram");
        Assert.Contains("hidden", await allowed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
