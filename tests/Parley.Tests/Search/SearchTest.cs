using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Parley.Search;
using Parley.Tests.Hosting;

namespace Parley.Tests.Search;

public sealed class SearchTest
{
    [Theory, ClassData<Engines>]
    public async Task Words_of_every_language_are_found_as_readers_type_them(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        (string Body, string Typed)[] said =
        [
            ("The tramways were closed.", "tramway"),
            ("Die Straßenbahn hält hier nicht.", "strassenbahn"),
            ("Les élèves étaient là.", "eleves etaient"),
            ("El niño cruzó la calle.", "nino cruzo"),
            ("ذهبتُ إلى المدرسة بالقطار.", "مدرسه قطار"),
            ("من کتاب‌ها را خواندم.", "كتابها"),
            ("Ёлки стояли у дороги.", "елки"),
            ("İstanbul’da ışıklar söndü.", "istanbul isiklar"),
        ];
        var posted = new List<string>();
        foreach (var (body, _) in said)
            posted.Add((await app.Post(story, body)).Id);
        await app.CatchUp();

        for (var at = 0; at < said.Length; at++)
            Assert.Equal([posted[at]], await Find(app, $"story={story}&q={Uri.EscapeDataString(said[at].Typed)}"));
    }

    [Theory, ClassData<Engines>]
    public async Task All_words_must_be_there_phrases_in_a_row_and_what_is_excluded_must_not(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var both = (await app.Post(story, "The old town hall burned.")).Id;
        var apart = (await app.Post(story, "An old hall in another town.")).Id;
        var one = (await app.Post(story, "The old mill.")).Id;
        await app.CatchUp();

        Assert.Equal([one, apart, both], await Find(app, $"story={story}&q=old"));
        Assert.Equal([apart, both], await Find(app, $"story={story}&q=hall%20old"));
        Assert.Equal([both], await Find(app, $"story={story}&q=%22old%20town%22"));
        Assert.Equal([one, both], await Find(app, $"story={story}&q=old%20-another"));
        Assert.Equal([both], await Find(app, $"story={story}&q=burn"));
        Assert.Empty(await Find(app, $"story={story}&q=%22burn%22"));
    }

    [Theory, ClassData<Engines>]
    public async Task A_site_is_searched_whole_and_alone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var first = await app.Post(await app.MakeStory(ParleyApp.SiteOrigin + "/a", new { title = "A" }), "A tram on A.");
        var storyB = await app.MakeStory(ParleyApp.SiteOrigin + "/b", new { title = "B" });
        var second = await app.Post(storyB, "A tram on B.");
        var other = await OtherSite.Make(app);
        using var made = await app.Json(HttpMethod.Post, "/api/v1/stories", new { title = "X", url = "https://other.example/x" }, other.ApiKey);
        var elsewhere = (await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        var third = await app.Post(elsewhere, "A tram elsewhere.");
        await app.CatchUp();

        Assert.Equal([second.Id, first.Id], await Find(app, "site=news&q=tram"));
        Assert.Equal([third.Id], await Find(app, "site=other&q=tram"));
        Assert.Equal([second.Id], await Find(app, $"site=news&story={storyB}&q=tram"));
        using var foreign = await app.Http.GetAsync($"/api/v1/search?site=news&story={elsewhere}&q=tram", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Theory, ClassData<Engines>]
    public async Task Authors_and_days_narrow_it_down(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var jose = (await app.Post(story, "A tram.", "José Álvarez")).Id;
        var ann = (await app.Post(story, "A tram.", "Ann")).Id;
        await app.CatchUp();
        var today = app.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var yesterday = app.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal([jose], await Find(app, $"story={story}&by=jose%20alvarez"));
        Assert.Equal([ann], await Find(app, $"story={story}&q=tram&by=ann"));
        Assert.Equal([ann, jose], await Find(app, $"story={story}&q=tram&from={today}&to={today}"));
        Assert.Equal([ann, jose], await Find(app, $"story={story}&from={yesterday}"));
        Assert.Empty(await Find(app, $"story={story}&q=tram&to={yesterday}"));
        Assert.Empty(await Find(app, $"story={story}&q=ann"));
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_held_or_removed_is_gone_at_once_and_comes_back_with_its_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "A tram.");
        await app.CatchUp();
        var path = $"story={story}&q=tram";
        Assert.Equal([comment.Id], await Find(app, path));

        foreach (var state in new object[] { new { state = "hold" }, new { state = "remove", reason = "Spam" } })
        {
            await Change(app, comment, state);
            // Before the index could hear of it.
            Assert.Empty(await Find(app, path));
            await app.CatchUp();
            Assert.Empty(await Find(app, path));
            await Change(app, comment, new { state = "publish" });
            await app.CatchUp();
            Assert.Equal([comment.Id], await Find(app, path));
        }
    }

    [Theory, ClassData<Engines>]
    public async Task New_words_are_found_and_former_ones_no_longer(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "A tram.");
        using var edited = await app.Json(HttpMethod.Patch, $"/api/v1/comments/{comment.Id}", new { body = "A bus." }, comment.Token);
        edited.EnsureSuccessStatusCode();
        await app.CatchUp();

        Assert.Empty(await Find(app, $"story={story}&q=tram"));
        Assert.Equal([comment.Id], await Find(app, $"story={story}&q=bus"));
    }

    [Theory, ClassData<Engines>]
    public async Task A_renamed_author_is_found_by_the_new_name(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var first = await app.Post(story, "A tram.", "Ann");
        await app.CatchUp();
        var second = await app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "A bus.", name = "Zoe" }, first.Token);
        second.EnsureSuccessStatusCode();
        await app.CatchUp();

        Assert.Equal(2, (await Find(app, $"story={story}&by=zoe")).Count);
        Assert.Empty(await Find(app, $"story={story}&by=ann"));
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_there_before_the_index_is_found(string engine)
    {
        await using var app = await ParleyApp.Start(engine, demo: true);
        await app.CatchUp();

        var found = await Find(app, "site=demo&q=the");

        Assert.NotEmpty(found);
        await using var db = await app.OpenToRead();
        Assert.False(await db.Set<SearchDue>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData<Engines>]
    public async Task A_merged_storys_comments_are_found_in_the_one_they_moved_to(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var from = await app.MakeStory(ParleyApp.SiteOrigin + "/a", new { title = "A" });
        var into = await app.MakeStory(ParleyApp.SiteOrigin + "/b", new { title = "B" });
        var comment = await app.Post(from, "A tram.");
        using var merged = await app.AsPublisher(HttpMethod.Post, $"/api/v1/stories/{from}/merge", new { into });
        merged.EnsureSuccessStatusCode();
        await app.CatchUp();

        Assert.Equal([comment.Id], await Find(app, $"story={into}&q=tram"));
        Assert.Equal([comment.Id], await Find(app, $"story={from}&q=tram"));
    }

    [Theory, ClassData<Engines>]
    public async Task Pages_go_on_without_gap_or_repeat(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var posted = new List<string>();
        for (var number = 0; number < 25; number++)
            posted.Add((await app.Post(story, "Tram number " + number)).Id);
        await app.CatchUp();
        posted.Reverse();

        var walked = new List<string>();
        for (string? after = null; ;)
        {
            var page = await app.Read($"/api/v1/search?story={story}&q=tram&limit=10" + (after is null ? "" : "&after=" + after));
            walked.AddRange(Ids(page));
            if ((after = page.GetProperty("next").GetString()) is null)
                break;
        }

        Assert.Equal(posted, walked);
    }

    [Theory, ClassData<Engines>]
    public async Task Hostile_questions_get_an_answer_and_never_a_failure(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Post(story, "A tram. '); DROP TABLE comments;--");
        await app.CatchUp();
        string[] questions =
        [
            "'", "\"", "\"\"", "*", "-", "- -", "--", "tram*", "*tram", "tram AND", "NEAR(a b)", "tram:", "{words} : tram", "^tram", "a:* & !b | (c)", "'a' <-> 'b'",
            "tram'); DROP TABLE comments;--", "%", "_", "\\", "\0", "a\0b", "\uD800", "\u202E", "()", "((((((((((", "“", "”", "!!!", ":*", "@t0000000000000", "=ann",
            "s0000000000000", "name:ann", "-tram -a -b -c", new string('"', 200), new string('(', 200), new string('a', 2_000), string.Concat(Enumerable.Repeat("a* ", 150)), "\u0301\u0301", "ﷺ", "😀",
        ];

        foreach (var question in questions)
        {
            var typed = Uri.EscapeDataString(question.Replace("\uD800", "\uFFFD", StringComparison.Ordinal));
            foreach (var path in new[] { $"/api/v1/search?story={story}&q={typed}", $"/api/v1/search?site=news&by={typed}", $"/stories/{story}/search?q={typed}&by={typed}", $"/sites/news/search?q={typed}" })
            {
                app.Clock.Advance(TimeSpan.FromSeconds(2));
                using var answer = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/search?q=a", "site", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/search?site=nobody&q=a", "site", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/search?story=0000000000000&q=a", "not-found", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/search?site=news&q=a&limit=0", "limit", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/search?site=news&q=a&limit=51", "limit", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/search?site=news&q=a&after=x", "cursor", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/search?site=news&from=yesterday", "search-day", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/search?site=news&to=2026-02-30", "search-day", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_asked_is_refused_in_words(string path, string code, HttpStatusCode status)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var answer = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("from=0001-01-01&to=9999-12-31")]
    [InlineData("from=9999-12-31")]
    [InlineData("to=0001-01-01")]
    public async Task The_ends_of_the_calendar_are_days_like_any(string days)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        await app.Read("/api/v1/search?site=news&q=a&" + days);
    }

    [Fact]
    public async Task One_client_searches_so_often_and_no_more()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var statuses = new List<HttpStatusCode>();

        for (var search = 0; search < 80; search++)
        {
            using var answer = await app.Http.GetAsync("/sites/news/search?q=tram", TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Theory, ClassData<Engines>]
    public async Task The_page_shows_what_was_found_with_matches_marked_and_nothing_of_it_as_markup(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory(more: new { title = "Trams & <b>trains</b>" });
        var comment = await app.Post(story, "Look: <script>alert(1)</script> the *tram* & more", "<i>Ann</i>");
        await app.CatchUp();

        using var answer = await app.Http.GetAsync($"/sites/news/search?q=tram+%3Cscript%3E", TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["script", "script", "tram"], page.QuerySelectorAll(".hits mark").Select(mark => mark.TextContent));
        Assert.Empty(page.QuerySelectorAll("script, .hits i, .hits b"));
        Assert.Equal($"/comments/{comment.Id}#parley-{comment.Id}", page.QuerySelector(".excerpt a")!.GetAttribute("href"));
        Assert.Equal("tram <script>", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_page_goes_on_by_links_and_says_when_nothing_was_found()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        for (var number = 0; number < SearchComments.PageSize + 1; number++)
            await app.Post(story, "Tram number " + number);
        await app.CatchUp();

        var first = new HtmlParser().ParseDocument(await app.Http.GetStringAsync($"/stories/{story}/search?q=tram&lang=de", TestContext.Current.CancellationToken));
        var next = first.QuerySelector("a[rel~=next]")!.GetAttribute("href")!;
        var second = new HtmlParser().ParseDocument(await app.Http.GetStringAsync(next, TestContext.Current.CancellationToken));
        var none = new HtmlParser().ParseDocument(await app.Http.GetStringAsync($"/stories/{story}/search?q=nothing+like+it", TestContext.Current.CancellationToken));

        Assert.Equal(SearchComments.PageSize, first.QuerySelectorAll(".hits > ol > li").Length);
        Assert.Single(second.QuerySelectorAll(".hits > ol > li"));
        Assert.Equal("de", second.DocumentElement.GetAttribute("lang"));
        Assert.Empty(none.QuerySelectorAll(".hits"));
        Assert.NotNull(none.QuerySelector(".state"));
    }

    [Fact]
    public async Task A_thread_long_enough_to_search_has_a_box_in_its_head()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Post(story, "First.");
        await app.Refresh();
        var shortly = await app.Page($"/stories/{story}");
        for (var number = 0; number < 10; number++)
            await app.Post(story, "Number " + number);
        await app.Refresh();

        var page = new HtmlParser().ParseDocument(await app.Page($"/stories/{story}"));

        Assert.DoesNotContain("role=\"search\"", shortly, StringComparison.Ordinal);
        Assert.Equal($"/stories/{story}/search", page.QuerySelector(".bar form[role=search]")!.GetAttribute("action"));
    }

    private static async Task<IReadOnlyList<string>> Find(ParleyApp app, string query)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        return Ids(await app.Read("/api/v1/search?" + query));
    }

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("found").EnumerateArray().Select(found => found.GetProperty("comment").GetProperty("id").GetString()!)];

    private static async Task Change(ParleyApp app, TestComment comment, object state)
    {
        using var answer = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", state);
        answer.EnsureSuccessStatusCode();
    }
}
