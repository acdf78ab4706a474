using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>What is sent twice is stored once.</summary>
public sealed class IdempotencyTest
{
    private const string Key = "0f5b2c1e-the-key";

    [Theory, ClassData<Engines>]
    public async Task A_key_counts_for_a_day(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var first = Id(await Send(app, story, "Once."));

        app.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        var within = Id(await Send(app, story, "Once."));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var after = Id(await Send(app, story, "Once."));

        Assert.Equal(first, within);
        Assert.NotEqual(first, after);
    }

    [Theory, ClassData<Engines>]
    public async Task Each_person_and_each_story_has_keys_of_its_own(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, other) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var (ann, ben) = (await app.Post(story, "I am Ann.", "Ann"), await app.Post(story, "I am Ben.", "Ben"));

        var ids = new[]
        {
            Id(await Send(app, story, "Same.", ann.Token)),
            Id(await Send(app, story, "Same.", ben.Token)),
            Id(await Send(app, story, "Same.")),
            Id(await Send(app, other, "Same.")),
        };

        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], Id(await Send(app, story, "Same.", ann.Token)));
    }

    [Theory, ClassData<Engines>]
    public async Task A_persons_key_used_for_another_story_or_reply_is_refused(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, other) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var ann = await app.Post(story, "I am Ann.", "Ann");
        await Send(app, story, "Same.", ann.Token);
        var before = await StoredRows.Count(app);

        var elsewhere = await Send(app, other, "Same.", ann.Token);
        var below = await Send(app, story, "Same.", ann.Token, ann.Id);

        Assert.Equal((422, "idempotency", "Idempotency-Key"), (elsewhere.Status, elsewhere.Code, elsewhere.Field));
        Assert.Equal((422, "idempotency"), (below.Status, below.Code));
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("256")]
    public async Task A_key_has_a_length_that_can_be_kept(string key)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();

        var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments")
            .With("Idempotency-Key", key == "256" ? new string('k', 256) : key)
            .Json(new { body = "Words.", name = "Ann" }).Send();

        Assert.Equal((422, "idempotency-shape", "Idempotency-Key"), (answer.Status, answer.Code, answer.Field));
    }

    [Theory, ClassData<Engines>]
    public async Task Keys_sent_at_once_with_other_words_make_one_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Send(app, story, "Number " + number)));

        Assert.Equal([201, 422, 422, 422, 422, 422, 422, 422], answers.Select(answer => answer.Status).Order());
        var after = await StoredRows.Count(app);
        Assert.Equal((1, 1, 1), (after.Comments - before.Comments, after.People - before.People, after.Keys - before.Keys));
    }

    [Theory, ClassData<Engines>]
    public async Task A_repeated_key_finds_its_comment_after_the_thread_was_closed(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var first = Id(await Send(app, story, "Once."));
        await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { url = ParleyApp.SiteOrigin + "/first", thread = "closed" }).Send();

        var again = await Send(app, story, "Once.");

        Assert.Equal((201, first), (again.Status, Id(again)));
    }

    [Theory, ClassData<Engines>]
    public async Task A_form_sent_again_within_a_minute_is_the_same_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var first = Place(await Form(app, story, "Once.", "Ann"));

        app.Clock.Advance(TimeSpan.FromSeconds(59));
        var again = Place(await Form(app, story, "Once.", "Ann"));
        var otherName = Place(await Form(app, story, "Once.", "Ben"));
        var otherWords = Place(await Form(app, story, "Twice.", "Ann"));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var later = Place(await Form(app, story, "Once.", "Ann"));

        Assert.Equal(first, again);
        Assert.Equal(4, new[] { first, otherName, otherWords, later }.Distinct().Count());
    }

    [Theory, ClassData<Engines>]
    public async Task A_known_guest_who_presses_twice_posts_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var cookie = (await Form(app, story, "Hello.", "Ann")).Cookie;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Form(app, story, "Once.", "Ann", cookie)));

        Assert.Single(answers.Select(Place).Distinct());
    }

    [Theory, ClassData<Engines>]
    public async Task Two_presses_after_the_minute_renew_the_key_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await Form(app, story, "Again.", "Ann");
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Form(app, story, "Again.", "Ann")));

        Assert.Single(answers.Select(Place).Distinct());
        await using var db = await app.OpenToRead();
        Assert.Equal(2, await db.Comments.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task Json_without_a_key_is_taken_at_its_word(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var (first, second) = (await app.Post(story, "+1"), await app.Post(story, "+1"));

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Token, second.Token);
    }

    private static Task<Answer> Send(ParleyApp app, string story, string body, string? token = null, string? parent = null) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments")
            .As(token).With("Idempotency-Key", Key).Json(new { body, name = "Ann", parentId = parent }).Send();

    private static Task<Answer> Form(ParleyApp app, string story, string body, string name, string? cookie = null) =>
        Call.Post(app, $"/stories/{story}/comments").FromOurPage(cookie).Form(("body", body), ("name", name)).Send();

    private static string Id(Answer answer) => answer.Must(201).Json.GetProperty("comment").GetProperty("id").GetString()!;

    /// <summary>The comment a form led to.</summary>
    private static string Place(Answer answer) => answer.Must(303)["Location"]!.Split('?', '#')[0];
}
