using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Sessions can be seen, and ended everywhere within seconds.</summary>
public sealed class SessionsTest
{
    private const string Mail = "ana@reader.example";

    [Theory, ClassData<Engines>]
    public async Task Each_session_is_listed_with_its_device_and_can_be_ended(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var first = await Joining.Join(app, Mail, "Ana");
        var second = await Joining.SignIn(app, Mail);

        var page = (await second.Get("/account/news")).Must(200).Text;
        Assert.Equal(2, page.Split("Firefox, Linux").Length - 1);
        (await second.Post("/account/news/sessions", ("session", "others"))).Must(303);

        (await first.Get("/account/news")).Must(303);
        (await second.Get("/account/news")).Must(200);
    }

    [Theory, ClassData<Engines>]
    public async Task Ending_all_sessions_ends_what_they_gave_out_on_every_node(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await using var node = await ParleyApp.StartOn(app.Database);
        var story = await app.MakeStory();
        var browser = await Joining.Join(app, Mail, "Ana");
        var token = await Exchange(app, browser.Cookies["parley-news.session"]);
        await node.CatchUp();
        (await node.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "Still here." }, token)).EnsureSuccessStatusCode();

        (await browser.Post("/account/news/sessions", ("session", "all"))).Must(303);
        await node.CatchUp();

        using var late = await node.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "Too late." }, token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, late.StatusCode);
        (await browser.Get("/account/news")).Must(303);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_forgets_its_cookie()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var browser = await Joining.Join(app, Mail, "Ana");
        var session = browser.Cookies["parley-news.session"];

        (await browser.Post("/account/news/sign-out")).Must(303);

        Assert.DoesNotContain("parley-news.session", browser.Cookies.Keys);
        browser.Keep("parley-news.session", session);
        (await browser.Get("/account/news")).Must(303);
    }

    [Fact]
    public async Task Another_readers_session_cannot_be_ended()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var ana = await Joining.Join(app, Mail, "Ana");
        var eve = await Joining.Join(app, "eve@reader.example", "Eve");
        var id = ana.Cookies["parley-news.session"].Split('.')[1];

        (await eve.Post("/account/news/sessions", ("session", id))).Must(303);

        (await ana.Get("/account/news")).Must(200);
    }

    [Fact]
    public async Task Ways_in_are_changed_only_by_who_just_proved_who_they_are()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var browser = await Joining.Join(app, Mail, "Ana");

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var late = (await browser.Post("/account/news/password", ("password", "a long enough phrase"))).Must(303);

        Assert.StartsWith("/account/news/sign-in", late["Location"], StringComparison.Ordinal);
        (await Joining.TypeCode(browser, app, Mail)).Must(303);
        Assert.Equal("/account/news?done=password", (await browser.Post("/account/news/password", ("password", "a long enough phrase"))).Must(303)["Location"]);
    }

    [Fact]
    public async Task A_name_can_be_changed_once_in_fourteen_days()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var browser = await Joining.Join(app, Mail, "Ana");

        (await browser.Post("/account/news/name", ("name", "Ana Lind"))).Must(303);
        (await browser.Post("/account/news/name", ("name", "Ana Berg"))).Must(409);
        app.Clock.Advance(TimeSpan.FromDays(14));

        (await browser.Post("/account/news/name", ("name", "Ana Berg"))).Must(303);
    }

    private static async Task<string> Exchange(ParleyApp app, string session)
    {
        var answer = await Call.Post(app, "/embed/news/token")
            .With("Origin", ParleyApp.SiteOrigin).With("Parley-Exchange", "1").With("Cookie", "parley-news.embed.session=" + session).Send();
        return answer.Must(200).Json.GetProperty("token").GetString()!;
    }
}
