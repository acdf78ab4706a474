using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.OpenId;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts.OpenId;

/// <summary>A Parley whose readers may come with their accounts at the club, step by step as browsers do.</summary>
internal sealed partial class Club : IAsyncDisposable
{
    private const string Door = "/account/news/sign-in/with";

    private Club(ParleyApp app, TestProvider provider) => (App, Provider) = (app, provider);

    public ParleyApp App { get; }

    public TestProvider Provider { get; }

    private LiveSite Site => App.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;

    private OpenIdProviders Providers => App.Services.GetRequiredService<OpenIdProviders>();

    /// <param name="open">Whether the club is set up and shown at the door.</param>
    /// <param name="others">Providers that may be called too.</param>
    public static async Task<Club> Start(string engine, bool open = true, params TestProvider[] others)
    {
        var provider = await TestProvider.Start();
        HostPort[] allowed = [.. others.Append(provider).Select(one => new HostPort("127.0.0.1", one.Port))];
        var app = await ParleyApp.Start(engine, adjust: services => services.AddOutbound(new OutboundOptions(allowed)));
        var club = new Club(app, provider);
        if (open)
            Assert.Null(await club.Add("club", "The Club"));
        return club;
    }

    /// <summary>Sets up a provider and opens it.</summary>
    public async Task<Refusal?> Add(string name, string title, string? issuer = null) =>
        await Providers.Save(Site, new(name, title, issuer ?? Provider.Issuer, TestProvider.ClientId, TestProvider.Secret), Actor.Operator, default)
        ?? await Providers.Switch(Site, name, true, Actor.Operator, default);

    /// <summary>Presses the button and is sent to the club.</summary>
    /// <returns>The address over there.</returns>
    public static async Task<Uri> Leave(TestBrowser browser, string? back = null, string name = "club", string address = Door)
    {
        var page = (await browser.Post(address, ("provider", name), ("back", back))).Must(200);
        Assert.StartsWith("0;url=", page["Refresh"], StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(page["Refresh"]![6..]), page.Text, StringComparison.Ordinal);
        return new Uri(page["Refresh"]![6..]);
    }

    /// <summary>Says yes over there.</summary>
    /// <returns>The address it leads back to.</returns>
    public async Task<Uri> Visit(TestBrowser browser, string? back = null, string name = "club") =>
        await Provider.Visit(await Leave(browser, back, name));

    /// <summary>Comes back and goes on.</summary>
    public static async Task<Answer> Return(TestBrowser browser, Uri back)
    {
        var page = (await browser.Get(back.PathAndQuery)).Must(200);
        var action = WebUtility.HtmlDecode(Action().Match(page.Text).Groups[1].Value);
        return await browser.Post(action, [.. Hidden().Matches(page.Text).Select(field => (field.Groups[1].Value, (string?)WebUtility.HtmlDecode(field.Groups[2].Value)))]);
    }

    /// <summary>All of it.</summary>
    public async Task<Answer> Come(TestBrowser browser, string? back = null, string name = "club") =>
        await Return(browser, await Visit(browser, back, name));

    /// <summary>Somebody new comes and takes a name.</summary>
    public async Task<TestBrowser> Join(string name)
    {
        var browser = new TestBrowser(App);
        var asked = (await Come(browser)).Must(200);
        (await browser.Post(Door + "/club/join", ("ticket", Joining.TicketIn(asked)), ("name", name))).Must(303);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\" data-go-on")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
