using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.OpenId;
using Parley.Tests.Hosting;
using Parley.Tests.Transfer;

namespace Parley.Tests.Accounts.OpenId;

/// <summary>Providers are set up by administrators, or on the machine itself.</summary>
public sealed class ProvidersTest
{
    private const string Page = "/staff/news/providers";

    [Theory, ClassData<Engines>]
    public async Task An_administrator_sets_up_opens_and_removes_a_provider_and_the_record_tells(string engine)
    {
        await using var club = await Club.Start(engine, open: false);
        var owner = await Newsroom.Owner(club.App);

        (await owner.Post(Page, Wish(club.Provider.Issuer))).Must(303);
        var closed = (await new TestBrowser(club.App).Get("/account/news/sign-in")).Must(200);
        (await owner.Post(Page + "/open", ("name", "club"), ("open", "yes"))).Must(303);
        (await club.Come(new TestBrowser(club.App))).Must(200);
        var page = (await owner.Get(Page)).Must(200);
        (await owner.Post(Page + "/remove", ("name", "club"))).Must(303);

        Assert.DoesNotContain("sign-in/with", closed.Text, StringComparison.Ordinal);
        Assert.Contains("/account/news/sign-in/with/club", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sign-in/with", (await new TestBrowser(club.App).Get("/account/news/sign-in")).Text, StringComparison.Ordinal);
        await using var db = await club.App.OpenToRead();
        var told = await db.StaffChanges.Where(one => one.Matter == StaffMatter.Provider).OrderBy(one => one.Id).Select(one => one.Former + " > " + one.Latter).ToListAsync();
        Assert.Equal([$" > {club.Provider.Issuer}", "closed > open", $"{club.Provider.Issuer} > "], told);
    }

    [Theory, ClassData<Engines>]
    public async Task The_clients_secret_is_kept_sealed_and_shown_to_nobody(string engine)
    {
        await using var club = await Club.Start(engine);
        var owner = await Newsroom.Owner(club.App);

        var pages = (await owner.Get(Page)).Must(200).Text + (await owner.Get("/staff/news/changes")).Must(200).Text;

        await using var db = await club.App.OpenToRead();
        var provider = await db.OpenIdProviders.SingleAsync();
        Assert.DoesNotContain("s3cret", pages, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Encoding.Latin1.GetString(provider.Sealed!), StringComparison.Ordinal);
    }

    /// <summary>Else an administrator could have a secret sent to a provider of their own.</summary>
    [Theory, ClassData<Engines>]
    public async Task A_secret_left_empty_stays_but_goes_to_no_other_provider(string engine)
    {
        await using var club = await Club.Start(engine);
        var owner = await Newsroom.Owner(club.App);

        (await owner.Post(Page, Wish(club.Provider.Issuer, secret: ""))).Must(303);
        await using var before = await club.App.OpenToRead();
        var kept = (await before.OpenIdProviders.SingleAsync()).Sealed;
        (await owner.Post(Page, Wish("https://other.example", secret: ""))).Must(303);

        await using var after = await club.App.OpenToRead();
        Assert.NotNull(kept);
        Assert.Null((await after.OpenIdProviders.SingleAsync()).Sealed);
    }

    [Fact]
    public async Task What_is_wrong_with_a_provider_stands_beside_its_field()
    {
        await using var club = await Club.Start(Engines.Sqlite, open: false);
        var owner = await Newsroom.Owner(club.App);

        foreach (var (field, value) in new[]
        {
            ("name", "The Club"), ("name", "../club"), ("title", "\u200b"), ("issuer", "http://club.example"), ("issuer", "https://club.example?x"),
            ("issuer", "javascript:alert(1)"), ("issuer", "https://a:b@club.example"), ("client", ""),
        })
        {
            var wish = Wish(club.Provider.Issuer).Select(one => one.Name == field ? (field, value) : one).ToArray();
            Assert.Contains($"id=\"{field}-wrong\"", (await owner.Post(Page, wish)).Must(422).Text, StringComparison.Ordinal);
        }

        await using var db = await club.App.OpenToRead();
        Assert.Equal(0, await db.OpenIdProviders.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task The_command_sets_up_opens_and_removes_a_provider(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await FullSite.Store(place.Door);
        var file = Path.Combine(place.Database.DataFolder, "client-secret");
        await File.WriteAllTextAsync(file, "s3cret\n");
        string[] about = ["club", "--site", FullSite.Name, .. place.Database.Arguments];

        var set = await Program.Main(["provider", "set", .. about, "--title", "The Club", "--issuer", "https://club.example", "--client-id", "parley", "--client-secret-file", file]);
        var open = await Program.Main(["provider", "open", .. about]);
        await using var db = await place.Open();
        var provider = await db.OpenIdProviders.SingleAsync();
        var removed = await Program.Main(["provider", "remove", .. about]);
        var again = await Program.Main(["provider", "remove", .. about]);

        Assert.Equal((0, 0, 0, 1), (set, open, removed, again));
        Assert.Equal(("The Club", "https://club.example", "parley", true), (provider.Title, provider.Issuer, provider.ClientId, provider.IsOpen));
        Assert.NotNull(provider.Sealed);
    }

    private static (string Name, string? Value)[] Wish(string issuer, string? secret = TestProvider.Secret) =>
        [("name", "club"), ("title", "The Club"), ("issuer", issuer), ("client", TestProvider.ClientId), ("secret", secret)];
}
