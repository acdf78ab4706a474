using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

public sealed class EmbedThreadTest
{
    private const string Story = ParleyApp.SiteOrigin + "/first";
    private static readonly string Path = "/embed/news/thread?url=" + Uri.EscapeDataString(Story);

    [Theory, ClassData<Engines>]
    public async Task A_publishers_page_gets_the_discussion_without_a_cookie(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "I was *there*.");

        using var answer = await Ask(app, Path, ParleyApp.SiteOrigin);

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ParleyApp.SiteOrigin, Header(answer, "Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("public", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.Contains("Origin", Header(answer, "Vary"), StringComparison.Ordinal);
        Assert.Contains($"id=\"parley-{comment.Id}\"", html, StringComparison.Ordinal);
        Assert.Contains("I was <em>there</em>.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_bytes_are_the_same_for_every_reader_and_known_again_by_their_tag(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Post(await app.MakeStory(), "Same for all.");

        using var first = await Ask(app, Path, ParleyApp.SiteOrigin);
        using var second = await Ask(app, Path, null, ("Cookie", "parley-news=x; __Host-parley-news=y"), ("Accept-Language", "de"));
        using var third = await Ask(app, Path, ParleyApp.SiteOrigin, ("If-None-Match", Header(first, "ETag")));

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.False(second.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.NotModified, third.StatusCode);
        Assert.Equal(ParleyApp.SiteOrigin, Header(third, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://news.example.evil.example")]
    [InlineData("http://news.example")]
    [InlineData("https://news.example:8443")]
    [InlineData("https://NEWS.example")]
    [InlineData("https://sub.news.example")]
    [InlineData("null")]
    public async Task A_script_of_another_origin_is_refused_in_words_also_when_the_page_is_kept(string origin)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Post(await app.MakeStory(), "Not for you.");
        using var kept = await Ask(app, Path, ParleyApp.SiteOrigin);

        using var answer = await Ask(app, Path, origin);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("origin", problem.GetProperty("code").GetString());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", Header(answer, "Vary"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task An_article_nobody_wrote_about_shows_an_empty_thread_until_somebody_does(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        using var before = await Ask(app, Path, ParleyApp.SiteOrigin);
        var stored = await app.Read("/api/v1/stories?site=news&url=" + Uri.EscapeDataString(Story));
        using var posted = await app.Json(HttpMethod.Post, "/api/v1/comments", new { site = "news", storyUrl = Story, body = "First.", name = "Ann" });
        await app.CatchUp();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var after = await Ask(app, Path, ParleyApp.SiteOrigin);

        Assert.Contains("No one has written yet.", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, stored.GetProperty("id").ValueKind);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        Assert.Contains("First.", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/embed/nowhere/thread?url=https%3A%2F%2Fnews.example%2Ffirst", 404, "site")]
    [InlineData("/embed/news/thread", 422, "story-unnamed")]
    [InlineData("/embed/news/thread?url=javascript%3Aalert(1)", 422, "url")]
    [InlineData("/embed/news/thread?url=https%3A%2F%2Fother.example%2Fx", 403, "story-origin")]
    [InlineData("/embed/news/thread?storyId=unknown", 404, "story-unknown")]
    [InlineData("/embed/news/thread?url=https%3A%2F%2Fnews.example%2Ffirst&sort=loudest", 400, "sort")]
    [InlineData("/embed/news/thread?url=https%3A%2F%2Fnews.example%2Ffirst&after=x", 400, "cursor")]
    [InlineData("/embed/news/thread?url=https%3A%2F%2Fnews.example%2Ffirst&comment=38g72s90e2r70", 404, "not-found")]
    public async Task A_wrong_question_is_answered_in_words_and_in_the_language_asked_for(string path, int status, string code)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.MakeStory();

        using var answer = await Ask(app, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=de", ParleyApp.SiteOrigin);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.Equal(status == 404 && code == "site" ? null : ParleyApp.SiteOrigin, Header(answer, "Access-Control-Allow-Origin"));
    }

    [Theory, ClassData<Engines>]
    public async Task A_comment_is_shown_in_its_place_and_linked_to_on_the_publishers_page(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var root = await app.Post(story, "The question.");
        var reply = await app.Post(story, "The answer.", "Bob", root.Id);

        using var answer = await Ask(app, Path + "&comment=" + reply.Id, ParleyApp.SiteOrigin);

        var html = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.NotNull(html.QuerySelector($".above #parley-{root.Id}"));
        Assert.Equal($"{Story}#parley-{reply.Id}", html.QuerySelector($"#parley-{reply.Id} .share")!.GetAttribute("href"));
        Assert.Equal($"{app.Address}comments/{reply.Id}#write", html.QuerySelector($"#parley-{reply.Id} .reply")!.GetAttribute("href"));
        Assert.All(html.QuerySelectorAll("a[href]"), link => Assert.Matches("^https?://", link.GetAttribute("href")!));
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_removed_or_held_is_read_by_nobody(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Secret words.", "Mallory");
        using var shown = await Ask(app, Path, ParleyApp.SiteOrigin);

        using var removed = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", new { state = "remove", reason = "Rule 1" });
        await app.CatchUp();
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var path in new[] { Path, Path + "&as=declarative", Path + "&comment=" + comment.Id })
        {
            using var answer = await Ask(app, path, ParleyApp.SiteOrigin);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("Secret words.", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Mallory", html, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_publishers_server_gets_the_whole_element_readable_with_no_script(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "</script><script>alert(1)</script> \u2028 & <b>");

        using var answer = await Ask(app, Path + "&as=declarative", null);

        var text = await answer.Content.ReadAsStringAsync();
        var element = new HtmlParser().ParseDocument(text).QuerySelector("parley-thread")!;
        var data = element.QuerySelectorAll(":scope > script").Single();
        var posting = JsonDocument.Parse(data.TextContent).RootElement;
        Assert.Equal(Story, element.GetAttribute("story-url"));
        Assert.StartsWith("<parley-thread", text, StringComparison.Ordinal);
        Assert.Contains("<template shadowrootmode=\"open\">", text, StringComparison.Ordinal);
        Assert.Contains("<style>", text, StringComparison.Ordinal);
        Assert.Equal("application/ld+json", data.GetAttribute("type"));
        Assert.Equal("DiscussionForumPosting", posting.GetProperty("@type").GetString());
        Assert.Equal($"{Story}#parley-{comment.Id}", posting.GetProperty("comment")[0].GetProperty("url").GetString());
        Assert.StartsWith("</script>", posting.GetProperty("comment")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)</script>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pattern_of_permalinks_is_the_sites_to_set_within_reason()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var comment = await app.Post(await app.MakeStory(), "Here.");

        await app.Set("permalink-pattern", "{url}?comments=open#parley-{id}");

        using var answer = await Ask(app, Path, ParleyApp.SiteOrigin);
        Assert.Contains($"{Story}?comments=open#parley-{comment.Id}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var wrong in new[] { "", "javascript:alert(1)#parley-{id}", "{url}", "{url}#{id}", "https://evil.example/{url}#parley-{id}", "{url}#parley-{id}\n" })
            Assert.NotNull(Parley.Sites.SettingDeclaration.Find("permalink-pattern")!.MayBe(wrong));
    }

    [Fact]
    public async Task The_loader_and_the_assets_may_be_kept_and_are_the_same_for_all()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var loader = await Ask(app, "/embed/news.js", null);
        using var again = await Ask(app, "/embed/news.js", null, ("If-None-Match", Header(loader, "ETag")));
        using var nowhere = await Ask(app, "/embed/nowhere.js", null);
        var code = await loader.Content.ReadAsStringAsync();
        using var asset = await Ask(app, Parley.Embed.EmbedScripts.Composing.Path, ParleyApp.SiteOrigin);
        using var older = await Ask(app, "/assets/compose.000000000000.js", ParleyApp.SiteOrigin);

        Assert.Equal("text/javascript; charset=utf-8", loader.Content.Headers.ContentType!.ToString());
        Assert.Equal("cross-origin", Header(loader, "Cross-Origin-Resource-Policy"));
        Assert.StartsWith("public, max-age=", Header(loader, "Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Contains(Parley.Embed.EmbedScripts.Composing.Path, code, StringComparison.Ordinal);
        Assert.Contains("immutable", Header(asset, "Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("*", Header(asset, "Access-Control-Allow-Origin"));
        Assert.Equal("no-cache", Header(older, "Cache-Control"));
    }

    private static async Task<HttpResponseMessage> Ask(
        ParleyApp app, string path, string? origin, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await app.Http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
