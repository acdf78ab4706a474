using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Web;

/// <summary>The headers every answer carries, failures and refusals included.</summary>
public sealed class AnswerHeadersTest
{
    [Fact]
    public async Task The_api_is_read_from_exactly_the_origins_of_the_sites()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        string[] foreign =
        [
            "null", "https://evil.example", "http://news.example", "https://news.example:8443", "https://news.example.evil.example",
            "https://evilnews.example", "https://NEWS.example", "https://news.example/", "https://news.example, https://evil.example", "*",
        ];

        var allowed = await Call.Get(app, $"/api/v1/stories/{story}").With("Origin", ParleyApp.SiteOrigin).Send();

        Assert.Equal(ParleyApp.SiteOrigin, allowed["Access-Control-Allow-Origin"]);
        Assert.Null(allowed["Access-Control-Allow-Credentials"]);
        Assert.Equal("Origin", allowed["Vary"]);
        foreach (var origin in foreign)
        {
            var answer = await Call.Get(app, $"/api/v1/stories/{story}").With("Origin", origin).Send();
            Assert.Null(answer["Access-Control-Allow-Origin"]);
            Assert.Equal("Origin", answer["Vary"]);
            Assert.Null((await new Call(app, "OPTIONS", $"/api/v1/stories/{story}/comments")
                .With("Origin", origin).With("Access-Control-Request-Method", "POST").Send())["Access-Control-Allow-Origin"]);
        }
    }

    [Fact]
    public async Task A_publishers_page_may_ask_before_it_posts_and_reads_why_not()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var path = $"/api/v1/stories/{story}/comments";

        var before = await new Call(app, "OPTIONS", path).With("Origin", ParleyApp.SiteOrigin)
            .With("Access-Control-Request-Method", "POST").With("Access-Control-Request-Headers", "content-type").Send();
        var refused = await Call.Post(app, path).With("Origin", ParleyApp.SiteOrigin).Json(new { body = "" }).Send();
        var unreadable = await Call.Post(app, path).With("Origin", ParleyApp.SiteOrigin).Raw("application/json", "{").Send();

        Assert.Equal(204, before.Status);
        Assert.All(new[] { before, refused, unreadable }, answer =>
        {
            Assert.Equal(ParleyApp.SiteOrigin, answer["Access-Control-Allow-Origin"]);
            // A first post brings the guest's cookie; what a request brings from there is not read.
            Assert.Equal("true", answer["Access-Control-Allow-Credentials"]);
        });
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/stories/nonsense")]
    [InlineData("GET", "/comments/nonsense")]
    [InlineData("GET", "/comments/nonsense/yours")]
    [InlineData("GET", "/stories")]
    [InlineData("GET", "/stories?site=news&url=https://news.example/new")]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/health/ready")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/assets/nothing.css")]
    [InlineData("PUT", "/")]
    [InlineData("POST", "/stories/nonsense/comments")]
    [InlineData("POST", "/comments")]
    [InlineData("GET", "/api/v1/nowhere")]
    [InlineData("GET", "/api/v1/stories/nonsense")]
    [InlineData("PUT", "/api/v1/stories")]
    [InlineData("POST", "/api/v1/stories")]
    [InlineData("POST", "/api/v1/preview")]
    public async Task Every_answer_is_guarded_and_sets_no_cookie(string method, string path)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var answer = await new Call(app, method, path).Send();

        var policy = answer["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        Assert.Equal("same-origin", answer["Referrer-Policy"]);
        Assert.Null(answer["Set-Cookie"]);
        Assert.Null(answer["Server"]);
        Assert.True(answer.Text.Length > 0, "it says nothing");
    }

    [Fact]
    public async Task A_page_is_framed_by_its_sites_origins_and_private_ones_by_nobody()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await OtherSite.Make(app);
        var comment = await app.Post(await app.MakeStory(), "Words.");

        var page = await Call.Get(app, $"/comments/{comment.Id}").Send();
        var yours = await Call.Get(app, $"/comments/{comment.Id}/yours").Send();

        Assert.EndsWith("frame-ancestors https://news.example", page["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", yours["Content-Security-Policy"], StringComparison.Ordinal);
    }

    /// <summary>All of them, from the endpoint table: those who may enter and those who are led to the door.</summary>
    [Fact]
    public async Task Pages_of_accounts_and_of_staff_are_framed_by_nobody_and_kept_nowhere()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        TestBrowser[] callers = [new(app), await Joining.Join(app, "ana@reader.example", "Ana"), await Newsroom.Owner(app)];
        var pages = EndpointTable.Reads(app, "0000000000001", "0000000000001")
            .Where(entry => entry.Path.StartsWith("/account/", StringComparison.Ordinal) || entry.Path.StartsWith("/staff", StringComparison.Ordinal)).ToList();

        Assert.True(pages.Count > 8, "the table is nearly empty");
        foreach (var page in pages)
            foreach (var caller in callers)
            {
                var answer = await caller.Get(page.Path);
                Assert.Contains("frame-ancestors 'none'", answer["Content-Security-Policy"], StringComparison.Ordinal);
                Assert.Contains("no-store", answer["Cache-Control"], StringComparison.Ordinal);
                Assert.Equal(("nosniff", "same-origin"), (answer["X-Content-Type-Options"], answer["Referrer-Policy"]));
                Assert.Null(answer["Access-Control-Allow-Origin"]);
            }
    }

    [Theory, ClassData<Engines>]
    public async Task Reading_is_the_same_for_everyone_and_stores_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Words.");
        await app.CatchUp();
        var before = await StoredRows.Count(app);
        string[] paths =
        [
            "/", $"/stories/{story}", $"/comments/{comment.Id}", $"/stories?site=news&url={ParleyApp.SiteOrigin}/unknown",
            $"/api/v1/stories/{story}", $"/api/v1/stories/{story}/comments", $"/api/v1/comments/{comment.Id}/replies",
            $"/api/v1/stories?site=news&url={ParleyApp.SiteOrigin}/unknown", "/openapi/v1.json", $"/comments/{comment.Id}/yours",
        ];

        foreach (var path in paths)
        {
            var stranger = await Call.Get(app, path).Send();
            var author = await Call.Get(app, path).With("Cookie", $"parley-news={comment.Token}").Send();
            var publisher = await Call.Get(app, path).As(app.ApiKey).Send();
            Assert.All(new[] { stranger, author, publisher }, answer =>
            {
                Assert.Equal(200, answer.Status);
                Assert.Null(answer["Set-Cookie"]);
                Assert.DoesNotContain("Cookie", answer["Vary"] ?? "", StringComparison.OrdinalIgnoreCase);
            });
            if (!path.EndsWith("/yours", StringComparison.Ordinal))
                Assert.Equal((stranger.Text, stranger.Text), (author.Text, publisher.Text));
        }

        Assert.Equal(before, await StoredRows.Count(app));
    }
}
