using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed class EditCommentTest
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    [Theory, ClassData<Engines>]
    public async Task An_edit_keeps_the_former_words_and_says_that_it_was_made(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "First words.");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await Edit(app, comment, "Second words.");

        Assert.Equal(200, answer.Status);
        Assert.Equal("<p>Second words.</p>", answer.Json.GetProperty("html").GetString());
        Assert.Equal(app.Clock.GetUtcNow().ToUnixTimeMilliseconds(), answer.Json.GetProperty("editedAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        await app.CatchUp();
        var page = await app.Page($"/stories/{story}");
        Assert.DoesNotContain("First words.", page, StringComparison.Ordinal);
        Assert.Contains("Edited", page, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        var former = await db.CommentRevisions.SingleAsync();
        Assert.Equal((0, "First words."), (former.Revision, former.Body));
    }

    [Theory, ClassData<Engines>]
    public async Task The_edit_window_closes_on_the_minute(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");

        app.Clock.Advance(Window);
        var within = await Edit(app, comment, "Just in time.");
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var after = await Edit(app, comment, "Too late.");

        Assert.Equal(200, within.Status);
        Assert.Equal((409, "edit-window-closed"), (after.Status, after.Code));
        Assert.Equal("Just in time.", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("body").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task The_window_is_the_setting_of_the_site(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        await app.Set("edit-window", "30");
        app.Clock.Advance(TimeSpan.FromMinutes(29));

        var answer = await Edit(app, comment, "Still open.");

        Assert.Equal(200, answer.Status);
    }

    [Theory, ClassData<Engines>]
    public async Task Edits_at_once_all_count_and_lose_no_words(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Number 0");

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Edit(app, comment, "Number " + number)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        await using var db = await app.OpenToRead();
        var kept = await db.CommentRevisions.Select(one => one.Body).ToListAsync();
        var now = await db.Comments.Select(one => one.Body).SingleAsync();
        Assert.Equal(Enumerable.Range(0, 9).Select(number => "Number " + number).Order(), kept.Append(now).Order());
    }

    [Theory, ClassData<Engines>]
    public async Task Only_its_author_edits_a_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Mine.");
        var stranger = await app.Post(story, "Yours.", "Ben");

        Assert.Equal((403, "not-yours"), Shown(await Edit(app, comment, "x", stranger.Token)));
        Assert.Equal((401, "not-known"), Shown(await new Call(app, "PATCH", $"/api/v1/comments/{comment.Id}").Json(new { body = "x" }).Send()));
        Assert.Equal((401, "token"), Shown(await Edit(app, comment, "x", comment.Token[..^2] + "aa")));
        Assert.Equal((401, "not-known"), Shown(await Edit(app, comment, "x", app.ApiKey)));
        Assert.Equal("Mine.", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("body").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task An_edit_is_held_to_the_same_limits_as_a_post(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        var before = await StoredRows.Count(app);

        Assert.Equal((422, "body-empty", "body"), Refused(await Edit(app, comment, " \n ")));
        Assert.Equal((422, "body-long", "body"), Refused(await Edit(app, comment, new string('a', 5_001))));
        Assert.Equal((422, "body-too-deep", "body"), Refused(await Edit(app, comment, new string('>', 50) + " deep")));
        Assert.Equal((422, "body-too-tangled", "body"), Refused(await Edit(app, comment, new string('*', 5_000))));
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task A_removed_or_held_comment_is_not_edited(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var (removed, held) = (await app.Post(story, "One."), await app.Post(story, "Two."));
        await SetState(app, removed, "remove");
        await SetState(app, held, "hold");

        Assert.Equal((409, "removed-already"), Shown(await Edit(app, removed, "x")));
        Assert.Equal((409, "comment-held"), Shown(await Edit(app, held, "x")));
    }

    internal static Task<Answer> SetState(ParleyApp app, TestComment comment, string state) =>
        Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(app.ApiKey).Json(new { state, reason = "Rule 1" }).Send();

    internal static Task<Answer> Edit(ParleyApp app, TestComment comment, string body, string? token = null) =>
        new Call(app, "PATCH", $"/api/v1/comments/{comment.Id}").As(token ?? comment.Token).Json(new { body }).Send();

    private static (int Status, string? Code) Shown(Answer answer) => (answer.Status, answer.Code);

    private static (int Status, string? Code, string? Field) Refused(Answer answer) => (answer.Status, answer.Code, answer.Field);
}
