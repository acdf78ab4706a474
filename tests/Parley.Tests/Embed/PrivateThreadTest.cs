using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>A thread that not anyone may read is nobody's else, wherever it is looked for.</summary>
public sealed class PrivateThreadTest
{
    private const string Words = "quicksilver-lantern";

    [Theory, ClassData<Engines>]
    public async Task Its_words_are_on_no_surface_for_whom_it_is_not(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, comment) = await Plant(app);
        var member = await SignedInReader.Make(app, "7", "Member");
        string[] surfaces =
        [
            $"/stories/{story}", $"/stories?site=news&url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}", $"/comments/{comment.Id}", "/",
            $"/api/v1/stories/{story}", $"/api/v1/stories/{story}/comments", $"/api/v1/comments/{comment.Id}", $"/api/v1/comments/{comment.Id}/replies",
            $"/api/v1/stories?site=news&url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}",
            $"/embed/news/thread?url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}",
            $"/embed/news/thread?as=declarative&url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}",
            $"/api/v1/live?site=news&stories={story}",
        ];

        foreach (var surface in surfaces)
            foreach (var token in new[] { null, comment.Token, member.Token })
            {
                var answer = await Call.Get(app, surface).As(token).Send();
                Assert.False(answer.Text.Contains(Words, StringComparison.Ordinal), $"{surface} shows it");
                Assert.False(answer.Text.Contains("The hidden story", StringComparison.Ordinal), $"{surface} names it");
            }
    }

    [Theory, ClassData<Engines>]
    public async Task Holders_of_the_claim_read_it_and_nothing_between_keeps_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, comment) = await Plant(app);
        var subscriber = await SignedInReader.Make(app, "7", "Rosa", "subscriber");
        string[] surfaces =
        [
            $"/stories/{story}", $"/comments/{comment.Id}", $"/api/v1/stories/{story}/comments", $"/api/v1/comments/{comment.Id}",
            $"/embed/news/thread?url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}",
        ];

        foreach (var surface in surfaces)
        {
            var read = (await Call.Get(app, surface).As(subscriber.Token).Send()).Must(200);
            Assert.Contains(Words, read.Text, StringComparison.Ordinal);
            Assert.Contains("no-store", read["Cache-Control"], StringComparison.Ordinal);
            Assert.Null(read["ETag"]);
            // Not left behind for the next one either.
            Assert.DoesNotContain(Words, (await Call.Get(app, surface).Send()).Text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_page_kept_from_before_is_not_served_once_the_thread_is_closed_to_others(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Post(story, Words);
        await app.Page($"/stories/{story}");

        (await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{story}", new { mayRead = "signed-in" })).EnsureSuccessStatusCode();
        await app.Refresh();

        Assert.Equal(401, (await Call.Get(app, $"/stories/{story}").Send()).Status);
        Assert.Equal("sign-in-needed", (await Call.Get(app, $"/api/v1/stories/{story}/comments").Send()).Code);
    }

    [Theory, ClassData<Engines>]
    public async Task Who_may_write_is_asked_at_the_write(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory(more: new { title = "For subscribers to write", mayWrite = "subscriber" });
        var member = await SignedInReader.Make(app, "7", "Member");
        var subscriber = await SignedInReader.Make(app, "8", "Rosa", "subscriber");

        Assert.Equal("sign-in-needed", (await Post(app, story, null)).Must(401).Code);
        Assert.Equal("claim-needed", (await Post(app, story, member.Token)).Must(403).Code);
        (await Post(app, story, subscriber.Token)).Must(201);
        (await Call.Get(app, $"/stories/{story}").Send()).Must(200);
    }

    [Theory, ClassData<Engines>]
    public async Task Sections_and_the_site_say_who_may_too(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var politics = await app.MakeStory(ParleyApp.SiteOrigin + "/p", new { title = "Politics", section = "Politics" });
        var sport = await app.MakeStory(ParleyApp.SiteOrigin + "/s", new { title = "Sport", section = "Sport" });

        await app.Set("section-access", "Politics: read subscriber");
        await app.Refresh();

        Assert.Equal(401, (await Call.Get(app, $"/stories/{politics}").Send()).Status);
        Assert.Equal(200, (await Call.Get(app, $"/stories/{sport}").Send()).Status);
    }

    private static Task<Answer> Post(ParleyApp app, string story, string? token) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").As(token).Json(new { body = "Mine.", name = token is null ? "Ann" : null }).Send();

    private static async Task<(string Story, TestComment Comment)> Plant(ParleyApp app)
    {
        var story = await app.MakeStory(more: new { title = "The hidden story" });
        var comment = await app.Post(story, "Here lies the " + Words);
        await app.Post(story, "And a reply to the " + Words, parent: comment.Id);
        (await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{story}", new { mayRead = "subscriber" })).EnsureSuccessStatusCode();
        await app.Refresh();
        return (story, comment);
    }
}
