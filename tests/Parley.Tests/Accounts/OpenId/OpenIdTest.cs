using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts.OpenId;

/// <summary>Readers come in with accounts they have elsewhere.</summary>
public sealed class OpenIdTest
{
    private const string Mail = "ana@reader.example";

    [Theory, ClassData<Engines>]
    public async Task A_reader_joins_with_an_account_elsewhere_and_signs_in_with_it_again(string engine)
    {
        await using var club = await Club.Start(engine);
        var story = await club.App.MakeStory();

        var browser = await club.Join("Ana of the Club");
        (await browser.Post($"/stories/{story}/comments", ("body", "With my account."))).Must(303);
        var elsewhere = new TestBrowser(club.App);
        var again = (await club.Come(elsewhere, $"/stories/{story}")).Must(303);

        Assert.Equal($"/stories/{story}", again["Location"]);
        Assert.Contains("Ana of the Club", await club.App.Page($"/stories/{story}"), StringComparison.Ordinal);
        Assert.Contains("Ana of the Club", (await elsewhere.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_shows_what_is_open_and_proposes_the_name_over_there()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        var browser = new TestBrowser(club.App);

        var door = (await browser.Get("/account/news/sign-in")).Must(200);
        var asked = (await club.Come(browser)).Must(200);

        Assert.Contains("value=\"club\"", door.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Ana Lind\"", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_on_the_way_back_speak_the_language_one_left_in()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        var browser = new TestBrowser(club.App);

        var left = await Club.Leave(browser, address: "/account/news/sign-in/with?lang=de");
        var back = await club.Provider.Visit(left);
        var page = (await browser.Get(back.PathAndQuery)).Must(200);
        var asked = (await Club.Return(browser, back)).Must(200);

        Assert.Contains("<html lang=\"de\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\"", asked.Text, StringComparison.Ordinal);
    }

    /// <summary>Several providers at once: whoever has the same id at another one is somebody else.</summary>
    [Theory, ClassData<Engines>]
    public async Task People_are_told_apart_by_their_provider_and_its_id_for_them(string engine)
    {
        await using var guild = await TestProvider.Start();
        await using var club = await Club.Start(engine, others: guild);
        Assert.Null(await club.Add("guild", "The Guild", guild.Issuer));
        await club.Join("Ana");

        var atTheGuild = new TestBrowser(club.App);
        var stranger = await Club.Return(atTheGuild, await guild.Visit(await Club.Leave(atTheGuild, name: "guild")));
        var known = await club.Come(new TestBrowser(club.App));

        Assert.Equal((200, 303), (stranger.Status, known.Status));
    }

    /// <summary>T19, T20: an address is no proof of being the account that has it.</summary>
    [Theory, ClassData<Engines>]
    public async Task An_account_with_the_same_address_is_connected_by_its_owner_alone(string engine)
    {
        await using var club = await Club.Start(engine);
        club.Provider.Person["email"] = Mail;
        club.Provider.Person["email_verified"] = true;
        var ana = await Joining.Join(club.App, Mail, "Ana");

        var stranger = new TestBrowser(club.App);
        var refused = (await club.Come(stranger)).Must(409);
        var left = await Club.Leave(ana, address: "/account/news/connect");
        (await Club.Return(ana, await club.Provider.Visit(left))).Must(303);

        Assert.Contains($"an account with the address {Mail}", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("parley-news.session", stranger.Cookies.Keys);
        var later = new TestBrowser(club.App);
        (await club.Come(later)).Must(303);
        Assert.Contains("Ana", (await later.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("/account/news/disconnect", (await later.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task An_address_is_taken_over_when_the_provider_says_that_it_was_verified(string engine)
    {
        await using var club = await Club.Start(engine);
        club.Provider.Person["email"] = Mail;
        await club.Join("Unverified Ana");
        club.Provider.Person["email_verified"] = true;
        (club.Provider.Subject, club.Provider.Person["sub"]) = ("person 2", "person 2");
        await club.Join("Verified Ana");

        await using var db = await club.App.OpenToRead();
        var mails = await db.Accounts.Where(account => account.SiteId != null).OrderBy(account => account.Id).Select(account => account.Mail).ToListAsync();

        Assert.Equal([null, Mail], mails);
    }

    [Fact]
    public async Task What_a_provider_says_of_somebody_else_is_not_believed()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        club.Provider.Person["sub"] = "person 2";

        var asked = (await club.Come(new TestBrowser(club.App))).Must(200);

        Assert.DoesNotContain("Ana Lind", asked.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_only_way_in_cannot_be_taken_away(string engine)
    {
        await using var club = await Club.Start(engine);
        var ana = await club.Join("Ana");

        var refused = (await ana.Post("/account/news/disconnect", ("provider", "club"))).Must(409);
        var ben = await Joining.Join(club.App, Mail, "Ben");
        (club.Provider.Subject, club.Provider.Person["sub"]) = ("person 2", "person 2");
        (await Club.Return(ben, await club.Provider.Visit(await Club.Leave(ben, address: "/account/news/connect")))).Must(303);
        (await ben.Post("/account/news/disconnect", ("provider", "club"))).Must(303);

        Assert.Contains("your only way in", refused.Text, StringComparison.Ordinal);
        await using var db = await club.App.OpenToRead();
        Assert.Equal("person 1", (await db.ExternalSignIns.SingleAsync()).Subject);
    }

    [Fact]
    public async Task An_account_elsewhere_is_not_connected_to_two_people()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        await club.Join("Ana");
        var ben = await Joining.Join(club.App, "ben@reader.example", "Ben");

        var left = await Club.Leave(ben, address: "/account/news/connect");
        (await Club.Return(ben, await club.Provider.Visit(left))).Must(409);

        await using var db = await club.App.OpenToRead();
        Assert.Equal(1, await db.ExternalSignIns.CountAsync());
    }

    [Fact]
    public async Task A_provider_that_is_closed_lets_nobody_in_not_even_halfway()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        var browser = new TestBrowser(club.App);
        var back = await club.Visit(browser);
        var owner = await Newsroom.Owner(club.App);

        (await owner.Post("/staff/news/providers/open", ("name", "club"), ("open", "no"))).Must(303);

        (await browser.Post(back.AbsolutePath, ("code", "x"), ("state", "x"))).Must(403);
        (await new TestBrowser(club.App).Post("/account/news/sign-in/with", ("provider", "club"))).Must(403);
        Assert.Equal(0, club.Provider.Asked);
    }

    [Fact]
    public async Task A_download_names_the_accounts_elsewhere_and_erasing_forgets_them()
    {
        await using var club = await Club.Start(Engines.Sqlite);
        var ana = await club.Join("Ana");

        var key = (await ana.Post("/account/news/export")).Must(303)["Location"]!.Split("key=")[1];
        var files = await PrivacyTest.Download(club.App, ana, key);
        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);

        Assert.Contains("person 1", files["connected-accounts.json"], StringComparison.Ordinal);
        await using var db = await club.App.OpenToRead();
        Assert.Equal(0, await db.ExternalSignIns.CountAsync());
        (await club.Come(new TestBrowser(club.App))).Must(200);
    }
}
