using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>
/// Every endpoint that is not for anyone, asked by everyone: made from the endpoint table itself, so that a new one is
/// tried the day it is mapped.
/// </summary>
public sealed class RoleMatrixTest
{
    /// <summary>Who each kind of caller lets in, from the weakest up.</summary>
    private static readonly Dictionary<Caller, string[]> LetsIn = new()
    {
        [Caller.Reader] = ["reader", "reader with the badge of an expert", "reader with the badge of staff"],
        [Caller.Staff] = ["moderator", "editor", "administrator", "elsewhere", "owner"],
        [Caller.Moderator] = ["moderator", "editor", "administrator", "owner"],
        [Caller.Editor] = ["editor", "administrator", "owner"],
        [Caller.Administrator] = ["administrator", "owner"],
        [Caller.Owner] = ["owner"],
    };

    /// <summary>What even an open session does not change by itself: a borrowed browser must not.</summary>
    private static readonly string[] AsksAgain =
    [
        "POST /account/{site}/connect", "POST /account/{site}/disconnect", "POST /account/{site}/erase", "POST /account/{site}/export",
        "POST /account/{site}/mail", "POST /account/{site}/mail/code", "POST /account/{site}/passkeys",
        "POST /account/{site}/passkeys/options", "POST /account/{site}/passkeys/remove", "POST /account/{site}/password",
        "POST /desk/{site}/flaggers/", "POST /desk/{site}/flaggers/renew",
        "POST /staff/account/app", "POST /staff/account/codes", "POST /staff/account/mail", "POST /staff/account/mail/code", "POST /staff/account/passkeys", "POST /staff/account/passkeys/options",
        "POST /staff/account/passkeys/remove", "POST /staff/account/password",
        "POST /staff/{site}/export", "POST /staff/{site}/keys", "POST /staff/{site}/keys/remove", "POST /staff/{site}/keys/secret",
        "POST /staff/{site}/people/invite", "POST /staff/{site}/people/role",
        "POST /staff/{site}/providers", "POST /staff/{site}/providers/open", "POST /staff/{site}/providers/remove",
    ];

    [Theory, ClassData<Engines>]
    public async Task Each_route_opens_to_its_roles_and_to_nobody_else(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var callers = await Everybody(app);
        var guarded = Guarded(app);
        Assert.NotEmpty(guarded);

        var offences = new List<string>();
        foreach (var endpoint in guarded.Where(one => !Ends(one)).Concat(guarded.Where(Ends)))
            foreach (var (who, browser) in callers)
                if (await Offence(app, endpoint, who, browser) is { } offence)
                    offences.Add(offence);

        Assert.Empty(offences);
    }

    /// <summary>What a publisher's page holds in memory is within reach of each of its scripts: it must open nothing of staff's.</summary>
    [Fact]
    public async Task No_token_opens_a_route_of_staff_or_of_ones_own_account()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        await using var db = await app.OpenToRead();
        var person = db.People.Single(one => one.Role == Role.Administrator);
        var tokens = new[]
        {
            app.Services.GetRequiredService<AccessTokens>().Make(person.SiteId, person.Id),
            owner.Cookies["parley-.session"],
            (await app.Post(story, "I was here.")).Token,
            app.ApiKey,
        };

        foreach (var endpoint in Guarded(app))
            foreach (var token in tokens)
            {
                app.Clock.Advance(TimeSpan.FromSeconds(1));
                var answer = await new Call(app, MethodOf(endpoint), PathOf(endpoint)).As(token).With("Sec-Fetch-Site", "same-origin").Form(("nothing", "x")).Send();
                Assert.True(answer is { Status: 303 } && IsDoor(answer), $"{endpoint.RoutePattern.RawText}: {answer.Status} {answer["Location"]}");
            }
    }

    /// <summary>From another origin, no session of staff is exchanged for a token.</summary>
    [Fact]
    public async Task A_publishers_page_gets_no_token_for_a_session_of_staff()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app);
        var session = owner.Cookies["parley-.session"];

        var answers = new List<Answer>();
        foreach (var cookie in new[] { $"parley-.session={session}", $"parley-news.embed={session}", $"parley-news.embed.session={session}", $"parley-news={session}", $"parley-news.session={session}" })
            answers.Add(await Call.Post(app, "/embed/news/token")
                .With("Origin", ParleyApp.SiteOrigin).With("Parley-Exchange", "1").With("Cookie", cookie).Send());

        Assert.All(answers, answer => Assert.Equal((204, ""), (answer.Status, answer.Text)));
    }

    [Fact]
    public async Task Ways_in_roles_and_exports_ask_again_who_one_is()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var asking = Guarded(app).Where(one => one.Metadata.GetRequiredMetadata<CallerRule>().MustConfirm)
            .Select(one => $"{MethodOf(one)} {one.RoutePattern.RawText}");

        Assert.Equal(AsksAgain.Order(StringComparer.Ordinal), asking.Order(StringComparer.Ordinal));
    }

    /// <summary>Each has tests of its own that a link we did not write does nothing.</summary>
    [Fact]
    public async Task A_sealed_link_is_proof_enough_for_ending_mail_and_for_nothing_else()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var byLink = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<WriteRule>() is { ByLink: true })
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(["/account/{site}/inbox/stop", "/account/{site}/thread-mail/stop"], byLink.Order());
    }

    [Fact]
    public async Task No_route_is_without_a_place_in_the_matrix()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var strays = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CallerRule>()?.Who is not { } who
                || (!LetsIn.ContainsKey(who) && who is not (Caller.Anyone or Caller.Author or Caller.Publisher)))
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(strays);
    }

    /// <summary>Everyone the matrix knows, each with their second factor.</summary>
    private static async Task<Dictionary<string, TestBrowser>> Everybody(ParleyApp app)
    {
        await OtherSite.Make(app);
        var owner = await Newsroom.Owner(app);
        return new()
        {
            ["nobody"] = new TestBrowser(app),
            ["reader"] = await Joining.Join(app, "ana@reader.example", "Ana"),
            ["reader with the badge of an expert"] = await Wearing(app, Badge.Expert),
            ["reader with the badge of staff"] = await Wearing(app, Badge.Staff),
            ["moderator"] = await Newsroom.Invited(app, owner, "moderator"),
            ["editor"] = await Newsroom.Invited(app, owner, "editor"),
            ["administrator"] = await Newsroom.Invited(app, owner, "administrator"),
            ["elsewhere"] = await Newsroom.Invited(app, owner, "administrator", "other"),
            ["owner"] = owner,
        };
    }

    /// <summary>A reader of whom the publisher says something: a badge is seen and gives no power.</summary>
    private static async Task<TestBrowser> Wearing(ParleyApp app, Badge badge)
    {
        var name = $"Wearer of {badge}";
        var browser = await Joining.Join(app, $"{badge}@reader.example", name);
        await app.Services.GetRequiredService<IWriteDoor>().Write(
            async db => (await db.People.AsTracking().SingleAsync(person => person.Name == name)).Wear(badge), default);
        return browser;
    }

    private static List<RouteEndpoint> Guarded(ParleyApp app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => LetsIn.ContainsKey(endpoint.Metadata.GetRequiredMetadata<CallerRule>().Who)),
    ];

    private static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];

    private static string PathOf(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!
            .Replace("{site}", ParleyApp.SiteName, StringComparison.Ordinal)
            .Replace("{screen}", "links", StringComparison.Ordinal)
            .Replace("{list}", "house-en", StringComparison.Ordinal);

    private static bool IsDoor(Answer answer) => answer["Location"]!.Split('?')[0] is "/account/news/sign-in" or "/staff/sign-in";

    /// <summary>Those that end a session come last, so that everybody is still signed in for the others.</summary>
    private static bool Ends(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.Contains("sign-out", StringComparison.Ordinal);

    private static async Task<string?> Offence(ParleyApp app, RouteEndpoint endpoint, string who, TestBrowser browser)
    {
        // Writes are counted by the minute; this many in one moment would be too often.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var rule = endpoint.Metadata.GetRequiredMetadata<CallerRule>();
        var (method, path) = (MethodOf(endpoint), PathOf(endpoint));
        var answer = method == HttpMethods.Get ? await browser.Get(path) : await browser.Post(path, ("nothing", "x"));
        var isStopped = answer.Status == 404
            || (answer.Status == 303 && IsDoor(answer) && !Ends(endpoint))
            || (answer.Status == 303 && Ends(endpoint) && answer["Set-Cookie"] is null);
        var mayEnter = LetsIn[rule.Who].Contains(who);
        return isStopped == mayEnter ? $"{method} {path} as {who}: {answer.Status} {answer["Location"]}" : null;
    }
}
