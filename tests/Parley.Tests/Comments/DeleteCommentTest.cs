using Microsoft.EntityFrameworkCore;
using Parley.Stories;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed class DeleteCommentTest
{
    [Theory, ClassData<Engines>]
    public async Task An_author_deletes_at_any_time_and_the_replies_stay_in_their_place(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Regretted words.", "Ann");
        var reply = await app.Post(story, "An answer to them.", "Ben", comment.Id);
        app.Clock.Advance(TimeSpan.FromDays(400));

        var answer = await Delete(app, comment);

        Assert.Equal(204, answer.Status);
        await app.CatchUp();
        var page = await app.Page($"/stories/{story}");
        Assert.DoesNotContain("Regretted words.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Ann<", page, StringComparison.Ordinal);
        Assert.Contains("Removed by its author", page, StringComparison.Ordinal);
        Assert.Contains("An answer to them.", page, StringComparison.Ordinal);
        var tombstone = await app.Read($"/api/v1/comments/{comment.Id}");
        Assert.Equal("removed", tombstone.GetProperty("state").GetString());
        Assert.Equal("author", tombstone.GetProperty("removal").GetProperty("by").GetString());
        Assert.Equal(comment.Id, (await app.Read($"/api/v1/comments/{reply.Id}")).GetProperty("parentId").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task Of_many_deletes_at_once_one_counts(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Words.");
        await app.Post(story, "Others.");
        await app.CatchUp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Delete(app, comment)));

        Assert.Equal([204, 409, 409, 409, 409, 409], answers.Select(answer => answer.Status).Order());
        await app.CatchUp();
        Assert.Equal(1, (await app.Read($"/api/v1/stories/{story}")).GetProperty("commentCount").GetInt32());
        await using var db = await app.OpenToRead();
        Assert.Equal(1, await db.StateChanges.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task Who_deleted_is_recorded_and_nobody_brings_it_back(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        await Delete(app, comment);

        var answer = await EditCommentTest.SetState(app, comment, "publish");

        Assert.Equal((409, "removed-by-author"), (answer.Status, answer.Code));
        await using var db = await app.OpenToRead();
        var change = await db.StateChanges.SingleAsync();
        Assert.Equal(("published", "removed", "Author"), (change.FromState, change.ToState, change.Actor.ToString()));
        Assert.NotNull(change.ActorId);
    }

    [Theory, ClassData<Engines>]
    public async Task A_stranger_deletes_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Mine.");
        var stranger = await app.Post(story, "Yours.", "Ben");

        Assert.Equal(403, (await Delete(app, comment, stranger.Token)).Status);
        Assert.Equal(401, (await new Call(app, "DELETE", $"/api/v1/comments/{comment.Id}").Send()).Status);
        Assert.Equal("published", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("state").GetString());
    }

    private static Task<Answer> Delete(ParleyApp app, TestComment comment, string? token = null) =>
        new Call(app, "DELETE", $"/api/v1/comments/{comment.Id}").As(token ?? comment.Token).Send();
}
