using System.Globalization;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>How quickly one client may post.</summary>
public sealed class RateOfPostsTest
{
    [Theory, ClassData<Engines>]
    public async Task A_client_posts_as_often_as_the_site_says_and_hears_when_to_go_on(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Set("posts-per-minute", "3");

        var answers = new List<Answer>();
        for (var number = 0; number < 5; number++)
            answers.Add(await Post(app, story, "Number " + number));
        var refused = answers[3];
        var before = await StoredRows.Count(app);
        app.Clock.Advance(TimeSpan.FromSeconds(int.Parse(refused["Retry-After"]!, CultureInfo.InvariantCulture)));
        var later = await Post(app, story, "Later.");

        Assert.Equal([201, 201, 201, 429, 429], answers.Select(answer => answer.Status));
        Assert.Equal("posts-too-often", refused.Code);
        Assert.Equal(201, later.Status);
        Assert.Equal(before.Comments + 1, (await StoredRows.Count(app)).Comments);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Real-IP")]
    [InlineData("Forwarded")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("True-Client-IP")]
    public async Task A_client_that_says_it_is_another_is_still_the_same(string header)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Set("posts-per-minute", "1");
        await Post(app, story, "First.");

        for (var number = 1; number < 4; number++)
        {
            var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments")
                .With(header, header == "Forwarded" ? $"for=203.0.113.{number}" : $"203.0.113.{number}")
                .Json(new { body = "Again " + number, name = "Ann" }).Send();
            Assert.Equal(429, answer.Status);
        }
    }

    [Fact]
    public async Task What_was_refused_or_repeated_costs_no_post()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Set("posts-per-minute", "2");

        for (var number = 0; number < 5; number++)
            Assert.Equal(422, (await Post(app, story, "")).Status);
        for (var number = 0; number < 5; number++)
            Assert.Equal(201, (await Post(app, story, "Once.", "one-and-the-same")).Status);

        Assert.Equal(201, (await Post(app, story, "Second.")).Status);
        Assert.Equal(429, (await Post(app, story, "Third.")).Status);
    }

    [Fact]
    public async Task Previews_are_limited_too_by_form_and_by_json()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var answers = new List<int>();

        for (var number = 0; number < 61; number++)
            answers.Add((await Call.Post(app, "/api/v1/preview").Json(new { body = "Words." }).Send()).Status);
        var form = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form(("body", "Kept words."), ("preview", "1")).Send();

        Assert.Equal(60, answers.Count(status => status == 200));
        Assert.Equal(429, answers[^1]);
        Assert.Equal(429, form.Status);
        Assert.Contains("Kept words.", form.Text, StringComparison.Ordinal);
        Assert.NotNull(form["Retry-After"]);
    }

    [Fact]
    public async Task A_publishers_server_posts_for_many_readers_even_where_guests_may_not()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Set("posts-per-minute", "1");
        await app.Set("guests-allowed", "no");

        for (var number = 0; number < 5; number++)
            (await Call.Post(app, $"/api/v1/stories/{story}/comments").As(app.ApiKey)
                .Json(new { body = "Number " + number, name = "Reader " + number }).Send()).Must(201);

        Assert.Equal((401, "sign-in-needed"), await Refusal(Post(app, story, "Without a key.")));
    }

    private static async Task<(int, string?)> Refusal(Task<Answer> call) => await call is { } answer ? (answer.Status, answer.Code) : default;

    private static Task<Answer> Post(ParleyApp app, string story, string body, string? key = null) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").With("Idempotency-Key", key).Json(new { body, name = "Ann" }).Send();
}
