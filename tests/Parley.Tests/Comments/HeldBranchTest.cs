using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>Comments that were brought in held, and published from the middle of a branch.</summary>
public sealed class HeldBranchTest
{
    [Theory, ClassData<Engines>]
    public async Task A_reply_published_below_what_waits_stands_below_its_place(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var planted = await app.Plant(story, [null, 0, 1, 2], isHeld: _ => true);
        var deepest = planted[3].Id.ToString();
        Assert.Equal(404, (await Call.Get(app, $"/comments/{planted[0].Id}").Send()).Status);

        (await State(app, deepest, "publish")).Must(200);
        await app.Refresh();

        var page = await app.Page($"/stories/{story}");
        Assert.Contains("Comment 3.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Comment 0.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Comment 2.", page, StringComparison.Ordinal);
        Assert.Equal("held", (await app.Read($"/api/v1/comments/{planted[0].Id}")).GetProperty("state").GetString());
        Assert.Equal(3, (await app.Read($"/api/v1/comments/{planted[0].Id}")).GetProperty("replyCount").GetInt32());
        Assert.Equal(1, (await app.Read($"/api/v1/stories/{story}")).GetProperty("commentCount").GetInt32());
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_never_published_and_is_refused_says_no_more_than_that_it_is_gone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var planted = await app.Plant(story, [null, 0], isHeld: _ => true);
        (await State(app, planted[1].Id.ToString(), "publish")).Must(200);

        (await State(app, planted[0].Id.ToString(), "remove")).Must(200);
        await app.Refresh();

        var place = await app.Read($"/api/v1/comments/{planted[0].Id}");
        Assert.Equal("removed", place.GetProperty("state").GetString());
        Assert.DoesNotContain("Comment 0.", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    private static Task<Answer> State(ParleyApp app, string comment, string state) =>
        Call.Post(app, $"/api/v1/comments/{comment}/state").As(app.ApiKey).Json(new { state, reason = "Rule 1" }).Send();
}
