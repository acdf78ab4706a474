using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed class ContinuedCommentTest
{
    [Theory, ClassData<Engines>]
    public async Task A_comment_is_as_long_as_the_site_allows_and_four_times_that_when_it_continues(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("screen-repeats", "off");
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);

        var refused = new[]
        {
            await Post(app, story, Words(5_001), continued: false),
            await Post(app, story, Words(20_001), continued: false),
            await Post(app, story, Words(20_001), continued: true),
        };
        var untouched = await StoredRows.Count(app);
        var taken = new[]
        {
            await Post(app, story, Words(5_000), continued: false),
            await Post(app, story, Words(5_001), continued: true),
            await Post(app, story, Words(20_000), continued: true),
        };

        Assert.Equal(["body-long", "body-too-long", "body-too-long"], refused.Select(answer => answer.Code));
        Assert.All(refused, answer => Assert.Equal((422, "body"), (answer.Status, answer.Field)));
        Assert.Equal(before, untouched);
        Assert.All(taken, answer => Assert.Equal(201, answer.Status));
    }

    [Theory, ClassData<Engines>]
    public async Task What_stands_past_the_limit_is_folded_under_one_permalink(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var comment = (await Post(app, story, Words(4_900) + "\n\nThe end begins.\n\n" + Words(9_000), continued: true)).Json.GetProperty("comment");

        Assert.Equal("long", comment.GetProperty("fold").GetString());
        Assert.StartsWith("<p>word", comment.GetProperty("html").GetString(), StringComparison.Ordinal);
        var page = await app.Page("/comments/" + comment.GetProperty("id").GetString());
        Assert.Contains("Read the rest", page, StringComparison.Ordinal);
        Assert.Contains("The end begins.", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_short_text_that_says_it_continues_is_not_folded(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        var answer = await Post(app, await app.MakeStory(), Words(4_000), continued: true);

        Assert.False(answer.Json.GetProperty("comment").TryGetProperty("foldedHtml", out var folded)
            && folded.ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Theory, ClassData<Engines>]
    public async Task The_form_offers_a_box_to_tick_and_keeps_it_ticked(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        (string, string?)[] form = [("body", Words(5_100)), ("name", "Ann")];

        var without = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form(form).Send();
        var nameless = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form([form[0], ("continued", "true")]).Send();
        var with = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form([.. form, ("continued", "true")]).Send();

        Assert.Equal(422, without.Status);
        Assert.Contains("tick the box", without.Text, StringComparison.Ordinal);
        Assert.Equal(422, nameless.Status);
        Assert.Contains("name=\"continued\" value=\"true\" checked", nameless.Text, StringComparison.Ordinal);
        Assert.Equal(303, with.Status);
    }

    private static string Words(int length) => string.Concat(Enumerable.Repeat("word ", (length / 5) + 1))[..(length - 1)] + ".";

    private static Task<Answer> Post(ParleyApp app, string story, string body, bool continued) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body, name = "Ann", continued }).Send();
}
