using System.Text.Json;
using AngleSharp.Html.Parser;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>Public pages of people: only where the site wants them, and only what anyone may read.</summary>
public sealed class ProfilePagesTest
{
    private const string Website = "https://ana.example/";

    [Theory, ClassData<Engines>]
    public async Task There_are_none_until_the_site_wants_them_and_names_follow_the_setting(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, ana, id) = await Begin(app);
        var before = await app.Page($"/stories/{story}");
        (await Call.Get(app, $"/people/{id}").Send()).Must(404);
        (await ana.Post("/account/news/profile", ("bio", "Hello."))).Must(403);

        await app.Set("public-profiles", "yes");
        var with = await app.Page($"/stories/{story}");
        var profile = await app.Page($"/people/{id}");
        await app.Set("public-profiles", "no");
        await app.Refresh();

        Assert.DoesNotContain("/people/", before, StringComparison.Ordinal);
        Assert.Equal("Ana Lind", new HtmlParser().ParseDocument(with).QuerySelector($"bdi.name a[href='/people/{id}']")!.TextContent);
        Assert.Contains("Ana Lind", profile, StringComparison.Ordinal);
        Assert.DoesNotContain("noindex", profile, StringComparison.Ordinal);
        Assert.DoesNotContain("/people/", (await Call.Get(app, $"/stories/{story}").Send()).Must(200).Text, StringComparison.Ordinal);
        (await Call.Get(app, $"/people/{id}").Send()).Must(404);
    }

    [Theory, ClassData<Engines>]
    public async Task It_shows_what_its_owner_tells_and_what_anyone_may_read(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("public-profiles", "yes");
        var (story, ana, id) = await Begin(app);
        var closed = await app.MakeStory(ParleyApp.SiteOrigin + "/members", new { title = "Members", mayRead = "signed-in" });
        (await ana.Post($"/stories/{closed}/comments", ("body", "Among members."))).Must(303);
        var removed = (await ana.Post($"/stories/{story}/comments", ("body", "Soon gone."))).Must(303)["Location"]!.Split('/', '?', '#')[2];
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{removed}/state", new { state = "remove", reason = "rude" })).EnsureSuccessStatusCode();

        Assert.Equal("/account/news?done=profile", (await ana.Post("/account/news/profile", ("bio", " I write about <b>bridges</b>. "), ("website", "https://ana.example"))).Must(303)["Location"]);
        var page = await app.Page($"/people/{id}");

        var link = new HtmlParser().ParseDocument(page).QuerySelector($"a[href='{Website}']")!;
        Assert.Equal(("nofollow ugc noopener", "ana.example"), (link.GetAttribute("rel"), link.TextContent));
        Assert.Contains("I write about &lt;b&gt;bridges&lt;/b&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("In the open.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Among members.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Soon gone.", page, StringComparison.Ordinal);
        Assert.Equal(page, (await ana.Get($"/people/{id}")).Must(200).Text);
        Assert.Empty(Harmless.Check(page));
        await app.Set("profile-words", "no");
        Assert.DoesNotContain("bridges", await app.Page($"/people/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_imported_names_and_the_erased_have_no_page()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Set("public-profiles", "yes");
        var (story, ana, id) = await Begin(app);
        var guest = await app.Post(story, "As a guest.", "Ben");
        var author = (await app.Read($"/api/v1/comments/{guest.Id}")).GetProperty("author");
        (await ana.Get($"/people/{id}")).Must(200);

        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        await app.Refresh();

        Assert.Equal(JsonValueKind.Null, author.GetProperty("profile").ValueKind);
        foreach (var none in new[] { author.GetProperty("id").GetString(), id, "nobody" })
            (await Call.Get(app, $"/people/{none}").Send()).Must(404);
        Assert.DoesNotContain("/people/", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://ana.example/")]
    [InlineData("https://name:word@ana.example/")]
    [InlineData("ana.example")]
    [InlineData("//ana.example")]
    public async Task A_website_that_is_none_is_refused_beside_its_field(string website)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Set("public-profiles", "yes");
        var (_, ana, id) = await Begin(app);

        var answer = (await ana.Post("/account/news/profile", ("bio", "Kept words."), ("website", website))).Must(422);

        Assert.Contains("id=\"website-wrong\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Kept words.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ana.example", await app.Page($"/people/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_about_oneself_are_few()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Set("public-profiles", "yes");
        var (_, ana, _) = await Begin(app);

        (await ana.Post("/account/news/profile", ("bio", new string('x', 300)))).Must(303);
        (await ana.Post("/account/news/profile", ("bio", new string('x', 301)))).Must(422);
        (await ana.Post("/account/news/profile", ("bio", " "))).Must(303);

        Assert.DoesNotContain("xxx", (await ana.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
    }

    private static async Task<(string Story, TestBrowser Ana, string Id)> Begin(ParleyApp app)
    {
        var story = await app.MakeStory();
        var ana = await Joining.Join(app, "ana@reader.example", "Ana Lind");
        var posted = (await ana.Post($"/stories/{story}/comments", ("body", "In the open."))).Must(303)["Location"]!.Split('/', '?', '#')[2];
        await app.CatchUp();
        return (story, ana, (await app.Read($"/api/v1/comments/{posted}")).GetProperty("author").GetProperty("id").GetString()!);
    }
}
