using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts.OpenId;

/// <summary>Answers of a provider that let nobody in, each told in words (T20).</summary>
public sealed class OpenIdRefusalTest
{
    private const string Distrusted = "cannot be trusted", Stale = "was not begun in this browser, was used before, or took too long";

    private static readonly Dictionary<string, Action<TestProvider>> Lies = new()
    {
        ["another sign-in's nonce"] = club => club.Lie = claims => claims["nonce"] = "another",
        ["no nonce"] = club => club.Lie = claims => claims.Remove("nonce"),
        ["another issuer in the token"] = club => club.Lie = claims => claims["iss"] = "https://other.example",
        ["another audience"] = club => club.Lie = claims => claims["aud"] = "another client",
        ["another client among several"] = club => club.Lie = claims => (claims["aud"], claims["azp"]) = (new[] { TestProvider.ClientId, "another" }, "another"),
        ["an old token"] = club => club.Lie = claims => claims["exp"] = DateTimeOffset.UnixEpoch.AddYears(50).ToUnixTimeSeconds(),
        ["a token without an end"] = club => club.Lie = claims => claims.Remove("exp"),
        ["a token of tomorrow"] = club => club.Lie = claims => claims["nbf"] = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds(),
        ["nobody"] = club => club.Lie = claims => claims.Remove("sub"),
        ["an endless name for somebody"] = club => club.Lie = claims => claims["sub"] = new string('x', 256),
        ["another access token's"] = club => club.Lie = claims => claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA",
        ["a token nobody signed"] = club => club.Signs = false,
        ["a token signed with the public key as a password"] = club =>
            club.SignsWith = new(new SymmetricSecurityKey(club.PublicKeyText()) { KeyId = "1" }, SecurityAlgorithms.HmacSha256),
        ["a token signed by somebody else"] = club =>
            club.SignsWith = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        ["a token signed with a key that is not published"] = club =>
            club.SignsWith = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "2" }, SecurityAlgorithms.RsaSha256),
        ["an answer in another provider's name"] = club => club.AnswersAs = "https://other.example",
    };

    [Theory, ClassData<Engines>]
    public async Task Nothing_but_a_token_of_this_provider_for_us_for_this_sign_in_and_now_is_believed(string engine)
    {
        await using var club = await Club.Start(engine);
        await club.Join("Ana");
        var believed = new List<string>();

        foreach (var (what, lie) in Lies)
        {
            Forget(club.Provider);
            lie(club.Provider);
            var browser = new TestBrowser(club.App);
            var answer = await club.Come(browser);
            if (answer.Status != 422 || !answer.Text.Contains(Distrusted, StringComparison.Ordinal) || browser.Cookies.ContainsKey("parley-news.session"))
                believed.Add($"{what}: {answer.Status}");
            club.App.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Empty(believed);
        Forget(club.Provider);
        (await club.Come(new TestBrowser(club.App))).Must(303);
    }

    [Fact]
    public async Task A_provider_that_publishes_another_issuer_than_it_was_set_up_as_is_not_gone_to()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        club.Provider.PublishedIssuer = "https://other.example";

        var answer = (await new TestBrowser(club.App).Post("/account/news/sign-in/with", ("provider", "club"))).Must(422);

        Assert.Contains(Distrusted, answer.Text, StringComparison.Ordinal);
        Assert.Null(answer["Refresh"]);
    }

    [Theory, ClassData<Engines>]
    public async Task A_sign_in_that_was_not_begun_in_this_browser_is_refused(string engine)
    {
        await using var club = await Club.Start(engine);
        var (ana, eve) = (new TestBrowser(club.App), new TestBrowser(club.App));
        var back = await club.Visit(eve);

        var without = (await ana.Get(back.PathAndQuery)).Must(422);
        await Club.Leave(ana);
        var withAnother = (await ana.Get(back.PathAndQuery)).Must(422);
        var sent = (await ana.Post(back.AbsolutePath, Fields(back))).Must(422);

        Assert.All([without, withAnother, sent], answer => Assert.Contains(Stale, answer.Text, StringComparison.Ordinal));
        Assert.Equal(0, club.Provider.Asked);
    }

    [Theory, ClassData<Engines>]
    public async Task An_answer_counts_once(string engine)
    {
        await using var club = await Club.Start(engine);
        await club.Join("Ana");
        var browser = new TestBrowser(club.App);
        var back = await club.Visit(browser);
        var kept = browser.Cookies["parley-news.with"];
        (await Club.Return(browser, back)).Must(303);
        var asked = club.Provider.Asked;

        browser.Keep("parley-news.with", kept);
        var again = (await browser.Post(back.AbsolutePath, Fields(back))).Must(422);

        Assert.Contains(Stale, again.Text, StringComparison.Ordinal);
        Assert.Equal(asked, club.Provider.Asked);
    }

    [Theory, ClassData<Engines>]
    public async Task A_code_that_was_used_or_is_another_sign_ins_lets_nobody_in(string engine)
    {
        await using var club = await Club.Start(engine);
        var (eve, ana) = (new TestBrowser(club.App), new TestBrowser(club.App));
        var used = await club.Visit(eve);
        (await Club.Return(eve, used)).Must(200);
        var (stolen, own) = (await club.Visit(new TestBrowser(club.App)), await club.Visit(ana));

        var withStolen = await ana.Post(own.AbsolutePath, Fields(own, CodeIn(stolen)));
        own = await club.Visit(ana);
        var withUsed = await ana.Post(own.AbsolutePath, Fields(own, CodeIn(used)));

        Assert.All([withStolen, withUsed], answer => Assert.Contains("did not let you in", answer.Must(422).Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_in_that_took_too_long_begins_again()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        var browser = new TestBrowser(club.App);
        var back = await club.Visit(browser);

        club.App.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Contains(Stale, (await browser.Get(back.PathAndQuery)).Must(422).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_says_no_over_there_is_back_at_the_door()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        var browser = new TestBrowser(club.App);
        var back = await club.Visit(browser, "/account/news/comments");

        var answer = (await browser.Get($"{back.AbsolutePath}?error=access_denied&state={Fields(back)[1].Value}")).Must(422);

        Assert.Contains("did not let you in", answer.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"/account/news/comments\"", answer.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_provider_that_does_not_answer_is_said_to_be_silent(string engine)
    {
        await using var club = await Club.Start(engine);
        await club.Provider.DisposeAsync();

        var answer = (await new TestBrowser(club.App).Post("/account/news/sign-in/with", ("provider", "club"))).Must(503);

        Assert.Contains("does not answer at the moment", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer["Retry-After"]);
    }

    /// <summary>T17: whatever an administrator types, what is inside the operator's network stays out of reach.</summary>
    [Fact]
    public async Task A_machine_that_was_not_opened_is_not_called()
    {
        await using var inside = await TestProvider.Start();
        await using var club = await Club.Start(Engines.Sqlite);

        var plain = await club.Add("inside", "Inside", inside.Issuer);
        Assert.Null(await club.Add("inside", "Inside", inside.Issuer.Replace("http:", "https:", StringComparison.Ordinal)));
        var answer = await new TestBrowser(club.App).Post("/account/news/sign-in/with", ("provider", "inside"));

        Assert.Equal("provider-issuer", plain?.Code);
        Assert.Contains("does not answer at the moment", answer.Must(503).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task What_proves_who_came_is_of_no_use_later_or_on_another_site(string engine)
    {
        await using var club = await Club.Start(engine);
        await OtherSite.Make(club.App);
        var browser = new TestBrowser(club.App);
        var ticket = Joining.TicketIn((await club.Come(browser)).Must(200));

        (await browser.Post("/account/other/sign-in/with/club/join", ("ticket", ticket), ("name", "Ana"))).Must(403);
        (await browser.Post("/account/news/join", ("ticket", ticket), ("name", "Ana"))).Must(422);
        club.App.Clock.Advance(TimeSpan.FromMinutes(30));
        (await browser.Post("/account/news/sign-in/with/club/join", ("ticket", ticket), ("name", "Ana"))).Must(422);

        await using var db = await club.App.OpenToRead();
        Assert.Equal(0, await db.Accounts.CountAsync());
    }

    [Fact]
    public async Task No_address_but_our_own_is_gone_on_to()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        await club.Join("Ana");

        foreach (var back in new[] { "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/account%2f%2fevil" })
            Assert.Equal("/account/news", (await club.Come(new TestBrowser(club.App), back)).Must(303)["Location"]);
    }

    private static void Forget(TestProvider club) =>
        (club.Lie, club.Signs, club.SignsWith, club.AnswersAs) = (null, true, null, null);

    /// <summary>What the page there would send on.</summary>
    private static (string Name, string? Value)[] Fields(Uri back, string? code = null)
    {
        var told = Regex.Matches(back.Query, "[?&]([a-z]+)=([^&]*)").ToDictionary(one => one.Groups[1].Value, one => WebUtility.UrlDecode(one.Groups[2].Value));
        return [("code", code ?? told["code"]), ("state", told["state"]), ("iss", told["iss"])];
    }

    private static string CodeIn(Uri back) => Fields(back)[0].Value!;
}
