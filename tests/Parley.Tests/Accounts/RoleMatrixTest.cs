using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
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
        [Caller.Reader] = ["reader"],
        [Caller.Staff] = ["moderator", "editor", "administrator", "elsewhere", "owner"],
        [Caller.Moderator] = ["moderator", "editor", "administrator", "owner"],
        [Caller.Editor] = ["editor", "administrator", "owner"],
        [Caller.Administrator] = ["administrator", "owner"],
        [Caller.Owner] = ["owner"],
    };

    [Fact]
    public async Task Each_route_opens_to_its_roles_and_to_nobody_else()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var callers = await Everybody(app);
        var guarded = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => LetsIn.ContainsKey(endpoint.Metadata.GetRequiredMetadata<CallerRule>().Who)).ToList();
        Assert.NotEmpty(guarded);

        var offences = new List<string>();
        foreach (var endpoint in guarded.Where(one => !Ends(one)).Concat(guarded.Where(Ends)))
            foreach (var (who, browser) in callers)
                if (await Offence(app, endpoint, who, browser) is { } offence)
                    offences.Add(offence);

        Assert.Empty(offences);
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
            ["moderator"] = await Newsroom.Invited(app, owner, "moderator"),
            ["editor"] = await Newsroom.Invited(app, owner, "editor"),
            ["administrator"] = await Newsroom.Invited(app, owner, "administrator"),
            ["elsewhere"] = await Newsroom.Invited(app, owner, "administrator", "other"),
            ["owner"] = owner,
        };
    }

    /// <summary>Those that end a session come last, so that everybody is still signed in for the others.</summary>
    private static bool Ends(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.Contains("sign-out", StringComparison.Ordinal);

    private static async Task<string?> Offence(ParleyApp app, RouteEndpoint endpoint, string who, TestBrowser browser)
    {
        // Writes are counted by the minute; this many in one moment would be too often.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var rule = endpoint.Metadata.GetRequiredMetadata<CallerRule>();
        var path = endpoint.RoutePattern.RawText!.Replace("{site}", ParleyApp.SiteName, StringComparison.Ordinal);
        var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
        var answer = method == HttpMethods.Get ? await browser.Get(path) : await browser.Post(path, ("nothing", "x"));
        var isStopped = answer.Status == 404
            || (answer.Status == 303 && answer["Location"]!.Split('?')[0] is "/account/news/sign-in" or "/staff/sign-in" && !Ends(endpoint))
            || (answer.Status == 303 && Ends(endpoint) && answer["Set-Cookie"] is null);
        var mayEnter = LetsIn[rule.Who].Contains(who);
        return isStopped == mayEnter ? $"{method} {path} as {who}: {answer.Status} {answer["Location"]}" : null;
    }
}
