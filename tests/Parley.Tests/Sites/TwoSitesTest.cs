using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Sites;

/// <summary>Two publishers whose stories have the same ids and addresses never meet.</summary>
public sealed class TwoSitesTest
{
    private const string SharedOrigin = "https://shared.example";

    [Theory, ClassData<Engines>]
    public async Task The_same_ids_and_addresses_are_two_stories(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (one, two) = (await OtherSite.Make(app, "one", SharedOrigin), await OtherSite.Make(app, "two", SharedOrigin));

        var (first, second) = (await Story(app, one, "First"), await Story(app, two, "Second"));
        var posted = await Post(app, first, "Only here.", "same-key-1");
        var other = await Post(app, second, "Only here.", "same-key-1");
        await new Call(app, "PATCH", $"/api/v1/stories/{first}").As(one.ApiKey).Json(new { thread = "closed", closedReason = "Enough." }).Send();
        await app.CatchUp();

        Assert.NotEqual(first, second);
        Assert.NotEqual(posted.Id, other.Id);
        Assert.Equal("First", (await Find(app, "one")).GetProperty("title").GetString());
        Assert.Equal("Second", (await Find(app, "two")).GetProperty("title").GetString());
        Assert.Equal("closed", (await Find(app, "one")).GetProperty("thread").GetString());
        Assert.Equal("open", (await Find(app, "two")).GetProperty("thread").GetString());
        Assert.Equal(1, (await Find(app, "two")).GetProperty("commentCount").GetInt32());
        Assert.DoesNotContain("Enough.", await app.Page($"/stories/{second}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_key_of_one_changes_nothing_of_the_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (one, two) = (await OtherSite.Make(app, "one", SharedOrigin), await OtherSite.Make(app, "two", SharedOrigin));
        var (first, second) = (await Story(app, one, "First"), await Story(app, two, "Second"));
        var comment = await Post(app, first, "Words.", "same-key-1");
        var before = await StoredRows.Count(app);

        Answer[] answers =
        [
            await new Call(app, "PATCH", $"/api/v1/stories/{first}").As(two.ApiKey).Json(new { title = "Taken" }).Send(),
            await Call.Post(app, $"/api/v1/stories/{first}/merge").As(two.ApiKey).Json(new { into = second }).Send(),
            await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(two.ApiKey).Json(new { state = "remove", reason = "x" }).Send(),
            await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(two.ApiKey).Json(new { state = "nonsense" }).Send(),
        ];
        var into = await Call.Post(app, $"/api/v1/stories/{second}/merge").As(two.ApiKey).Json(new { into = first }).Send();

        Assert.All(answers, answer => Assert.Equal((404, "not-found"), (answer.Status, answer.Code)));
        Assert.Equal((422, "merge-unknown", "into"), (into.Status, into.Code, into.Field));
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task The_person_of_one_is_nobody_on_the_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (one, two) = (await OtherSite.Make(app, "one", SharedOrigin), await OtherSite.Make(app, "two", SharedOrigin));
        var (first, second) = (await Story(app, one, "First"), await Story(app, two, "Second"));
        var (mine, theirs) = (await Post(app, first, "Mine.", "same-key-1"), await Post(app, second, "Theirs.", "same-key-2"));
        var before = await StoredRows.Count(app);

        var byToken = await Call.Post(app, $"/api/v1/stories/{second}/comments").As(mine.Token).Json(new { body = "Hello.", name = "Ann" }).Send();
        var edit = await new Call(app, "PATCH", $"/api/v1/comments/{theirs.Id}").As(mine.Token).Json(new { body = "Forged." }).Send();
        var reply = await Call.Post(app, $"/api/v1/stories/{second}/comments").Json(new { body = "Across.", name = "Ann", parentId = mine.Id }).Send();
        var untouched = await StoredRows.Count(app);
        var byCookie = await Call.Post(app, $"/stories/{second}/comments").FromOurPage($"parley-one={mine.Token}; parley-two={mine.Token}")
            .Form(("body", "As a new guest."), ("name", "Ann")).Send();

        Assert.Equal((401, "token"), (byToken.Status, byToken.Code));
        Assert.Equal((401, "token"), (edit.Status, edit.Code));
        Assert.Equal((422, "parent", "parentId"), (reply.Status, reply.Code, reply.Field));
        Assert.Equal(before, untouched);
        Assert.StartsWith("parley-two=", byCookie.Must(303).Cookie, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_rate_and_the_settings_of_one_are_not_the_others(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var two = await OtherSite.Make(app, "two", SharedOrigin);
        var (first, second) = (await app.MakeStory(), await Story(app, two, "Second"));
        await app.Set("posts-per-minute", "1");
        await app.Set("guests-allowed", "no");
        await app.Set("guests-allowed", "yes");

        var answers = new[] { await Send(app, first, "1"), await Send(app, first, "2"), await Send(app, second, "1"), await Send(app, second, "2") };

        Assert.Equal([201, 429, 201, 201], answers.Select(answer => answer.Status));
    }

    [Theory, ClassData<Engines>]
    public async Task A_page_that_both_may_ask_for_shows_each_its_own_discussion_however_often(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (one, two) = (await OtherSite.Make(app, "one", SharedOrigin), await OtherSite.Make(app, "two", SharedOrigin));
        var (first, second) = (await Story(app, one, "First"), await Story(app, two, "Second"));
        await Post(app, first, "Words of the first.", "same-key-1");
        await Post(app, second, "Words of the second.", "same-key-1");
        await app.Refresh();

        for (var round = 0; round < 2; round++)
            foreach (var (site, own, foreign) in new[] { ("one", "Words of the first.", "Words of the second."), ("two", "Words of the second.", "Words of the first.") })
                foreach (var named in new[] { $"url={SharedOrigin}/same", "storyId=same-id" })
                {
                    var embedded = (await Call.Get(app, $"/embed/{site}/thread?{named}").With("Origin", SharedOrigin).Send()).Must(200);
                    var found = (await Call.Get(app, $"/stories?site={site}&{named}").Send()).Must(302);
                    Assert.Contains(own, embedded.Text, StringComparison.Ordinal);
                    Assert.DoesNotContain(foreign, embedded.Text, StringComparison.Ordinal);
                    Assert.Equal($"/stories/{(site == "one" ? first : second)}", found["Location"]);
                }

        var crossed = await Call.Get(app, $"/api/v1/live?site=one&stories={second}").Send();
        Assert.InRange(crossed.Status, 400, 499);
    }

    private static async Task<string> Story(ParleyApp app, OtherSite site, string title) =>
        (await Call.Post(app, "/api/v1/stories").As(site.ApiKey).Json(new { storyId = "same-id", url = SharedOrigin + "/same", title }).Send())
            .Must(201).Json.GetProperty("id").GetString()!;

    private static async Task<JsonElement> Find(ParleyApp app, string site)
    {
        var byAddress = await app.Read($"/api/v1/stories?site={site}&url={SharedOrigin}/same");
        var byId = await app.Read($"/api/v1/stories?site={site}&storyId=same-id");
        Assert.Equal(byAddress.GetRawText(), byId.GetRawText());
        return byId;
    }

    private static async Task<TestComment> Post(ParleyApp app, string story, string body, string key)
    {
        var posted = (await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Idempotency-Key", key).Json(new { body, name = "Ann" }).Send()).Must(201).Json;
        return new(posted.GetProperty("comment").GetProperty("id").GetString()!, posted.GetProperty("authorToken").GetString()!);
    }

    private static Task<Answer> Send(ParleyApp app, string story, string body) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body, name = "Ann" }).Send();
}
