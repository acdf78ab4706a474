using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>What happens elsewhere, on a page that is being read.</summary>
public sealed class LiveTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task New_comments_are_counted_without_moving_what_is_read_and_open_in_place()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Counted", 12);
        var page = await Read(parley.Address, story);
        await page.Locator(".comment").Nth(6).ScrollIntoViewIfNeededAsync();
        var before = await Top(page, 6);

        var root = await other.Post(story, "A new branch.");
        await Expect(page.Locator(".live > button")).ToHaveTextAsync("1 new comment");
        var second = await other.Post(story, "An answer.", parent: root.Id);
        await Expect(page.Locator(".live > button")).ToHaveTextAsync("2 new comments");
        Assert.Equal(before, await Top(page, 6));
        await page.Locator(".live > button").ClickAsync();

        await Expect(page.Locator($"#parley-{root.Id}")).ToBeFocusedAsync();
        await Expect(page.Locator($"li:has(> #parley-{root.Id}) #parley-{second.Id}")).ToBeVisibleAsync();
        await Expect(page.Locator(".live > button")).ToBeHiddenAsync();
        await Expect(page.Locator(".comment")).ToHaveCountAsync(14);
    }

    [Fact]
    public async Task Nothing_is_missing_and_nothing_counted_twice_after_the_line_was_cut()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Cut", 2);
        await using var line = new Line(parley.Address);
        var page = await Read(line.Address, story);
        await other.Post(story, "Before the cut.");
        await Expect(page.Locator(".live > button")).ToHaveTextAsync("1 new comment");

        line.Cut();
        for (var number = 0; number < 3; number++)
            await other.Post(story, $"During the cut, {number}.");
        line.Mend();

        await Expect(page.Locator(".live > button")).ToHaveTextAsync("4 new comments", new() { Timeout = 30_000 });
        await page.Locator(".live > button").ClickAsync();
        await Expect(page.Locator(".comment")).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task Removals_apply_at_once_and_edits_within_five_seconds()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Changed", 1);
        var edited = await other.Post(story, "The first words.");
        var removed = await other.Post(story, "Words to be removed.");
        var page = await Read(parley.Address, story);

        await other.Delete(removed);
        await Expect(page.Locator($"#parley-{removed.Id}")).Not.ToContainTextAsync("Words to be removed.", new() { Timeout = 2_000 });
        await other.Edit(edited, "The second words.");

        await Expect(page.Locator($"#parley-{edited.Id}")).ToContainTextAsync("The second words.", new() { Timeout = 6_500 });
        await Expect(page.Locator($"#parley-{removed.Id}")).ToContainTextAsync("Removed by its author");
    }

    [Fact]
    public async Task A_closed_thread_closes_and_keeps_what_was_being_written()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Closing", 2);
        var reading = await Read(parley.Address, story);
        var writing = await Read(parley.Address, story);
        await writing.Locator(".composer > summary").First.ClickAsync();
        await writing.Locator("textarea").First.FillAsync("Half a thou");

        await other.Close(story);

        await Expect(reading.Locator(".closed")).ToContainTextAsync("The vote is over.");
        await Expect(reading.Locator(".composer")).ToHaveCountAsync(0);
        await Expect(writing.Locator(".closed")).ToBeVisibleAsync();
        await Expect(writing.Locator("textarea").First).ToHaveValueAsync("Half a thou");
        await Expect(writing.Locator(".composer .main").First).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_stream_that_stays_broken_is_told_of_quietly_and_tried_again()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Broken", 2);
        await using var line = new Line(parley.Address);
        var page = await Read(line.Address, story);
        line.Cut();
        await other.Post(story, "Unheard.");

        await Expect(page.Locator(".cut")).ToBeVisibleAsync(new() { Timeout = 45_000 });
        await Expect(page.Locator(".cut")).ToContainTextAsync("Live updates have stopped.");
        await Expect(page.Locator(".comment").First).ToBeVisibleAsync();
        line.Mend();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.Locator(".cut")).ToBeHiddenAsync();
        await Expect(page.Locator(".live > button")).ToHaveTextAsync("1 new comment");
    }

    [Fact]
    public async Task A_tab_out_of_sight_lets_its_stream_go_and_catches_up_when_it_is_seen()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Hidden", 2);
        var page = await Read(parley.Address, story);
        var ended = new TaskCompletionSource();
        page.RequestFailed += (_, request) => End(request);
        page.RequestFinished += (_, request) => End(request);

        await Hide(page, true);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken);
        await other.Post(story, "While nobody looked.");
        await Hide(page, false);

        await Expect(page.Locator(".live > button")).ToHaveTextAsync("1 new comment");

        void End(IRequest request)
        {
            if (request.Url.Contains("/api/v1/live", StringComparison.Ordinal))
                ended.TrySetResult();
        }
    }

    [Fact]
    public async Task A_discussion_on_a_publishers_page_hears_what_happens_and_misses_nothing_of_a_cut()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("There", 2);
        await using var line = new Line(parley.Address);
        var page = await browsers.Open();
        await page.RunAndWaitForResponseAsync(() => page.ServeWithThread(parley, "test There", line.Address), new Regex("/api/v1/live"));
        var thread = page.Locator("parley-thread");

        var removed = await other.Post(story, "Soon gone.");
        await Expect(thread.Locator(".live > button")).ToHaveTextAsync("1 new comment");
        line.Cut();
        await other.Post(story, "Meanwhile.");
        await other.Delete(removed);
        line.Mend();
        await Expect(thread.Locator(".live > button")).ToHaveTextAsync("1 new comment", new() { Timeout = 30_000 });
        await thread.Locator(".live > button").ClickAsync();

        await Expect(thread.Locator(".comment:focus")).ToContainTextAsync("Meanwhile.");
        await Expect(thread.Locator($"#parley-{removed.Id}")).ToContainTextAsync("Removed by its author");
        await Expect(thread.Locator(".comment")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task The_tabs_of_a_browser_share_one_stream()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Shared", 1);
        var first = await browsers.Open();
        var streams = 0;
        first.Context.Request += (_, request) => streams += request.Url.Contains("/api/v1/live", StringComparison.Ordinal) ? 1 : 0;
        await first.GotoAsync($"{parley.Address}/stories/{story}");
        await first.WaitForTimeoutAsync(1_000);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync($"{parley.Address}/stories/{story}");
        await second.WaitForTimeoutAsync(1_000);

        await other.Post(story, "To both.");

        await Expect(first.Locator(".live > button")).ToHaveTextAsync("1 new comment");
        await Expect(second.Locator(".live > button")).ToHaveTextAsync("1 new comment");
        Assert.Equal(1, streams);
        await first.CloseAsync();
        await second.WaitForTimeoutAsync(500);
        await other.Post(story, "To the one that is left.");
        await Expect(second.Locator(".live > button")).ToHaveTextAsync("2 new comments");
    }

    /// <summary>Opens a story and waits until its stream is there.</summary>
    private async Task<IPage> Read(string address, string story)
    {
        var page = await browsers.Open();
        await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync($"{address}/stories/{story}"), new Regex("/api/v1/live"));
        return page;
    }

    /// <summary>Tells a page that it is out of sight, as a browser does.</summary>
    private static Task Hide(IPage page, bool isHidden) => page.EvaluateAsync(
        """
        isHidden => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """, isHidden);

    private static async Task<float> Top(IPage page, int comment) => (await page.Locator(".comment").Nth(comment).BoundingBoxAsync())!.Y;
}
