using System.Text.Json;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>
/// How long a slow phone is kept busy. The figures are not judged, since they depend on the machine; they stand in the
/// report: <c>dotnet test --project tests/Parley.BrowserTests --report-xunit-xml -- --filter-class "*MeasureTest"</c>.
/// </summary>
public sealed class MeasureTest(DemoParley parley, Browsers browsers, ITestOutputHelper output)
{
    /// <summary>A cheap phone beside a desk computer.</summary>
    private const int Slower = 4;

    private const int Shown = 5;

    [Fact]
    public async Task The_longest_tasks_of_a_discussion_on_a_publishers_page()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Measured there");
        await Fill(other, story);
        var page = await Phone();
        await page.Serve(parley, "<!doctype html><title>Before</title>");

        await Trace(page, "publisher's page", () => page.ServeWithThread(parley, "test Measured there"));
    }

    [Fact]
    public async Task The_longest_tasks_of_our_own_page_and_of_new_comments()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Measured here");
        await Fill(other, story);
        var page = await Phone();
        await page.GotoAsync(parley.Address + "/stories/nowhere");

        await Trace(page, "our own page", () => page.GotoAsync($"{parley.Address}/stories/{story}"));
        for (var number = 0; number < 5; number++)
            await other.Post(story, "New.");
        await page.Locator(".live > button").WaitForAsync();
        await Trace(page, "new comments opened", () => page.Locator(".live > button").ClickAsync());
    }

    /// <summary>Fifty comments of 230 characters, ten branches of them.</summary>
    private static async Task Fill(Writer other, string story)
    {
        var words = string.Concat(Enumerable.Repeat("Words of a reader about trams. ", 8))[..230];
        for (var root = 0; root < 10; root++)
        {
            var parent = await other.Post(story, words, $"Reader {root}");
            for (var reply = 0; reply < 4; reply++)
                parent = await other.Post(story, words, $"Reader {reply}", parent.Id);
        }
    }

    private Task<IPage> Phone() => browsers.Open(new()
    {
        ViewportSize = new() { Width = 360, Height = 740 },
        HasTouch = true,
        IsMobile = true,
    });

    /// <summary>Prints the longest tasks of the page's main thread while something is done, in milliseconds.</summary>
    private async Task Trace(IPage page, string name, Func<Task> act)
    {
        var client = await page.Context.NewCDPSessionAsync(page);
        await client.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Slower });
        var tracing = await page.Context.Browser!.NewBrowserCDPSessionAsync();
        var events = new List<JsonElement>();
        var isComplete = new TaskCompletionSource();
        tracing.Event("Tracing.dataCollected").OnEvent += (_, data) => events.AddRange(data!.Value.GetProperty("value").EnumerateArray().Select(one => one.Clone()));
        tracing.Event("Tracing.tracingComplete").OnEvent += (_, _) => isComplete.TrySetResult();
        await tracing.SendAsync("Tracing.start", new() { ["categories"] = "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing,__metadata", ["transferMode"] = "ReportEvents" });

        await act();
        await page.WaitForTimeoutAsync(3_000);
        await tracing.SendAsync("Tracing.end");
        await isComplete.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var tasks = MainThread(events).OrderByDescending(task => task).Take(Shown).Select(task => $"{task:0} ms").ToList();
        Assert.NotEmpty(tasks);
        output.WriteLine($"{name}, {Slower} times slower: {string.Join(", ", tasks)}");
    }

    /// <summary>What the tasks of the busiest page's main thread took of the processor, in milliseconds.</summary>
    private static IEnumerable<double> MainThread(List<JsonElement> events)
    {
        var main = events
            .Where(one => Text(one, "name") == "thread_name" && Text(one.GetProperty("args"), "name") == "CrRendererMain")
            .Select(Thread).ToHashSet();
        return events
            .Where(one => Text(one, "name") is "RunTask" && main.Contains(Thread(one)) && one.TryGetProperty("tdur", out _))
            .GroupBy(Thread)
            .Select(thread => thread.Select(one => one.GetProperty("tdur").GetDouble() / 1000).ToList())
            .OrderByDescending(thread => thread.Sum())
            .FirstOrDefault() ?? [];
    }

    private static (int Process, int Thread) Thread(JsonElement one) => (one.GetProperty("pid").GetInt32(), one.GetProperty("tid").GetInt32());

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
