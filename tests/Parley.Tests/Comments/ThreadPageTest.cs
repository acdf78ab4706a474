using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

public sealed partial class ThreadPageTest
{
    [Theory, ClassData<Engines>]
    public async Task A_page_closes_after_the_root_that_reaches_fifty(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        // Roots with four replies each: the tenth root reaches fifty.
        var planted = await app.Plant(await app.MakeStory(), Roots(20, replies: 4));

        var page = await app.Page($"/stories/{planted[0].StoryId}");

        Assert.Equal(50, Articles().Count(page));
    }

    [Theory, ClassData<Engines>]
    public async Task The_root_that_reaches_fifty_is_shown_with_all_its_first_replies(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), Roots(20, replies: 6));

        var page = await app.Page($"/stories/{planted[0].StoryId}");

        Assert.Equal(8 * 7, Articles().Count(page));
    }

    [Theory, ClassData<Engines>]
    public async Task A_limit_closes_the_page_the_same_way(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), Roots(20, replies: 4));

        var page = await app.Read($"/api/v1/stories/{planted[0].StoryId}/comments?limit=11");

        Assert.Equal(3, page.GetProperty("comments").GetArrayLength());
        Assert.Equal(15, Count(page.GetProperty("comments")));
    }

    [Theory, ClassData<Engines>]
    public async Task A_root_shows_ten_replies_and_says_how_many_more_there_are(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), RandomThread.Star(201).Parents);

        var first = await app.Page($"/stories/{planted[0].StoryId}");

        Assert.Equal(11, Articles().Count(first));
        Assert.Contains(">190 more replies</a>", first, StringComparison.Ordinal);
        foreach (var left in new[] { 140, 90, 40 })
        {
            first = await app.Page(WebUtility.HtmlDecode(More().Match(first).Groups[1].Value));
            Assert.Contains($">{left} more replies</a>", first, StringComparison.Ordinal);
        }
        var last = await app.Page(WebUtility.HtmlDecode(More().Match(first).Groups[1].Value));
        Assert.DoesNotMatch(More(), last);
    }

    [Theory, ClassData<Engines>]
    public async Task Replies_behind_a_link_further_up_are_not_counted_as_left(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("depth", "1");
        // The first of twelve replies has five of its own, which lie deeper than the page goes.
        var planted = await app.Plant(
            await app.MakeStory(), [null, .. Enumerable.Repeat<int?>(0, 12), .. Enumerable.Repeat<int?>(1, 5)]);

        var page = await app.Page($"/stories/{planted[0].StoryId}");

        Assert.Contains(">2 more replies</a>", page, StringComparison.Ordinal);
        Assert.Contains("Continue this thread <span class=\"quiet\">5 replies</span></a>", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Replies_deeper_than_the_site_shows_are_behind_a_link_and_the_setting_decides(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), RandomThread.Chain(12).Parents);

        var six = await app.Page($"/stories/{planted[0].StoryId}");
        await app.Set("depth", "3");
        await app.Refresh();
        var three = await app.Page($"/stories/{planted[0].StoryId}");

        Assert.Equal($"/comments/{planted[6].Id}", More().Match(six).Groups[1].Value);
        Assert.Equal(7, Articles().Count(six));
        Assert.Equal($"/comments/{planted[3].Id}", More().Match(three).Groups[1].Value);
        Assert.Equal(4, Articles().Count(three));
    }

    [Theory, ClassData<Engines>]
    public async Task A_thread_opens_in_the_order_the_site_sets(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), [null, null, null, 1]);

        var orders = new List<string>();
        foreach (var order in new[] { "newest", "oldest", "replies" })
        {
            await app.Set("first-order", order);
            orders.Add(Order(await app.Read($"/api/v1/stories/{planted[0].StoryId}/comments"), planted));
        }

        Assert.Equal(["2 1 0", "0 1 2", "1 2 0"], orders);
    }

    [Theory, ClassData<Engines>]
    public async Task What_no_page_can_begin_at_is_answered_with_400_and_the_field(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), [null, 0, null]);
        var other = await app.Plant(await app.MakeStory(ParleyApp.SiteOrigin + "/other"), [null, 0]);
        var (story, root) = (planted[0].StoryId, planted[0].Id);
        var foreign = new ThreadCursor(Sort.Newest, other[0].StoryId, 0, other[0].Id);
        var unknown = new CommentId(planted[0].Id.Value + 1);

        var asked = new (string Path, string Field)[]
        {
            ($"/stories/{story}/comments?sort=best", "sort"),
            ($"/stories/{story}/comments?sort=newest,oldest", "sort"),
            ($"/stories/{story}/comments?limit=0", "limit"),
            ($"/stories/{story}/comments?limit=101", "limit"),
            ($"/stories/{story}/comments?after=nonsense", "after"),
            ($"/stories/{story}/comments?sort=newest&after={foreign}", "after"),
            ($"/stories/{story}/comments?sort=oldest&after={new ThreadCursor(Sort.Newest, story, 0, root)}", "after"),
            ($"/comments/{root}/replies?after=nonsense", "after"),
            ($"/comments/{root}/replies?after={other[1].Id}", "after"),
            ($"/comments/{root}/replies?after={unknown}", "after"),
            ($"/comments/{root}/replies?after={root}", "after"),
            ($"/comments/{root}/replies?after={planted[2].Id}", "after"),
            ($"/comments/{root}/replies?limit=-3", "limit"),
        };

        foreach (var (path, field) in asked)
        {
            using var answer = await app.Http.GetAsync("/api/v1" + path);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(field, problem.GetProperty("field").GetString());
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_page_with_a_foreign_cursor_says_so_to_every_one_of_many_readers(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var planted = await app.Plant(await app.MakeStory(), [null, 0, null]);
        var other = await app.Plant(await app.MakeStory(ParleyApp.SiteOrigin + "/other"), [null, 0]);

        foreach (var path in new[]
        {
            $"/stories/{planted[0].StoryId}?after=nonsense",
            $"/stories/{planted[0].StoryId}?sort=best",
            $"/comments/{planted[0].Id}?after=nonsense",
            $"/comments/{planted[0].Id}?after={other[1].Id}",
        })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.Http.GetAsync(path)));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        }
    }

    /// <summary>Roots in a row, each with as many direct replies.</summary>
    private static List<int?> Roots(int count, int replies)
    {
        var parents = new List<int?>();
        for (var root = 0; root < count; root++)
        {
            var place = parents.Count;
            parents.Add(null);
            parents.AddRange(Enumerable.Repeat<int?>(place, replies));
        }
        return parents;
    }

    private static string Order(JsonElement page, IReadOnlyList<Comment> planted) => string.Join(' ', page.GetProperty("comments")
        .EnumerateArray()
        .Select(branch => planted.ToList().FindIndex(comment => $"{comment.Id}" == branch.GetProperty("comment").GetProperty("id").GetString())));

    private static int Count(JsonElement branches) =>
        branches.EnumerateArray().Sum(branch => 1 + Count(branch.GetProperty("replies")));

    [GeneratedRegex("<article ")]
    private static partial Regex Articles();

    [GeneratedRegex("""<a class="more" href="([^"]+)" """)]
    private static partial Regex More();
}
