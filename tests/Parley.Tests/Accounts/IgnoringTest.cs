using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Readers ignore people: known to them alone, and no page changes by it.</summary>
public sealed class IgnoringTest
{
    private const string List = "/account/news/ignored";

    [Theory, ClassData<Engines>]
    public async Task What_an_ignored_person_writes_is_told_to_the_reader_alone_and_the_page_stays_the_same(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, ben, ana) = await Begin(app);
        var another = await app.Post(story, "By somebody else.", "Cleo");
        var more = await app.Post(story, "Ben again.", "Ben", token: ben.Token);
        await app.Refresh();
        var before = await app.Page($"/stories/{story}");

        Assert.Equal(List, (await ana.Post($"/comments/{ben.Id}/ignore")).Must(303)["Location"]);

        var told = await Told(ana, story);
        Assert.True(told.GetProperty("any").GetBoolean());
        Assert.Equal([more.Id, ben.Id], told.GetProperty("comments").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("By somebody you ignore", told.GetProperty("words").GetString());
        Assert.DoesNotContain(another.Id, told.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before, (await ana.Get($"/stories/{story}")).Must(200).Text);
        Assert.Equal(before, await app.Page($"/stories/{story}"));
        var nobody = await app.Read($"/api/v1/stories/{story}/ignored");
        Assert.Equal((false, 0), (nobody.GetProperty("any").GetBoolean(), nobody.GetProperty("comments").GetArrayLength()));
    }

    [Theory, ClassData<Engines>]
    public async Task The_list_is_the_readers_own_and_ends_at_a_press(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, ben, ana) = await Begin(app);
        var eve = await Joining.Join(app, "eve@reader.example", "Eve");
        (await ana.Post($"/comments/{ben.Id}/ignore")).Must(303);
        (await ana.Post($"/comments/{ben.Id}/ignore")).Must(303);

        var own = (await ana.Get(List)).Must(200);
        var others = (await eve.Get(List)).Must(200).Text;
        var id = await Author(app, ben);
        (await eve.Post(List + "/stop", ("person", id))).Must(303);
        var still = await Told(ana, story);
        (await ana.Post(List + "/stop", ("person", id))).Must(303);

        Assert.Single(own.Text.Split("<bdi>Ben</bdi>").Skip(1));
        Assert.Contains("no-store", own["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain("Ben", others, StringComparison.Ordinal);
        Assert.True(still.GetProperty("any").GetBoolean());
        Assert.False((await Told(ana, story)).GetProperty("any").GetBoolean());
        Assert.StartsWith("/account/news/sign-in?back=", (await new TestBrowser(app).Get(List)).Must(303)["Location"], StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_guest_ignores_by_token_and_by_cookie_and_takes_it_along_into_an_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, ben, ana) = await Begin(app);
        var cleo = await app.Post(story, "I read along.", "Cleo");
        using var ignored = await app.Json(HttpMethod.Post, $"/api/v1/comments/{ben.Id}/ignore", null, cleo.Token);
        ignored.EnsureSuccessStatusCode();
        using var answer = await app.Json(HttpMethod.Get, $"/api/v1/stories/{story}/ignored?lang=de", null, cleo.Token);
        var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        ana.Keep("parley-news", cleo.Token);
        (await ana.Post("/account/news/claim")).Must(303);

        Assert.Equal([ben.Id], told.GetProperty("comments").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("Von jemandem, den Sie ignorieren", told.GetProperty("words").GetString());
        Assert.Contains("<bdi>Ben</bdi>", (await ana.Get(List)).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_ignores_a_guest_goes_on_ignoring_the_account_they_turn_out_to_have(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, ben, ana) = await Begin(app);
        (await ana.Post($"/comments/{ben.Id}/ignore")).Must(303);

        var known = await Joining.Join(app, "ben@reader.example", "Benjamin");
        known.Keep("parley-news", ben.Token);
        (await known.Post("/account/news/claim")).Must(303);
        await app.CatchUp();

        Assert.Contains("<bdi>Benjamin</bdi>", (await ana.Get(List)).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal([ben.Id], (await Told(ana, story)).GetProperty("comments").EnumerateArray().Select(one => one.GetString()));
    }

    [Theory, ClassData<Engines>]
    public async Task It_stands_in_the_download_and_goes_with_either_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, ben, ana) = await Begin(app);
        var eve = await Joining.Join(app, "eve@reader.example", "Eve");
        var eves = (await eve.Post($"/stories/{story}/comments", ("body", "Hello."))).Must(303)["Location"]!.Split('/', '?', '#')[2];
        (await ana.Post($"/comments/{ben.Id}/ignore")).Must(303);
        (await ana.Post($"/comments/{eves}/ignore")).Must(303);
        var id = await Author(app, ben);

        var key = (await ana.Post("/account/news/export")).Must(303)["Location"]!.Split("key=")[1];
        var files = await PrivacyTest.Download(app, ana, key);
        (await eve.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        var left = await Rows(app);
        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);

        Assert.Contains(id, files["ignored-people.csv"], StringComparison.Ordinal);
        Assert.Equal((1, 0), (left, await Rows(app)));
    }

    [Fact]
    public async Task Nobody_unknown_ignores_anybody_and_nobody_themselves()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (story, ben, ana) = await Begin(app);
        var own = (await ana.Post($"/stories/{story}/comments", ("body", "Mine."))).Must(303)["Location"]!.Split('/', '?', '#')[2];

        (await new TestBrowser(app).Post($"/comments/{ben.Id}/ignore")).Must(401);
        (await ana.Post($"/comments/{own}/ignore")).Must(409);
        (await ana.Post("/comments/0000000000000/ignore")).Must(404);
        await Call.Post(app, $"/comments/{ben.Id}/ignore").With("Cookie", ana.CookieLine).With("Sec-Fetch-Site", "cross-site").Form(("nothing", "x")).Send();

        Assert.Equal(0, await Rows(app));
        Assert.Contains("Ignore this person", (await ana.Get($"/comments/{ben.Id}/yours")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ignore this person", (await ana.Get($"/comments/{own}/yours")).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_ignores_more_people_than_anybody_meets()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (_, ben, ana) = await Begin(app);
        await using var db = await app.OpenToRead();
        var reader = await db.People.SingleAsync(person => person.Name == "Ana");
        var ids = app.Services.GetRequiredService<Parley.Platform.Data.IdSource>();
        var crowd = Enumerable.Range(0, IgnoreDesk.MaxIgnored).Select(at => Person.Guest(reader.SiteId, ids.New<PersonId>(), $"Guest {at}", [1], app.Clock.GetUtcNow())).ToList();
        await app.Services.GetRequiredService<Parley.Platform.Data.IWriteDoor>().Write<bool>(
            write =>
            {
                write.AddRange(crowd);
                write.AddRange(crowd.Select(one => new IgnoredPerson(reader.SiteId, reader.Id, one.Id, one.CreatedAt)));
                return Task.FromResult(true);
            },
            default);

        (await ana.Post($"/comments/{ben.Id}/ignore")).Must(409);
    }

    private static async Task<(string Story, TestComment Ben, TestBrowser Ana)> Begin(ParleyApp app)
    {
        var story = await app.MakeStory();
        var ben = await app.Post(story, "Loud words.", "Ben");
        return (story, ben, await Joining.Join(app, "ana@reader.example", "Ana"));
    }

    private static async Task<JsonElement> Told(TestBrowser browser, string story) =>
        (await browser.Get($"/api/v1/stories/{story}/ignored")).Must(200).Json;

    private static async Task<string> Author(ParleyApp app, TestComment comment) =>
        (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("author").GetProperty("id").GetString()!;

    private static async Task<int> Rows(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.IgnoredPeople.CountAsync();
    }
}
