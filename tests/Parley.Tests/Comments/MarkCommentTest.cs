using System.Net;
using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed class MarkCommentTest
{
    [Theory, ClassData<Engines>]
    public async Task The_newsroom_shows_three_comments_above_a_thread_and_no_fourth(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comments = new List<TestComment>();
        for (var number = 0; number < 4; number++)
            comments.Add(await app.Post(story, "Number " + number));

        var answers = new List<HttpStatusCode>();
        foreach (var comment in comments)
            answers.Add((await Mark(app, comment, new { featured = true })).StatusCode);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict], answers);
        await CatchUp(app);
        var picks = Between(await app.Page($"/stories/{story}"), "class=\"picks\"", "</section>");
        Assert.Contains("Number 0", picks, StringComparison.Ordinal);
        Assert.DoesNotContain("Number 3", picks, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_featured_comment_that_is_removed_is_shown_no_longer(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Shown for a while.");
        await Mark(app, comment, new { featured = true });

        await app.Json(HttpMethod.Delete, $"/api/v1/comments/{comment.Id}", null, comment.Token);

        await CatchUp(app);
        Assert.DoesNotContain("Shown for a while.", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_badge_shows_on_all_its_wearer_wrote(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (first, second) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var here = await app.Post(first, "One.");
        await app.Post(second, "Two.", token: here.Token);
        await app.Page($"/stories/{second}");

        await Mark(app, here, new { authorBadge = "staff" });

        await CatchUp(app);
        Assert.Contains(">Staff</span>", await app.Page($"/stories/{second}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_branch_moved_off_topic_folds_under_one_line(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var root = await app.Post(story, "About something else.");
        await app.Post(story, "Indeed.", parent: root.Id);
        await CatchUp(app);

        await Mark(app, root, new { offTopic = true });

        await CatchUp(app);
        Assert.Contains("2 comments off the topic of this story", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_signed_note_opens_the_thread_until_it_is_taken_away(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{story}", new { note = "Where do you *park*?", noteBy = "City desk" });
        await CatchUp(app);
        var annotated = await app.Page($"/stories/{story}");
        await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{story}", new { note = "" });
        await CatchUp(app);

        Assert.Contains("Where do you <em>park</em>?", annotated, StringComparison.Ordinal);
        Assert.Contains("City desk", annotated, StringComparison.Ordinal);
        Assert.DoesNotContain("City desk", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_storys_own_author_is_recognised(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "I wrote it.");
        var person = (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("author").GetProperty("id").GetString();

        await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{story}", new { authorPersonId = person });

        var author = (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("author");
        Assert.Equal("story-author", author.GetProperty("badge").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task Marks_are_the_publishers_alone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Mine.");

        var asAuthor = await app.Json(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/marks", new { authorBadge = "staff" }, comment.Token);
        var asNobody = await app.Json(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/marks", new { authorBadge = "staff" });

        Assert.Equal(HttpStatusCode.Unauthorized, asAuthor.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, asNobody.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("author").GetProperty("badge").ValueKind);
    }

    /// <summary>A page just built may be served again for a moment, so the moment passes too.</summary>
    private static async Task CatchUp(ParleyApp app)
    {
        await app.CatchUp();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task<HttpResponseMessage> Mark(ParleyApp app, TestComment comment, object marks) =>
        app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/marks", marks);

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return start < 0 ? "" : text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
