using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed class PostCommentTest
{
    [Theory, ClassData<Engines>]
    public async Task A_guest_posts_with_nothing_but_a_name(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var comment = await app.Post(story, "I was *there*.", "Ann");

        var page = await app.Page($"/stories/{story}");
        Assert.Contains($"id=\"parley-{comment.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("I was <em>there</em>.", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_repeated_idempotency_key_makes_no_second_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostWithKey(app, story, "Once.")));

        var ids = answers.Select(answer => answer.GetProperty("comment").GetProperty("id").GetString()).Distinct();
        Assert.Single(ids);
        Assert.Single(answers.Select(answer => answer.GetProperty("authorToken").GetString()).Distinct());
    }

    [Theory, ClassData<Engines>]
    public async Task The_same_key_with_other_words_is_refused(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await PostWithKey(app, story, "Once.");

        using var answer = await SendWithKey(app, story, "Twice.");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory, ClassData<Engines>]
    public async Task Two_first_comments_at_once_make_one_story(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => app.Json(HttpMethod.Post, "/api/v1/comments", new
        {
            site = ParleyApp.SiteName,
            storyUrl = ParleyApp.SiteOrigin + "/new?utm_source=" + number,
            body = "Number " + number,
            name = "Ann",
        })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var stories = new List<string?>();
        foreach (var answer in answers)
            stories.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("comment").GetProperty("storyId").GetString());
        Assert.Single(stories.Distinct());
    }

    private static async Task<JsonElement> PostWithKey(ParleyApp app, string story, string body)
    {
        using var answer = await SendWithKey(app, story, body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<HttpResponseMessage> SendWithKey(ParleyApp app, string story, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/stories/{story}/comments")
        {
            Content = JsonContent.Create(new { body, name = "Ann" }),
        };
        request.Headers.Add("Idempotency-Key", "one-and-the-same");
        return app.Http.SendAsync(request);
    }
}
