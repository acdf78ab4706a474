using Parley.Platform.Web;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Web;

/// <summary>Every endpoint of the product, from its own table, against what other sites' pages can send.</summary>
public sealed class EndpointMatrixTest
{
    private const string Foreign = "https://evil.example";
    private const string Json = "application/json";

    /// <summary>What a page of another site can make a reader's browser send: what it says of its origin, and the content.</summary>
    private static readonly (string? Site, string? Origin, string? Type)[] Forged =
    [
        ("cross-site", Foreign, Json), ("cross-site", "null", Json), (null, Foreign, Json), (null, "null", Json), (null, null, Json), ("cross-site", null, Json), ("none", null, Json), ("same-site", null, Json),
        (null, ParleyApp.SiteOrigin + ".evil.example", Json), (null, "http://news.example", Json), (null, "https://news.example:8443", Json), (null, "https://evilnews.example", Json),
        ("cross-site", Foreign, "text/plain"), (null, null, "text/plain"), ("cross-site", ParleyApp.SiteOrigin, "text/plain"), (null, null, null),
        ("cross-site", Foreign, "application/x-www-form-urlencoded"), (null, null, "application/x-www-form-urlencoded"), ("cross-site", ParleyApp.SiteOrigin, "application/x-www-form-urlencoded"),
        ("cross-site", null, "multipart/form-data; boundary=x"), (null, "null", "multipart/form-data; boundary=x"),
    ];

    [Theory, ClassData<Engines>]
    public async Task No_write_of_the_table_is_taken_from_another_sites_page(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var known = await app.Post(story, "I was here.");
        // Even whoever may do everything is not made to do it by another site's page.
        var everybody = $"parley-news={known.Token}; {(await Joining.Join(app, "ana@reader.example", "Ana")).CookieLine}; {(await Newsroom.Owner(app)).CookieLine}";
        await app.NoMailWaits();
        var before = await StoredRows.Count(app);
        var writes = EndpointTable.Writes(app, story, known.Id).ToList();
        var wrong = new List<string>();

        foreach (var write in writes)
            foreach (var (site, origin, type) in Forged)
            {
                var answer = await new Call(app, write.Method, write.Path)
                    .With("Cookie", everybody).With("Sec-Fetch-Site", site).With("Origin", origin)
                    .Raw(type, type == Json ? "{\"body\":\"Forged.\",\"name\":\"Eve\",\"text\":\"Forged.\",\"state\":\"remove\",\"reason\":\"x\"}" : "body=Forged.&name=Eve&text=Forged.")
                    .Send();
                // Content an endpoint does not take at all is refused before anyone asks where it came from.
                if (answer.Status != 403 && (answer.Status != 415 || type == Json))
                    wrong.Add($"{write.Method} {write.Path} from {origin ?? "nowhere"} ({site}, {type}): {answer.Status} {answer.Code}");
                if (origin != ParleyApp.SiteOrigin && answer["Access-Control-Allow-Origin"] is { } allowed)
                    wrong.Add($"{write.Method} {write.Path} allows {allowed}");
                // All of it within an hour: codes nobody used are cleared away every hour.
                app.Clock.Advance(TimeSpan.FromSeconds(2));
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(writes.Count > 10, "the table is nearly empty");
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task No_write_is_done_for_whoever_may_not(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        var story = await app.MakeStory();
        var (comment, stranger) = (await app.Post(story, "I was here."), await app.Post(story, "So was I.", "Ben"));
        var before = await StoredRows.Count(app);
        var wrong = new List<string>();

        foreach (var write in EndpointTable.Writes(app, story, comment.Id).Where(write => write.Who != Caller.Anyone))
            foreach (var (who, token) in new[] { ("nobody", null), ("another guest", stranger.Token), ("another publisher", other.ApiKey), ("a liar", "parley_nonsense") })
            {
                var answer = await new Call(app, write.Method, write.Path).As(token).FromOurPage(token == stranger.Token ? $"parley-news={token}" : null)
                    .Json(new { body = "Forged.", text = "Forged.", state = "remove", reason = "x", title = "Forged", into = story, isFeatured = true, isOffTopic = true }).Send();
                if (answer.Status is not (400 or 401 or 403 or 404 or 415 or 422) && !LeadsToTheDoor(answer))
                    wrong.Add($"{write.Method} {write.Path} by {who}: {answer.Status} {answer.Code}");
                app.Clock.Advance(TimeSpan.FromSeconds(5));
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await StoredRows.Count(app));
    }

    /// <summary>Whoever is not signed in is led to where one signs in, and nothing else.</summary>
    private static bool LeadsToTheDoor(Answer answer) =>
        answer is { Status: 303, Text: "" } && answer["Set-Cookie"] is null
        && answer["Location"] is "/account/news/sign-in" or "/staff/sign-in";

    [Theory, ClassData<Engines>]
    public async Task No_reading_of_the_table_stores_or_breaks_anything(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var known = await app.Post(story, "Words.");
        await app.CatchUp();
        var before = await StoredRows.Count(app);
        var wrong = new List<string>();

        foreach (var read in EndpointTable.Reads(app, story, known.Id))
            foreach (var query in EndpointTable.Queries(story, known.Id))
            {
                var stranger = await EndpointTable.Get(app, read.Path + query);
                var author = await EndpointTable.Get(app, read.Path + query, ("Cookie", $"parley-news={known.Token}"));
                if (stranger.Status >= 500 || author.Status >= 500)
                    wrong.Add($"{read.Path}{query}: {stranger.Status}, {author.Status}");
                if (stranger["Set-Cookie"] is { } cookie)
                    wrong.Add($"{read.Path}{query} sets {cookie}");
                app.Clock.Advance(TimeSpan.FromSeconds(5));
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await StoredRows.Count(app));
    }

    /// <summary>What a proxy or a script adds to a request must not change what the next reader is given.</summary>
    [Theory, ClassData<Engines>]
    public async Task Headers_and_parameters_that_are_not_asked_for_change_no_shared_answer(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Words.");
        await app.Refresh();
        string[] paths = ["/", $"/stories/{story}", $"/comments/{comment.Id}", $"/embed/news/thread?url={ParleyApp.SiteOrigin}/first", $"/api/v1/stories/{story}/comments"];
        (string, string)[] junk =
        [
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "javascript"), ("X-Forwarded-Prefix", "/evil"), ("X-Original-URL", "/evil"), ("X-Rewrite-URL", "/evil"),
            ("Forwarded", "host=evil.example"), ("X-HTTP-Method-Override", "DELETE"), ("Accept-Language", "de"), ("User-Agent", "<script>"), ("Referer", "https://evil.example/<script>"), ("Cookie", "parley-news=evil"),
        ];

        foreach (var path in paths)
        {
            var junkQuery = (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "utm_source=evil%22%3E&x=<script>";
            foreach (var (name, value) in junk)
            {
                app.Clock.Advance(TimeSpan.FromSeconds(5));
                var poisoned = await Call.Get(app, path + junkQuery).With(name, value).Send();
                var plain = await Call.Get(app, path).Send();
                Assert.Equal((200, plain.Text), (poisoned.Status, poisoned.Text));
                Assert.DoesNotContain("evil", plain.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(404, (await Call.Get(app, $"/stories/{story}/x.css").Send()).Status);
        Assert.Equal(404, (await Call.Get(app, $"/api/v1/stories/{story}/comments/x.css").Send()).Status);
    }

    /// <summary>What is sent beside the fields of a body is no way to set what stands in the row.</summary>
    [Theory, ClassData<Engines>]
    public async Task Fields_a_caller_may_not_set_are_not_set(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        var story = await app.MakeStory();
        var extra = new
        {
            body = "Words.",
            name = "Ann",
            id = "0000000000001",
            siteId = other.Name,
            state = "removed",
            status = "held",
            score = 99,
            role = "admin",
            isStaff = true,
            badge = "staff",
            kind = "account",
            postedAt = "2001-01-01T00:00:00Z",
            createdAt = "2001-01-01T00:00:00Z",
            authorId = "0000000000001",
            author = new { id = "0000000000001", badge = "staff" },
            isFeatured = true,
            replyCount = 7,
            depth = 3,
            source = "page-text",
            html = "<script>",
        };

        var posted = await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(extra).Send();
        var comment = posted.Must(201).Json.GetProperty("comment");
        var edited = await new Call(app, "PATCH", $"/api/v1/comments/{comment.GetProperty("id").GetString()}").As(posted.Json.GetProperty("authorToken").GetString()).Json(extra).Send();

        foreach (var view in new[] { comment, edited.Must(200).Json })
        {
            Assert.Equal("published", view.GetProperty("state").GetString());
            Assert.NotEqual("0000000000001", view.GetProperty("id").GetString());
            Assert.Equal(story, view.GetProperty("storyId").GetString());
            Assert.Equal((0, 0), (view.GetProperty("depth").GetInt32(), view.GetProperty("replyCount").GetInt32()));
            Assert.Equal("<p>Words.</p>", view.GetProperty("html").GetString());
            Assert.Equal("guest", view.GetProperty("author").GetProperty("kind").GetString());
            Assert.False(view.GetProperty("isFeatured").GetBoolean());
            Assert.True(view.GetProperty("postedAt").GetDateTimeOffset().Year > 2020);
            Assert.DoesNotContain("page-text", view.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("staff", view.GetRawText(), StringComparison.Ordinal);
        }
    }
}
