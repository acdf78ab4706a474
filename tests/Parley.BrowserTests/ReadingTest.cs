using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>What script adds to reading: keys, the thumb bar, times, what is new, what was folded.</summary>
public sealed class ReadingTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_keyboard_is_enough()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Keys", 3);
        var root = await other.Post(story, "A branch.");
        var reply = await other.Post(story, "Its reply.", parent: root.Id);
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Address}/stories/{story}");

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator($"#parley-{root.Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator($"#parley-{reply.Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator($"#parley-{root.Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+J");
        await Expect(page.Locator(".comment", new() { HasText = "Comment number 3." })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator($"#parley-{reply.Id}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.keys")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("textarea:focus")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("jkn?");
        await Expect(page.Locator("textarea:focus")).ToHaveValueAsync("jkn?");
    }

    [Fact]
    public async Task The_keys_can_be_turned_off()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("No keys", 2);
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Address}/stories/{story}");

        await page.Keyboard.PressAsync("?");
        await page.GetByLabel("Use these keys").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("j");

        await Expect(page.Locator(".comment:focus")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_a_bar_lies_under_the_thumb()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Thumb", 14);
        var page = await browsers.Open(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await page.GotoAsync($"{parley.Address}/stories/{story}");
        var bar = page.Locator(".thumb");
        await Expect(bar).ToBeVisibleAsync();

        await bar.GetByText("Next branch").TapAsync();
        var first = await page.Locator(".comment:focus").GetAttributeAsync("id");
        await bar.GetByText("Next branch").TapAsync();
        await Expect(page.Locator(".comment:focus")).Not.ToHaveAttributeAsync("id", first!);
        await bar.GetByText("Back").TapAsync();
        Assert.InRange((await page.Locator("#" + first).BoundingBoxAsync())!.Y, 0, 100);

        await page.EvaluateAsync("scrollBy(0, 600)");
        await Expect(bar).ToBeHiddenAsync();
        await page.EvaluateAsync("scrollBy(0, -100)");
        await Expect(bar).ToBeVisibleAsync();
        await bar.GetByText("Write").TapAsync();
        await Expect(page.Locator("textarea").First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task What_is_new_since_the_last_visit_is_marked_and_folds_are_remembered()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Visits", 2);
        var root = await other.Post(story, "A branch.");
        await other.Post(story, "Its reply.", parent: root.Id);
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Address}/stories/{story}");
        await Expect(page.Locator(".new")).ToHaveCountAsync(0);
        await page.Locator(".branch > summary").ClickAsync();
        var fresh = await other.Post(story, "Since then.");
        await Expect(page.Locator(".live > button")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.Locator(".branch")).Not.ToHaveAttributeAsync("open", "");
        await Expect(page.Locator($"#parley-{fresh.Id} .new")).ToHaveTextAsync("New");
        await page.Keyboard.PressAsync("n");

        await Expect(page.Locator($"#parley-{fresh.Id}")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Times_are_told_as_the_reader_says_them()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Times", 1);
        var page = await browsers.Open();

        await page.GotoAsync($"{parley.Address}/stories/{story}?lang=de");

        var time = page.Locator(".comment time").First;
        await Expect(time).ToHaveTextAsync("in dieser Minute");
        await time.HoverAsync();
        await Expect(time).ToHaveAttributeAsync("title", new Regex("[0-9]{4}"));
        await Expect(time).ToHaveAttributeAsync("datetime", new Regex("^[0-9-]+T[0-9:]+Z$"));
    }

    [Fact]
    public async Task A_touch_tells_the_exact_time_and_the_next_one_leads_to_the_comment()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Touched", 1);
        var page = await browsers.Open(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await page.GotoAsync($"{parley.Address}/stories/{story}");
        var time = page.Locator(".comment time");
        await Expect(time).ToHaveTextAsync("this minute");

        await time.TapAsync();
        await Expect(time).ToHaveTextAsync(new Regex("[0-9]{4}.*[0-9]{1,2}:[0-9]{2}"));
        await time.TapAsync();

        await page.WaitForURLAsync(new Regex("/comments/"));
    }

    [Theory]
    [InlineData("en", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 360)]
    [InlineData("ar", ColorScheme.Light, 360)]
    [InlineData("fa", ColorScheme.Dark, 1280)]
    public async Task Nothing_stands_in_anyones_way(string language, ColorScheme theme, int width)
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory($"For everyone {language} {theme} {width}", 5);
        var page = await browsers.Open(new()
        {
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = 800 },
            HasTouch = width < 640,
            IsMobile = width < 640,
        });
        List<string> complaints = [];
        page.Console += (_, line) => { if (line.Type is "error" or "warning") complaints.Add(line.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync($"{parley.Address}/stories/{story}?lang={language}"), new Regex("/api/v1/live"));
        await other.Post(story, "New.");
        await Expect(page.Locator(".live > button")).ToBeVisibleAsync();

        var withLine = await page.RunAxe();
        await page.Locator(".live > button").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        var withDialogue = await page.RunAxe();

        Assert.Empty(withLine.Violations.Select(violation => violation.Id + " " + violation.Nodes[0].Html));
        Assert.Empty(withDialogue.Violations.Select(violation => violation.Id + " " + violation.Nodes[0].Html));
        Assert.Empty(complaints);
    }
}
