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
        await Expect(page.Locator(".live button")).ToHaveTextAsync("1 new comment");
        var second = await other.Post(story, "An answer.", parent: root.Id);
        await Expect(page.Locator(".live button")).ToHaveTextAsync("2 new comments");
        Assert.Equal(before, await Top(page, 6));
        await page.Locator(".live button").ClickAsync();

        await Expect(page.Locator($"#parley-{root.Id}")).ToBeFocusedAsync();
        await Expect(page.Locator($"li:has(> #parley-{root.Id}) #parley-{second.Id}")).ToBeVisibleAsync();
        await Expect(page.Locator(".live button")).ToBeHiddenAsync();
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
        await Expect(page.Locator(".live button")).ToHaveTextAsync("1 new comment");

        line.Cut();
        for (var number = 0; number < 3; number++)
            await other.Post(story, $"During the cut, {number}.");
        line.Mend();

        await Expect(page.Locator(".live button")).ToHaveTextAsync("4 new comments", new() { Timeout = 30_000 });
        await page.Locator(".live button").ClickAsync();
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

        await Expect(first.Locator(".live button")).ToHaveTextAsync("1 new comment");
        await Expect(second.Locator(".live button")).ToHaveTextAsync("1 new comment");
        Assert.Equal(1, streams);
        await first.CloseAsync();
        await second.WaitForTimeoutAsync(500);
        await other.Post(story, "To the one that is left.");
        await Expect(second.Locator(".live button")).ToHaveTextAsync("2 new comments");
    }

    /// <summary>Opens a story and waits until its stream is there.</summary>
    private async Task<IPage> Read(string address, string story)
    {
        var page = await browsers.Open();
        await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync($"{address}/stories/{story}"), new Regex("/api/v1/live"));
        return page;
    }

    private static async Task<float> Top(IPage page, int comment) => (await page.Locator(".comment").Nth(comment).BoundingBoxAsync())!.Y;
}
