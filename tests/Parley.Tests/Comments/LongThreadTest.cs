using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Comments;
using Parley.Platform.Events;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>Reading costs what a page shows, however long, wide or deep the thread is.</summary>
public sealed class LongThreadTest(LongThreads threads, ITestOutputHelper output) : IClassFixture<LongThreads>
{
    /// <summary>One for each comment of a full page that has replies, and some for the page itself.</summary>
    private const int MostQueries = 80;

    [Theory, ClassData<Engines>]
    public async Task A_page_of_a_hundred_thousand_comments_asks_no_more_of_the_database_than_one_of_a_hundred(string engine)
    {
        var app = await threads.On(engine);
        var (small, large) = (await Cost(app, Pages(app.Small)), await Cost(app, Pages(app.Large)));

        Assert.Equal(small.Keys, large.Keys);
        foreach (var (page, cost) in large)
        {
            output.WriteLine($"{page}: {cost} beside {small[page]}");
            Assert.InRange(cost.Queries, 1, MostQueries);
            Assert.True(cost.Rows <= (2 * small[page].Rows) + 100, $"{page} reads {cost.Rows} rows.");
            Assert.True(cost.Steps <= (3 * small[page].Steps) + 500, $"{page} takes {cost.Steps} steps beside {small[page].Steps}:\n{cost.Plans}");
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_reply_among_a_hundred_thousand_is_shown_in_its_place(string engine)
    {
        var app = await threads.On(engine);
        var (root, reply) = (app.Wide[0], app.Wide[70_000]);

        var cost = await Cost(app, new()
        {
            ["root"] = $"/comments/{root.Id}",
            ["reply"] = $"/comments/{reply.Id}",
            ["continued"] = $"/comments/{root.Id}?after={reply.Id}",
            ["API"] = $"/api/v1/comments/{root.Id}/replies?after={reply.Id}",
        });

        foreach (var (page, one) in cost)
            Assert.True(one.Rows < 400, $"{page}: {one}\n{one.Plans}");
        var place = await app.App.Page($"/comments/{reply.Id}");
        Assert.Contains($"id=\"parley-{root.Id}\"", place, StringComparison.Ordinal);
        Assert.Contains($"id=\"parley-{reply.Id}\"", place, StringComparison.Ordinal);
        var next = await app.App.Read($"/api/v1/comments/{root.Id}/replies?after={reply.Id}&limit=1");
        Assert.Equal($"{app.Wide[70_001].Id}", next.GetProperty("comments")[0].GetProperty("id").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task A_comment_ten_thousand_levels_deep_is_shown_below_its_ten_nearest_ancestors(string engine)
    {
        var app = await threads.On(engine);
        var deepest = app.Deep[^1];

        var cost = await Cost(app, new() { ["deepest"] = $"/comments/{deepest.Id}" });

        Assert.Equal(9_999, deepest.Depth);
        Assert.True(cost["deepest"].Rows < 100, $"{cost["deepest"]}");
        var place = await app.App.Page($"/comments/{deepest.Id}");
        foreach (var ancestor in app.Deep.Skip(9_989).Take(10))
            Assert.Contains($"id=\"parley-{ancestor.Id}\"", place, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"parley-{app.Deep[9_988].Id}\"", place, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"earlier\"><a class=\"more\" href=\"/comments/{app.Deep[9_988].Id}\">", place, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_links_to_earlier_ancestors_lead_from_the_deepest_comment_towards_the_root(string engine)
    {
        var app = await threads.On(engine);
        var at = 95;

        var met = new List<int>();
        while (at >= 0)
        {
            var page = await app.App.Page($"/comments/{app.Deep[at].Id}");
            met.Add(at);
            at = app.Deep.Take(at).ToList().FindLastIndex(above =>
                page.Contains($"<p class=\"earlier\"><a class=\"more\" href=\"/comments/{above.Id}\">", StringComparison.Ordinal));
        }

        Assert.Equal([95, 84, 73, 62, 51, 40, 29, 18, 7], met);
    }

    [Theory, ClassData<Engines>]
    public async Task No_query_of_a_page_goes_through_a_table_or_sorts_what_an_index_has_in_order(string engine)
    {
        var app = await threads.On(engine);
        var pages = Pages(app.Large).Values.Append($"/comments/{app.Wide[0].Id}?after={app.Wide[50_000].Id}").Append($"/comments/{app.Deep[5_000].Id}");

        foreach (var page in pages)
            foreach (var query in await app.Log.During(() => app.App.Page(app.Fresh(page))))
            {
                var work = await QueryWork.Of(app.App.Database, query);
                Assert.False(work.IsWasteful, $"{page}\n{query.Sql}\n{work.Plan}");
            }
    }

    /// <summary>Every kind of page of a thread, somewhere in its middle where it can be.</summary>
    private static Dictionary<string, string> Pages(IReadOnlyList<Comment> thread)
    {
        var story = thread[0].StoryId;
        var roots = thread.Where(comment => comment.Depth == 0).ToList();
        var middle = roots[roots.Count / 2];
        var byReplies = roots.OrderByDescending(root => root.ReplyCount).ThenByDescending(root => root.Id.Value).ElementAt(roots.Count / 2);
        var reply = thread.Where(comment => comment.Depth == 2).ElementAt(thread.Count / 50);
        return new()
        {
            ["first page, newest"] = $"/stories/{story}?sort=newest",
            ["first page, oldest"] = $"/stories/{story}?sort=oldest",
            ["first page, most replies"] = $"/stories/{story}?sort=replies",
            ["later page, newest"] = $"/stories/{story}?sort=newest&after={new ThreadCursor(Sort.Newest, story, 0, middle.Id)}",
            ["later page, oldest"] = $"/stories/{story}?sort=oldest&after={new ThreadCursor(Sort.Oldest, story, 0, middle.Id)}",
            ["later page, most replies"] = $"/stories/{story}?sort=replies&after={new ThreadCursor(Sort.Replies, story, byReplies.ReplyCount, byReplies.Id)}",
            ["permalink of a root"] = $"/comments/{middle.Id}",
            ["permalink of a reply"] = $"/comments/{reply.Id}",
        };
    }

    private static async Task<Dictionary<string, PageCost>> Cost(PlantedThreads app, Dictionary<string, string> pages)
    {
        var costs = new Dictionary<string, PageCost>();
        foreach (var (name, page) in pages)
        {
            var asked = await app.Log.During(() => app.App.Http.GetStringAsync(app.Fresh(page)));
            var work = new List<QueryWork>();
            foreach (var query in asked)
                work.Add(await QueryWork.Of(app.App.Database, query));
            costs[name] = new(
                asked.Count, asked.Sum(query => query.Rows), work.Sum(one => one.Steps), string.Join("\n\n", work.Select(one => one.Plan).Distinct()));
        }
        return costs;
    }

    private sealed record PageCost(int Queries, int Rows, long Steps, string Plans)
    {
        public override string ToString() => $"{Queries} queries, {Rows} rows, {Steps} steps";
    }
}

/// <summary>One application with threads that are long, wide and deep.</summary>
internal sealed record PlantedThreads(
    ParleyApp App,
    CommandLog Log,
    IReadOnlyList<Comment> Small,
    IReadOnlyList<Comment> Large,
    IReadOnlyList<Comment> Wide,
    IReadOnlyList<Comment> Deep)
{
    private int _asked;

    /// <summary>The same page under an address that no cache has seen.</summary>
    public string Fresh(string page)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        var languages = new[] { "en", "de", "fr", "es", "tr", "ru", "fa", "ar" };
        return page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + languages[_asked++ % languages.Length];
    }
}

/// <summary>Plants them once for each engine.</summary>
public sealed class LongThreads : IAsyncLifetime
{
    private readonly Dictionary<string, PlantedThreads> _planted = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var planted in _planted.Values)
            await planted.App.DisposeAsync();
    }

    internal async Task<PlantedThreads> On(string engine)
    {
        if (_planted.TryGetValue(engine, out var known))
            return known;
        var log = new CommandLog();
        var app = await ParleyApp.Start(engine, adjust: services =>
        {
            log.ListenTo(services);
            // Nobody searches here, nor is told of news, and hundreds of thousands of comments would be read for it.
            services.RemoveAll<IStoredReaction>();
        });
        var planted = new PlantedThreads(
            app,
            log,
            await Plant("small", new RandomThread(1, 100, 0.3, 0.3).Parents),
            await Plant("large", new RandomThread(2, 100_000, 0.3, 0.3).Parents),
            await Plant("wide", RandomThread.Star(100_001).Parents),
            await Plant("deep", RandomThread.Chain(10_000).Parents));
        await app.Database.Analyze();
        return _planted[engine] = planted;

        async Task<IReadOnlyList<Comment>> Plant(string name, IReadOnlyList<int?> parents) =>
            await app.Plant(await app.MakeStory($"{ParleyApp.SiteOrigin}/{name}"), parents);
    }
}
