using System.Text;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>What the API answers to bad input: a 4xx in words that names the field, nothing stored by half, no stack trace.</summary>
public sealed class BadInputTest
{
    private const string Json = "application/json";

    [Theory, ClassData<Engines>]
    public async Task Every_bad_post_is_refused_by_its_field_and_stores_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, elsewhere) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var other = await app.Post(elsewhere, "Elsewhere.");
        var (removed, held) = (await app.Post(story, "Removed."), await app.Post(story, "Held."));
        await EditCommentTest.SetState(app, removed, "remove");
        await EditCommentTest.SetState(app, held, "hold");
        var before = await StoredRows.Count(app);
        var path = $"/api/v1/stories/{story}/comments";

        await Refused(app, path, new { name = "Ann" }, 422, "body-empty", "body");
        await Refused(app, path, new { body = "", name = "Ann" }, 422, "body-empty", "body");
        await Refused(app, path, new { body = " \t\r\n\u00A0\u3000 ", name = "Ann" }, 422, "body-empty", "body");
        await Refused(app, path, new { body = "\u200B\u2060\uFEFF\0\u202E", name = "Ann" }, 422, "body-empty", "body");
        await Refused(app, path, new { body = "[unused]: https://x.example", name = "Ann" }, 422, "body-empty", "body");
        await Refused(app, path, new { body = "&nbsp; &#8203;", name = "Ann" }, 422, "body-empty", "body");
        await Refused(app, path, new { body = new string('a', 5_001), name = "Ann" }, 422, "body-long", "body");
        await Refused(app, path, new { body = new string('a', 200_000), name = "Ann" }, 422, "body-too-long", "body");
        await Refused(app, path, new { body = Nested("> "), name = "Ann" }, 422, "body-too-deep", "body");
        await Refused(app, path, new { body = Nested("- "), name = "Ann" }, 422, "body-too-deep", "body");
        await Refused(app, path, new { body = Nested("1. "), name = "Ann" }, 422, "body-too-deep", "body");
        await Refused(app, path, new { body = new string('[', 3_000), name = "Ann" }, 422, "body-too-tangled", "body");
        await Refused(app, path, new { body = "Words." }, 422, "name-missing", "name");
        await Refused(app, path, new { body = "Words.", name = " \u200B\u115F\u2800 " }, 422, "name-missing", "name");
        await Refused(app, path, new { body = "Words.", name = new string('n', 61) }, 422, "name-too-long", "name");
        await Refused(app, path, new { body = "Words.", name = new string('n', 300_000) }, 422, "name-too-long", "name");
        await Refused(app, path, new { body = "Words.", name = "Ann", parentId = "0000000000001" }, 422, "parent", "parentId");
        await Refused(app, path, new { body = "Words.", name = "Ann", parentId = "nonsense" }, 422, "parent", "parentId");
        await Refused(app, path, new { body = "Words.", name = "Ann", parentId = new string('z', 100_000) }, 422, "parent", "parentId");
        await Refused(app, path, new { body = "Words.", name = "Ann", parentId = other.Id }, 422, "parent-elsewhere", "parentId");
        await Refused(app, path, new { body = "Words.", name = "Ann", parentId = removed.Id }, 409, "parent-gone", "parentId");
        await Refused(app, path, new { body = "Words.", name = "Ann", parentId = held.Id }, 409, "parent-gone", "parentId");
        await Refused(app, "/api/v1/stories/0000000000001/comments", new { body = "Words.", name = "Ann" }, 404, "not-found", null);
        await Refused(app, "/api/v1/stories/nonsense/comments", new { body = "Words.", name = "Ann" }, 404, "not-found", null);

        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task A_comment_for_a_story_that_cannot_be_made_stores_neither(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var parent = await app.Post(await app.MakeStory(), "A parent.");
        var before = await StoredRows.Count(app);
        const string path = "/api/v1/comments", url = ParleyApp.SiteOrigin + "/never-seen";

        await Refused(app, path, new { body = "Words.", name = "Ann", storyUrl = url }, 404, "site", "site");
        await Refused(app, path, new { body = "Words.", name = "Ann", storyUrl = url, site = "nowhere" }, 404, "site", "site");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news" }, 422, "story-unnamed", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyId = "unknown" }, 404, "story-unknown", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyId = "\0" }, 422, "story-unnamed", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyId = "a\0b" }, 404, "story-unknown", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyId = new string('i', 201) }, 422, "too-long", "storyId");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyUrl = "javascript:alert(1)" }, 422, "url", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyUrl = "https://news.example.evil.example/a" }, 403, "story-origin", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyUrl = ParleyApp.SiteOrigin + "/" + new string('p', 2_000) }, 422, "url", "storyUrl");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyUrl = url, parentId = parent.Id }, 422, "parent-elsewhere", "parentId");
        await Refused(app, path, new { body = "Words.", name = "Ann", site = "news", storyUrl = url, parentId = "0000000000001" }, 422, "parent", "parentId");

        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory]
    [InlineData("{\"body\":\"Words.\",\"name\":\"Ann\"", null)]
    [InlineData("", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"words\"", null)]
    [InlineData("{\"body\":\"Words.\",\"name\":\"Ann\"} trailing", null)]
    [InlineData("{\"body\":1,\"name\":\"Ann\"}", "body")]
    [InlineData("{\"body\":[\"Words.\"],\"name\":\"Ann\"}", "body")]
    [InlineData("{\"body\":\"Words.\",\"name\":{}}", "name")]
    [InlineData("{\"body\":\"Words.\",\"name\":\"Ann\",\"continued\":\"yes\"}", "continued")]
    [InlineData("{\"body\":\"Words.\",\"name\":\"Ann\",\"continued\":null}", "continued")]
    [InlineData("{\"body\":\"Words.\",\"name\":\"Ann\",\"parentId\":7}", "parentId")]
    [InlineData("{\"body\":\"One.\",\"body\":\"Two.\",\"name\":\"Ann\"}", null)]
    [InlineData("{\"body\":\"One.\",\"Body\":\"Two.\",\"name\":\"Ann\"}", null)]
    [InlineData("{\"body\":\"Half a pair \\ud800\",\"name\":\"Ann\"}", "body")]
    [InlineData("{\"body\":\"Words.\",\"name\":\"Ann\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}", null)]
    public async Task Json_that_cannot_be_read_is_refused(string json, string? named)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);

        var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments").Raw(Json, json).Send();

        Assert.Equal((400, "unreadable"), (answer.Status, answer.Code));
        if (named is not null)
            Assert.Equal(named, answer.Field);
        Assert.Equal(before, await StoredRows.Count(app));
        NoTrace(answer);
    }

    [Theory]
    [InlineData("application/xml", "<body/>", 415)]
    [InlineData("text/html", "<p>", 415)]
    [InlineData("image/png", "x", 415)]
    [InlineData("application/octet-stream", "{\"body\":\"Words.\",\"name\":\"Ann\"}", 415)]
    [InlineData(null, "{\"body\":\"Words.\",\"name\":\"Ann\"}", 415)]
    [InlineData("text/plain", "{\"body\":\"Words.\",\"name\":\"Ann\"}", 415)]
    [InlineData("application/x-www-form-urlencoded", "body=Words.&name=Ann", 415)]
    public async Task Other_content_is_not_taken_for_json(string? type, string content, int status)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);

        var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments").Raw(type, content).Send();

        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Code);
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused_as_json_and_as_form()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);
        byte[] latin = [.. Encoding.ASCII.GetBytes("{\"name\":\"Ann\",\"body\":\"caf"), 0xE9, .. Encoding.ASCII.GetBytes("\"}")];
        byte[] form = [.. Encoding.ASCII.GetBytes("name=Ann&body=caf"), 0xE9];

        var json = await Call.Post(app, $"/api/v1/stories/{story}/comments").Raw(Json, latin).Send();
        var raw = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Raw("application/x-www-form-urlencoded", form).Send();
        var escaped = await Call.Post(app, $"/stories/{story}/comments").FromOurPage()
            .Raw("application/x-www-form-urlencoded", "name=Ann&body=caf%E9+%ff%fe").Send();

        Assert.Equal((400, "unreadable"), (json.Status, json.Code));
        Assert.Equal((400, 400), (raw.Status, escaped.Status));
        Assert.Contains("as UTF-8", raw.Text, StringComparison.Ordinal);
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Fact]
    public async Task A_request_too_large_is_refused_in_words_on_both_doors()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);
        var large = new string('a', 1_000_001);

        var json = await Call.Post(app, $"/api/v1/stories/{story}/comments").Raw(Json, "{\"body\":\"" + large + "\"}").Send();
        var form = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form(("body", large), ("name", "Ann")).Send();

        Assert.Equal((413, "request-too-large"), (json.Status, json.Code));
        Assert.Equal(413, form.Status);
        Assert.Contains("Please shorten it", form.Text, StringComparison.Ordinal);
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task Null_bytes_never_reach_the_database(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var posted = await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = "A\0B", name = "An\0n" }).Send();
        var found = new[]
        {
            await Call.Get(app, "/api/v1/stories?site=news&storyId=a%00b").Send(),
            await Call.Get(app, "/stories?site=news&storyId=a%00b").Send(),
            await Call.Get(app, $"/stories/{story}?sort=%00&after=%00").Send(),
            await Call.Get(app, $"/api/v1/stories/{story}/comments?after=%00").Send(),
            await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { storyId = "\0", title = "x" }).Send(),
        };

        Assert.Equal("<p>AB</p>", posted.Must(201).Json.GetProperty("comment").GetProperty("html").GetString());
        Assert.All(found, answer => Assert.InRange(answer.Status, 400, 499));
    }

    [Theory, ClassData<Engines>]
    public async Task Wrong_and_foreign_credentials_open_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        var (story, comment) = (await app.MakeStory(), (TestComment?)null);
        comment = await app.Post(story, "Mine.");
        var before = await StoredRows.Count(app);
        string[] wrong = ["nonsense", "", "parley_x", app.ApiKey[..^1] + "!", app.ApiKey + "A", comment.Token + "=", comment.Token.ToUpperInvariant(), new string('a', 8_000)];

        foreach (var credential in wrong)
        {
            Assert.Equal(401, (await Call.Post(app, $"/api/v1/stories/{story}/comments").As(credential).Json(new { body = "x", name = "x" }).Send()).Status);
            Assert.Equal(401, (await Call.Post(app, "/api/v1/stories").As(credential).Json(new { storyId = "x" }).Send()).Status);
            Assert.Equal(401, (await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(credential).Json(new { state = "hold" }).Send()).Status);
        }

        foreach (var credential in new[] { other.ApiKey })
        {
            Assert.Equal(401, (await Call.Post(app, $"/api/v1/stories/{story}/comments").As(credential).Json(new { body = "x", name = "x" }).Send()).Status);
            Assert.Equal(404, (await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(credential).Json(new { state = "hold" }).Send()).Status);
            Assert.Equal(404, (await new Call(app, "PATCH", $"/api/v1/stories/{story}").As(credential).Json(new { title = "x" }).Send()).Status);
        }

        Assert.Equal(401, (await Call.Post(app, "/api/v1/stories").As(comment.Token).Json(new { storyId = "x" }).Send()).Status);
        Assert.Equal("Bearer", (await Call.Post(app, "/api/v1/stories").Json(new { storyId = "x" }).Send())["WWW-Authenticate"]);
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_whose_address_is_taken_is_not_stored_without_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { storyId = "first", url = ParleyApp.SiteOrigin + "/a", title = "First" }).Send();
        await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { storyId = "second", url = ParleyApp.SiteOrigin + "/b", title = "Second" }).Send();
        var before = await StoredRows.Count(app);

        var answer = await Call.Post(app, "/api/v1/stories").As(app.ApiKey)
            .Json(new { storyId = "second", url = ParleyApp.SiteOrigin + "/a", title = "Changed by half" }).Send();

        Assert.Equal((409, "url-taken", "url"), (answer.Status, answer.Code, answer.Field));
        Assert.Equal(before, await StoredRows.Count(app));
        Assert.Equal("Second", (await app.Read("/api/v1/stories?site=news&storyId=second")).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("title", "")]
    [InlineData("title", "501")]
    [InlineData("storyId", "201")]
    [InlineData("summary", "2001")]
    [InlineData("section", "201")]
    [InlineData("author", "501")]
    [InlineData("language", "36")]
    [InlineData("closedReason", "501")]
    [InlineData("thread", "ajar")]
    [InlineData("thread", "0")]
    [InlineData("image", "javascript:alert(1)")]
    [InlineData("image", "data:image/png;base64,AAAA")]
    [InlineData("url", "ftp://news.example/a")]
    public async Task A_story_that_cannot_be_shown_is_refused_by_its_field(string field, string value)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = new Dictionary<string, object>
        {
            ["url"] = ParleyApp.SiteOrigin + "/a",
            ["thread"] = "closed",
            [field] = int.TryParse(value, out var length) && length > 1 ? new string('x', length) : value,
        };

        var answer = await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(story).Send();

        Assert.Equal((422, field), (answer.Status, answer.Field));
        NoTrace(answer);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task A_story_of_any_date_can_be_read(string published)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Set("closes-after", "14");

        var story = await app.MakeStory(more: new { title = "Old or new", publishedAt = published });

        foreach (var language in new[] { "en", "ar", "fa", "de" })
            Assert.Contains("Old or new", await app.Page($"/stories/{story}?lang={language}"), StringComparison.Ordinal);
        await app.Page("/");
    }

    [Fact]
    public async Task A_state_is_one_of_three_and_a_removal_has_a_reason()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        var path = $"/api/v1/comments/{comment.Id}/state";
        var before = await StoredRows.Count(app);

        await Refused(app, path, new { }, 422, "state", "state", app.ApiKey);
        await Refused(app, path, new { state = "destroy" }, 422, "state", "state", app.ApiKey);
        await Refused(app, path, new { state = "remove" }, 422, "reason-missing", "reason", app.ApiKey);
        await Refused(app, path, new { state = "remove", reason = " \u202E " }, 422, "reason-missing", "reason", app.ApiKey);
        await Refused(app, path, new { state = "remove", reason = new string('r', 501) }, 422, "too-long", "reason", app.ApiKey);
        await Refused(app, path, new { state = "publish" }, 409, "state-already", "state", app.ApiKey);

        Assert.Equal(before, await StoredRows.Count(app));
    }

    /// <summary>Deeper than any list or quotation is read, a line each.</summary>
    private static string Nested(string mark) =>
        mark == "> " ? string.Concat(Enumerable.Repeat(mark, 60)) + "deep"
        : string.Join('\n', Enumerable.Range(0, 40).Select(level => new string(' ', level * mark.Length) + mark + "deep"));

    private static async Task Refused(ParleyApp app, string path, object body, int status, string code, string? field, string? credential = null)
    {
        var answer = await Call.Post(app, path).As(credential).Json(body).Send();

        Assert.Equal((status, code, field), (answer.Status, answer.Code, answer.Field));
        Assert.Equal("application/problem+json", answer["Content-Type"]!.Split(';')[0]);
        Assert.True(answer.Json.GetProperty("detail").GetString()!.Length > 10);
        NoTrace(answer);
    }

    private static void NoTrace(Answer answer)
    {
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }
}
