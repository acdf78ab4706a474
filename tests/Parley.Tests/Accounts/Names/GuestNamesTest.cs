using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts.Names;

public sealed class GuestNamesTest
{
    [Theory, ClassData<Engines>]
    public async Task A_guest_cannot_take_a_name_that_reads_like_a_badge_holders(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "From the newsroom.", "Paul Miller");
        await Badge(app, comment, "staff");

        var lookalike = await Post(app, story, "PauI Mi\u200Bller");
        var another = await Post(app, story, "Paula Miller");

        Assert.Equal("name-taken", lookalike.Must(422).Code);
        Assert.Equal("name", lookalike.Field);
        another.Must(201);
    }

    [Theory, ClassData<Engines>]
    public async Task The_holder_of_a_name_goes_on_writing_under_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "From the newsroom.", "Paul Miller");
        await Badge(app, comment, "expert");

        await app.Post(story, "More of it.", "Paul Miller", token: comment.Token);
    }

    [Theory, ClassData<Engines>]
    public async Task A_guest_who_had_the_name_before_needs_another_to_go_on(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var guest = await app.Post(story, "Here first.", "Paul Miller");
        await Badge(app, await app.Post(story, "From the newsroom.", "Paul Miller"), "staff");

        var same = await Post(app, story, "Paul Miller", guest.Token);
        var other = await Post(app, story, "Paul the First", guest.Token);

        Assert.Equal("name-taken", same.Must(422).Code);
        other.Must(201);
    }

    [Theory, ClassData<Engines>]
    public async Task A_name_is_free_again_when_the_badge_is_taken_away(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "From the newsroom.", "Paul Miller");
        await Badge(app, comment, "staff");
        await Badge(app, comment, "none");

        (await Post(app, story, "Paul Miller")).Must(201);
    }

    [Theory, ClassData<Engines>]
    public async Task Names_are_kept_on_their_own_site_alone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        var story = await app.MakeStory();
        await Badge(app, await app.Post(story, "From the newsroom.", "Paul Miller"), "staff");

        var there = await Call.Post(app, "/api/v1/comments")
            .Json(new { site = other.Name, storyUrl = "https://other.example/a", body = "Elsewhere.", name = "Paul Miller" })
            .Send();

        there.Must(201);
    }

    [Theory, ClassData<Engines>]
    public async Task Nobody_goes_by_the_name_of_the_paper_or_one_it_keeps(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("kept-names", "City desk\nModerator");
        var story = await app.MakeStory();

        Assert.Equal("name-kept", (await Post(app, story, "Тhe News")).Must(422).Code);
        Assert.Equal("name-kept", (await Post(app, story, "cіty-desk")).Must(422).Code);
        (await Post(app, story, "City cyclist")).Must(201);
    }

    [Theory, ClassData<Engines>]
    public async Task Below_a_story_a_guest_does_not_go_by_its_byline_or_the_notes_signature(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory(more: new { title = "A story", author = "Jane Doe", note = "Tell us.", noteBy = "Desk two" });

        Assert.Equal("name-taken", (await Post(app, story, "Jаne  Dоe")).Must(422).Code);
        Assert.Equal("name-taken", (await Post(app, story, "desk Two")).Must(422).Code);
        (await Post(app, story, "John Doe")).Must(201);
    }

    private static Task<Answer> Post(ParleyApp app, string story, string name, string? token = null) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").As(token).Json(new { body = "Words of " + name, name }).Send();

    private static async Task Badge(ParleyApp app, TestComment comment, string badge) =>
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/marks", new { authorBadge = badge })).EnsureSuccessStatusCode();
}
