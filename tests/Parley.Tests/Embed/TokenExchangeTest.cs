using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

public sealed class TokenExchangeTest
{
    [Theory, ClassData<Engines>]
    public async Task A_first_post_from_the_publishers_page_leaves_a_cookie_that_is_partitioned_and_unreadable(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        using var answer = await Post(app, story, ParleyApp.SiteOrigin);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.StartsWith("parley-news.embed=", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "httponly", "partitioned", "samesite=none", "path=/" })
            Assert.Contains("; " + attribute, cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://evil.example")]
    public async Task No_other_page_and_no_server_gets_a_cookie(string? origin)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();

        using var answer = await Post(app, story, origin);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory, ClassData<Engines>]
    public async Task The_cookie_is_changed_for_a_token_that_edits_and_lasts_five_minutes(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (comment, cookie) = await PostAndKeep(app);

        using var exchanged = await Exchange(app, cookie);
        var token = await Token(exchanged);
        using var edited = await app.Json(HttpMethod.Patch, "/api/v1/comments/" + comment, new { body = "Better." }, token.GetProperty("token").GetString());
        app.Clock.Advance(AccessTokens.Lifetime);
        using var late = await app.Json(HttpMethod.Delete, "/api/v1/comments/" + comment, null, token.GetProperty("token").GetString());

        Assert.Equal(ParleyApp.SiteOrigin, exchanged.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("no-store", exchanged.Headers.CacheControl!.ToString());
        Assert.Equal("Ann", token.GetProperty("name").GetString());
        Assert.Equal(300, token.GetProperty("expiresIn").GetInt32());
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task With_the_token_the_next_comment_is_the_same_persons()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (_, cookie) = await PostAndKeep(app);
        using var exchanged = await Exchange(app, cookie);
        var token = await Token(exchanged);

        var second = await app.Post(await app.MakeStory(), "Again.", "Ann", token: token.GetProperty("token").GetString());

        var read = await app.Read("/api/v1/comments/" + second.Id);
        Assert.Equal(token.GetProperty("personId").GetString(), read.GetProperty("author").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("https://evil.example", "1", HttpStatusCode.Forbidden)]
    [InlineData("null", "1", HttpStatusCode.Forbidden)]
    [InlineData(null, "1", HttpStatusCode.Forbidden)]
    [InlineData(ParleyApp.SiteOrigin, null, HttpStatusCode.Forbidden)]
    [InlineData(ParleyApp.SiteOrigin, "yes", HttpStatusCode.Forbidden)]
    public async Task Anyone_but_the_publishers_own_script_gets_nothing(string? origin, string? header, HttpStatusCode status)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (_, cookie) = await PostAndKeep(app);

        using var answer = await Exchange(app, cookie, origin, header);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("\"token\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("parley-news.embed=38g72s8r45rdh.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("parley-news.embed=nonsense")]
    [InlineData("parley-news.embed=38g72s8r45rdh.!!!!")]
    public async Task A_reader_nobody_knows_is_told_so_and_nothing_else(string? cookie)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var answer = await Exchange(app, cookie);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task The_browsers_question_beforehand_is_answered_for_the_publisher_alone()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var own = await Preflight(app, ParleyApp.SiteOrigin);
        using var foreign = await Preflight(app, "https://evil.example");

        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal("Parley-Exchange, Content-Type", own.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Equal("true", own.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task From_the_publishers_page_the_cookie_alone_changes_nothing()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (comment, cookie) = await PostAndKeep(app);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/comments/" + comment);
        request.Headers.Add("Origin", ParleyApp.SiteOrigin);
        request.Headers.Add("Cookie", cookie);

        using var answer = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<(string Comment, string Cookie)> PostAndKeep(ParleyApp app)
    {
        using var answer = await Post(app, await app.MakeStory(), ParleyApp.SiteOrigin);
        var posted = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (
            posted.GetProperty("comment").GetProperty("id").GetString()!,
            answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private static Task<HttpResponseMessage> Post(ParleyApp app, string story, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/stories/{story}/comments")
        {
            Content = JsonContent.Create(new { body = "Hello.", name = "Ann" }),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return app.Http.SendAsync(request);
    }

    private static Task<HttpResponseMessage> Exchange(
        ParleyApp app, string? cookie, string? origin = ParleyApp.SiteOrigin, string? header = "1")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/embed/news/token");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (header is not null)
            request.Headers.Add("Parley-Exchange", header);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return app.Http.SendAsync(request);
    }

    private static Task<HttpResponseMessage> Preflight(ParleyApp app, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/embed/news/token");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "parley-exchange");
        return app.Http.SendAsync(request);
    }

    private static async Task<JsonElement> Token(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
