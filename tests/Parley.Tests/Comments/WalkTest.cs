using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>
/// Whoever follows every link of a thread, from its first page on, reads it whole and in order: what is found behind a
/// link is put where the link stood, and the result is the thread.
/// </summary>
public sealed partial class WalkTest
{
    private static readonly string[] Orders = ["newest", "oldest", "replies"];

    [Theory, ClassData<Engines>]
    public async Task Every_link_of_the_pages_leads_on_without_gap_or_repeat(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        foreach (var (thread, depth, sort, _) in Threads())
        {
            await app.Set("depth", $"{depth}");
            var planted = await Plant(app, thread);

            var met = new List<string>();
            await WalkPages(app, planted, $"/stories/{planted[0].StoryId}?sort={sort}", met, new HashSet<string>());

            Assert.Equal(InReadingOrder(planted, sort), met);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Every_cursor_of_the_API_leads_on_without_gap_or_repeat(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        foreach (var (thread, depth, sort, limit) in Threads())
        {
            await app.Set("depth", $"{depth}");
            var planted = await Plant(app, thread);

            var met = new List<string>();
            await WalkThread(app, $"{planted[0].StoryId}", sort, limit, met);

            Assert.Equal(InReadingOrder(planted, sort), met);
        }
    }

    /// <summary>Threads of every build, each read at another depth, in another order and by another page length.</summary>
    private static IEnumerable<(RandomThread Thread, int Depth, string Sort, int Limit)> Threads()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            yield return (
                new RandomThread(seed, random.Next(1, 130), random.NextDouble() * 0.5, random.NextDouble()),
                random.Next(1, 13),
                Orders[seed % 3],
                random.Next(5, 101));
        }
        yield return (RandomThread.Chain(100), 6, "newest", 50);
        yield return (RandomThread.Star(120), 6, "replies", 7);
    }

    private static Task<IReadOnlyList<Comment>> Plant(ParleyApp app, RandomThread thread) =>
        Task.Run(async () => await app.Plant(await app.MakeStory($"{ParleyApp.SiteOrigin}/{thread.Seed}"), thread.Parents, thread.IsHeld));

    private static List<string> InReadingOrder(IReadOnlyList<Comment> planted, string sort)
    {
        var listed = planted.Where(comment => comment.IsListed).ToList();
        var replies = listed.Where(comment => comment.ParentId is not null).ToLookup(comment => comment.ParentId!.Value);
        var roots = listed.Where(comment => comment.Depth == 0);
        var ordered = sort switch
        {
            "newest" => roots.OrderByDescending(root => root.Id.Value),
            "oldest" => roots.OrderBy(root => root.Id.Value),
            _ => roots.OrderByDescending(root => root.ReplyCount).ThenByDescending(root => root.Id.Value),
        };
        var order = new List<string>();
        var waiting = new Stack<Comment>(ordered.Reverse());
        while (waiting.TryPop(out var next))
        {
            order.Add($"{next.Id}");
            foreach (var reply in replies[next.Id].OrderByDescending(reply => reply.Id.Value))
                waiting.Push(reply);
        }
        return order;
    }

    /// <param name="context">Comments a page repeats because what it shows hangs from them.</param>
    private static async Task WalkPages(
        ParleyApp app, IReadOnlyList<Comment> planted, string address, List<string> met, HashSet<string> context)
    {
        for (string? page = address; page is not null;)
        {
            var html = await app.Page(page);
            page = null;
            foreach (Match token in Tokens().Matches(html))
            {
                if (token.Groups["id"] is { Success: true } id)
                {
                    if (!context.Contains(id.Value))
                        met.Add(id.Value);
                }
                else if (token.Groups["next"] is { Success: true } next)
                    page = WebUtility.HtmlDecode(next.Value);
                else
                {
                    var more = WebUtility.HtmlDecode(token.Groups["more"].Value);
                    await WalkPages(app, planted, more, met, Above(planted, more));
                }
            }
        }
    }

    /// <summary>A comment's page repeats it and its ancestors; one that goes on in a branch also those of its cursor.</summary>
    private static HashSet<string> Above(IReadOnlyList<Comment> planted, string link)
    {
        var byId = planted.ToDictionary(comment => $"{comment.Id}");
        var above = new HashSet<string>();
        foreach (Match named in Ids().Matches(link))
            for (var at = byId[named.Value]; at is not null; at = at.ParentId is { } parent ? byId[$"{parent}"] : null)
                above.Add($"{at.Id}");
        return above;
    }

    private static async Task WalkThread(ParleyApp app, string story, string sort, int limit, List<string> met)
    {
        string? after = null;
        do
        {
            var page = await app.Read($"/api/v1/stories/{story}/comments?sort={sort}&limit={limit}&after={after}");
            foreach (var branch in page.GetProperty("comments").EnumerateArray())
                await WalkBranch(app, branch, limit, met);
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
    }

    private static async Task WalkBranch(ParleyApp app, JsonElement branch, int limit, List<string> met)
    {
        met.Add(branch.GetProperty("comment").GetProperty("id").GetString()!);
        foreach (var reply in branch.GetProperty("replies").EnumerateArray())
            await WalkBranch(app, reply, limit, met);
        if (branch.GetProperty("more") is { ValueKind: JsonValueKind.Object } more)
            await WalkReplies(app, more.GetProperty("commentId").GetString()!, more.GetProperty("after").GetString(), limit, met);
    }

    private static async Task WalkReplies(ParleyApp app, string comment, string? after, int limit, List<string> met)
    {
        do
        {
            var page = await app.Read($"/api/v1/comments/{comment}/replies?limit={limit}&after={after}");
            var deeper = page.GetProperty("deeper").EnumerateArray().Select(more => more.GetProperty("commentId").GetString()).ToHashSet();
            foreach (var reply in page.GetProperty("comments").EnumerateArray())
            {
                var id = reply.GetProperty("id").GetString()!;
                met.Add(id);
                if (deeper.Contains(id))
                    await WalkReplies(app, id, null, limit, met);
            }
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
    }

    /// <summary>A comment, a link to what was left out, or the link to the next page. The link to earlier ancestors leads back and is none.</summary>
    [GeneratedRegex("""<article [^>]*id="parley-(?<id>[0-9a-z]{13})"|(?<!<p class="earlier">)<a class="more" href="(?<more>[^"]+)"|<a class="button" rel="next" href="(?<next>[^"]+)"(?=>)""")]
    private static partial Regex Tokens();

    [GeneratedRegex("[0-9a-z]{13}")]
    private static partial Regex Ids();
}
