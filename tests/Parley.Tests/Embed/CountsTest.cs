using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Embed;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

public sealed partial class CountsTest(ITestOutputHelper output)
{
    private const string Origin = ParleyApp.SiteOrigin;

    [Theory, ClassData<Engines>]
    public async Task Many_stories_are_counted_in_one_request_in_the_order_asked(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var first = await app.MakeStory(Origin + "/first");
        var second = await app.MakeStory(Origin + "/second", new { title = "B", storyId = "4711" });
        await app.Post(first, "One.");
        await app.Post(first, "Two.");
        await app.Post(second, "Three.");
        await app.CatchUp();

        var counts = await Read(app, Url("/second"), Url("/first/?utm_source=mail"), "storyId=4711");

        Assert.Equal([1, 2, 1], counts.Select(one => one.GetProperty("count").GetInt32()));
        Assert.Equal(["1 comment", "2 comments", "1 comment"], counts.Select(one => one.GetProperty("words").GetString()));
        Assert.Equal(Origin + "/first/?utm_source=mail", counts[1].GetProperty("url").GetString());
        Assert.Equal("4711", counts[2].GetProperty("storyId").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_no_story_has_no_comments_and_nothing_is_stored_of_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var before = await app.Written();

        var counts = await Read(
            app, Url("/nobody-wrote"), "url=no%20address", "url=", "url=https%3A%2F%2Fevil.example%2F", "storyId=%27%20or%201%3D1", "storyId=");

        Assert.All(counts, one => Assert.Equal(0, one.GetProperty("count").GetInt32()));
        Assert.Equal(before, await app.Written());
        await using var db = await app.OpenToRead();
        Assert.Empty(db.Set<Parley.Stories.Story>());
    }

    [Theory, ClassData<Engines>]
    public async Task Held_and_removed_comments_are_not_counted(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var held = await app.Post(story, "Held.");
        var removed = await app.Post(story, "Removed.");
        await app.Post(story, "Stays.");
        await Change(app, held, new { state = "hold" });
        await Change(app, removed, new { state = "remove", reason = "Spam" });
        await app.CatchUp();

        var counts = await Read(app, Url("/first"));

        Assert.Equal(1, counts[0].GetProperty("count").GetInt32());
    }

    [Theory, ClassData<Engines>]
    public async Task Stories_of_another_site_are_not_counted(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Post(await app.MakeStory(), "Ours.");
        await app.Services.GetRequiredService<SaveSite>().Add("other", "Other", "de", [Origin], default);
        await app.CatchUp();

        var counts = (await app.Read($"/api/v1/counts?site=other&{Url("/first")}")).GetProperty("counts");

        Assert.Equal(0, counts[0].GetProperty("count").GetInt32());
        Assert.Equal("Noch keine Kommentare", counts[0].GetProperty("words").GetString());
    }

    [Fact]
    public async Task A_publishers_page_may_read_it_without_a_cookie_and_caches_may_keep_it()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Post(await app.MakeStory(), "One.");
        await app.CatchUp();

        using var answer = await Ask(app, $"/api/v1/counts?site=news&{Url("/first")}", Origin);
        using var again = await Ask(app, $"/api/v1/counts?site=news&{Url("/first")}", Origin, answer.Headers.ETag!.ToString());
        using var foreign = await Ask(app, $"/api/v1/counts?site=news&{Url("/first")}", "https://evil.example");

        Assert.Equal(Origin, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalSeconds: 30 });
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(Origin, again.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_tag_changes_with_a_number_and_with_the_language()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        using var none = await Ask(app, $"/api/v1/counts?site=news&{Url("/first")}", null);
        using var german = await Ask(app, $"/api/v1/counts?site=news&lang=de&{Url("/first")}", null);
        await app.Post(story, "One.");
        await app.CatchUp();

        using var one = await Ask(app, $"/api/v1/counts?site=news&{Url("/first")}", null, none.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        Assert.NotEqual(none.Headers.ETag, german.Headers.ETag);
    }

    [Theory]
    [InlineData("/api/v1/counts?site=news", "counts-many", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/counts?site=nobody&storyId=1", "site", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/counts?storyId=1", "site", HttpStatusCode.NotFound)]
    public async Task A_request_that_names_no_story_or_no_site_is_refused(string path, string code, HttpStatusCode status)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var answer = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task More_than_the_cap_is_refused_and_as_many_as_the_cap_are_not()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var full = await Ask(app, "/api/v1/counts?site=news" + Ids(CountsApi.MaxStories), null);
        using var over = await Ask(app, "/api/v1/counts?site=news" + Ids(CountsApi.MaxStories + 1), null);

        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, over.StatusCode);

        static string Ids(int count) => string.Concat(Enumerable.Range(0, count).Select(id => "&storyId=" + id));
    }

    [Fact]
    public async Task The_script_that_fills_the_numbers_in_is_one_small_classic_script()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var answer = await Ask(app, "/embed/news/counts.js", null);
        using var none = await Ask(app, "/embed/nobody/counts.js", null);

        var code = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("(() => {\n\"use strict\";\nconst SETTINGS = {\"site\":\"news\"", code, StringComparison.Ordinal);
        Assert.DoesNotMatch(ModuleSyntax(), code);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public void The_script_is_packed_small()
    {
        var site = new Site(new SiteId(1), "news", "The News", "en", [Origin], DateTimeOffset.UnixEpoch);
        var script = new Asset("counts", "js", CountScript.Of(new LiveSite(site, new SiteSettings(), [], EventPosition.Start), new Uri("https://talk.example")));

        output.WriteLine($"{script.Brotli.Length} bytes, {Encoding.UTF8.GetCharCount(script.Utf8.Span)} characters");
        Assert.InRange(script.Brotli.Length, 1, 2560);
    }

    private static string Url(string path) => "url=" + Uri.EscapeDataString(Origin + path);

    private static async Task<IReadOnlyList<JsonElement>> Read(ParleyApp app, params string[] names) =>
        [.. (await app.Read("/api/v1/counts?site=news&" + string.Join('&', names))).GetProperty("counts").EnumerateArray()];

    private static async Task Change(ParleyApp app, TestComment comment, object state)
    {
        using var answer = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", state);
        answer.EnsureSuccessStatusCode();
    }

    private static Task<HttpResponseMessage> Ask(ParleyApp app, string path, string? origin, string? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (tag is not null)
            request.Headers.Add("If-None-Match", tag);
        return app.Http.SendAsync(request);
    }

    [GeneratedRegex(@"^\s*(?:import|export)\b|^\s*//|/\*\*", RegexOptions.Multiline)]
    private static partial Regex ModuleSyntax();
}
