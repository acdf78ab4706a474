using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed class CorrectCommentTest
{
    private static readonly TimeSpan PastTheWindow = TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1);

    [Theory, ClassData<Engines>]
    public async Task After_the_window_one_dated_line_is_added_and_the_words_stay(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "It was 1987.");
        app.Clock.Advance(PastTheWindow);

        var answer = await Correct(app, comment, "It was 1978, as\nBen says.");

        Assert.Equal(200, answer.Status);
        Assert.Equal("It was 1987.", answer.Json.GetProperty("body").GetString());
        Assert.False(answer.Json.TryGetProperty("editedAt", out var edited) && edited.ValueKind != System.Text.Json.JsonValueKind.Null);
        var line = Assert.Single(answer.Json.GetProperty("corrections").EnumerateArray());
        Assert.Equal("It was 1978, as Ben says.", line.GetProperty("text").GetString());
        await app.CatchUp();
        Assert.Contains("It was 1978, as Ben says.", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_comment_has_one_correction_even_when_two_are_sent_at_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "It was 1987.");
        app.Clock.Advance(PastTheWindow);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Correct(app, comment, "Number " + number)));

        Assert.Equal([200, 409, 409, 409, 409, 409], answers.Select(answer => answer.Status).Order());
        Assert.All(answers.Where(answer => answer.Status == 409), answer => Assert.Equal("corrected-already", answer.Code));
    }

    [Theory, ClassData<Engines>]
    public async Task What_can_still_be_edited_is_not_corrected(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");

        var answer = await Correct(app, comment, "Other words.");

        Assert.Equal((409, "edit-instead"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("", "correction-empty")]
    [InlineData(" \u200B\u2066 ", "correction-empty")]
    [InlineData(null, "correction-empty")]
    [InlineData("long", "too-long")]
    public async Task A_correction_says_something_in_one_line(string? text, string code)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        app.Clock.Advance(PastTheWindow);
        var before = await StoredRows.Count(app);

        var answer = await Correct(app, comment, text == "long" ? new string('a', 501) : text);

        Assert.Equal((422, code, "text"), (answer.Status, answer.Code, answer.Field));
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task Nobody_corrects_a_comment_that_is_not_theirs(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Mine.");
        var stranger = await app.Post(story, "Yours.", "Ben");
        app.Clock.Advance(PastTheWindow);

        Assert.Equal("not-yours", (await Correct(app, comment, "x", stranger.Token)).Code);
        Assert.Equal("not-known", (await Call.Post(app, $"/api/v1/comments/{comment.Id}/correction").Json(new { text = "x" }).Send()).Code);
    }

    private static Task<Answer> Correct(ParleyApp app, TestComment comment, string? text, string? token = null) =>
        Call.Post(app, $"/api/v1/comments/{comment.Id}/correction").As(token ?? comment.Token).Json(new { text }).Send();
}
