using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Stories;

/// <summary>Two stories that are one: nothing that pointed at either leads nowhere.</summary>
public sealed class MergeStoriesTest
{
    [Theory, ClassData<Engines>]
    public async Task What_found_the_one_finds_the_other_and_every_comment_keeps_its_place(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (old, kept) = (await Make(app, "old-id", "/old"), await Make(app, "kept-id", "/kept"));
        var root = await app.Post(old, "Said at the old one.");
        var reply = await app.Post(old, "Answered there.", parent: root.Id);
        await app.Post(kept, "Said at the kept one.");
        await app.CatchUp();

        (await Merge(app, old, kept)).Must(200);
        await app.Refresh();

        foreach (var query in new[] { "url=https://news.example/old", "storyId=old-id", "url=https://news.example/kept", "storyId=kept-id" })
            Assert.Equal(kept, (await app.Read("/api/v1/stories?site=news&" + query)).GetProperty("id").GetString());
        Assert.Equal(3, (await app.Read($"/api/v1/stories/{kept}")).GetProperty("commentCount").GetInt32());
        var way = await Call.Get(app, $"/stories/{old}").Send();
        Assert.Equal((301, $"/stories/{kept}"), (way.Status, way["Location"]));
        foreach (var (comment, words) in new[] { (root, "Said at the old one."), (reply, "Answered there.") })
            Assert.Contains(words, await app.Page($"/comments/{comment.Id}"), StringComparison.Ordinal);
        Assert.Contains("Said at the old one.", await app.Page($"/stories/{kept}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_without_an_id_of_the_publishers_takes_over_that_of_the_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (old, kept) = (await Make(app, "the-id", "/old"), await app.MakeStory(ParleyApp.SiteOrigin + "/kept"));

        (await Merge(app, old, kept)).Must(200);
        var saved = await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { storyId = "the-id", title = "Renamed" }).Send();

        Assert.Equal((200, kept), (saved.Status, saved.Json.GetProperty("id").GetString()));
        Assert.Equal("the-id", saved.Json.GetProperty("storyId").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task A_publisher_may_go_on_calling_it_by_either_id(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (old, kept) = (await Make(app, "old-id", "/old"), await Make(app, "kept-id", "/kept"));
        (await Merge(app, old, kept)).Must(200);

        var byOld = await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { storyId = "old-id", title = "Through the old" }).Send();
        var byBoth = await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new { storyId = "old-id", url = ParleyApp.SiteOrigin + "/kept", title = "Through both" }).Send();

        Assert.All(new[] { byOld, byBoth }, answer =>
            Assert.Equal((200, kept, "kept-id"), (answer.Status, answer.Json.GetProperty("id").GetString(), answer.Json.GetProperty("storyId").GetString())));
    }

    [Theory, ClassData<Engines>]
    public async Task A_comment_for_the_old_one_or_to_what_moved_goes_where_it_went(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (old, kept) = (await Make(app, "old-id", "/old"), await Make(app, "kept-id", "/kept"));
        var moved = await app.Post(old, "Moved.");
        (await Merge(app, old, kept)).Must(200);

        var toOld = await app.Post(old, "To the old id.");
        var toAddress = await Call.Post(app, "/api/v1/comments").Json(new { body = "To the old address.", name = "Ann", site = "news", storyUrl = "https://news.example/old" }).Send();
        var reply = await app.Post(old, "To what moved.", parent: moved.Id);

        foreach (var id in new[] { toOld.Id, reply.Id, toAddress.Must(201).Json.GetProperty("comment").GetProperty("id").GetString() })
            Assert.Equal(kept, (await app.Read($"/api/v1/comments/{id}")).GetProperty("storyId").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task Nothing_posted_while_two_stories_become_one_is_left_behind(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (old, kept) = (await Make(app, "old-id", "/old"), await Make(app, "kept-id", "/kept"));
        var root = await app.Post(old, "The first.");

        var posts = Enumerable.Range(0, 30)
            .Select(number => app.Post(number % 3 == 0 ? kept : old, $"Number {number}.", parent: number % 3 == 1 ? root.Id : null))
            .ToList();
        var merging = Merge(app, old, kept);
        var comments = await Task.WhenAll(posts);
        (await merging).Must(200);
        await app.Refresh();

        foreach (var comment in comments)
            Assert.Equal(kept, (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("storyId").GetString());
        Assert.Equal(31, (await app.Read($"/api/v1/stories/{kept}")).GetProperty("commentCount").GetInt32());
        Assert.Equal(10, (await app.Read($"/api/v1/comments/{root.Id}")).GetProperty("replyCount").GetInt32());
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_never_becomes_itself_or_part_of_a_ring_and_merging_again_changes_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (one, two) = (await Make(app, "one", "/one"), await Make(app, "two", "/two"));
        (await Merge(app, one, two)).Must(200);

        Assert.Equal((422, "merge-itself"), await Refused(Merge(app, two, two)));
        Assert.Equal((422, "merge-into-merged"), await Refused(Merge(app, two, one)));
        Assert.Equal((200, null), await Refused(Merge(app, one, two)));
        Assert.Equal(two, (await app.Read("/api/v1/stories?site=news&storyId=one")).GetProperty("id").GetString());
    }

    private static async Task<string> Make(ParleyApp app, string id, string path) =>
        await app.MakeStory(ParleyApp.SiteOrigin + path, JsonSerializer.SerializeToNode(new { storyId = id, title = id })!);

    private static Task<Answer> Merge(ParleyApp app, string story, string into) =>
        Call.Post(app, $"/api/v1/stories/{story}/merge").As(app.ApiKey).Json(new { into }).Send();

    private static async Task<(int, string?)> Refused(Task<Answer> call) => await call is { } answer ? (answer.Status, answer.Code) : default;
}
