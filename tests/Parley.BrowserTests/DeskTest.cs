using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>The moderators' desk in a real browser: by keyboard alone, on a telephone, and to axe.</summary>
[Collection(Doorway.OneOwner)]
public sealed class DeskTest(DemoParley parley, Browsers browsers)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Fact]
    public async Task A_moderator_decides_by_keyboard_alone_and_takes_it_back()
    {
        var page = await Open(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var (words, _) = await Report("insult");

        await page.GotoAsync(parley.Address + "/desk/demo?view=reported");
        await Choose(page, words);
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.TypeAsync("Please argue, p and r are only letters here.");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("r");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Removed: 1 comment");
        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator(".cases", new() { HasText = words })).ToBeVisibleAsync();
        await Choose(page, words);
        await page.Keyboard.PressAsync("p");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published: 1 comment");
        Assert.Equal(0, await page.Locator(".cases", new() { HasText = words }).CountAsync());
    }

    [Fact]
    public async Task By_keyboard_an_author_is_asked_for_other_words_and_a_branch_is_closed()
    {
        var page = await Open(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var (words, _) = await Report("insult");
        await page.GotoAsync(parley.Address + "/desk/demo?view=reported");

        await Choose(page, words);
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("w");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Asked to reword: 1 comment");
        await page.Keyboard.PressAsync("z");
        await Choose(page, words);
        await page.Keyboard.PressAsync("b");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Branch closed: 1 comment");
        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator(".cases", new() { HasText = words })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task At_360_pixels_what_is_new_is_found_filtered_and_decided_without_a_report()
    {
        var page = await Open(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var (words, _) = await Write(await browsers.Open(), "goose");

        await page.GotoAsync(parley.Address + "/desk/demo?view=new");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await Expect(page.Locator(".judged .text")).ToContainTextAsync(words);
        await page.Locator(".bar .narrow").ClickAsync();
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await page.Locator(".cases a").First.ClickAsync();
        await page.Locator("#decision button[value=remove]").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Removed: 1 comment");
    }

    [Fact]
    public async Task Without_script_and_at_360_pixels_one_case_is_on_screen_with_its_decisions()
    {
        var page = await Open(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var (words, _) = await Report("insult");

        await page.GotoAsync(parley.Address + "/desk/demo?view=reported");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await page.Locator(".bar .narrow").ClickAsync();
        await page.Locator(".cases a", new() { HasText = words }).ClickAsync();
        await Expect(page.Locator(".judged .text")).ToContainTextAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published: 1 comment");
    }

    [Fact]
    public async Task One_key_makes_evidence_safe_and_nothing_leaves_before_a_person_confirmed()
    {
        var page = await Open(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var (words, _) = await Report("threat");
        await page.GotoAsync(parley.Address + "/desk/demo?view=reported");
        await Choose(page, words);

        await page.Keyboard.PressAsync("t");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The evidence is safe");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Take the file" }).CountAsync());
        await page.GetByRole(AriaRole.Radio, new() { Name = "Europol" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        var taken = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Take the file" }).ClickAsync());
        using var file = new StreamReader(await taken.CreateReadStreamAsync());
        Assert.Contains(words, await file.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_gives_notice_without_script_on_a_telephone()
    {
        var page = await browsers.Open(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 360, Height = 740 } });
        await page.GotoAsync(await parley.Story("mill-line"));
        await page.Locator(".acts a[href$='/report']").First.ClickAsync();
        await page.Locator("a[href*='/notices/']").First.ClickAsync();

        await page.Locator("#reason").SelectOptionAsync("libel");
        await page.Locator("#explanation").FillAsync("The timetable says otherwise, and the company knows it.");
        await page.Locator("#name").FillAsync("Greta Holm");
        await page.Locator("#mail").FillAsync("greta@bakery.example");
        await page.Locator("[name=faith]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("We have your notice");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en", 1280)]
    [InlineData(ColorScheme.Dark, "ar", 360)]
    public async Task Axe_finds_nothing_wrong(ColorScheme scheme, string language, int width)
    {
        var page = await Open(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await Report("threat");
        var (_, report) = await Report("insult");
        var found = new List<string>();
        await page.GotoAsync(parley.Address + "/desk/demo");
        await page.Keyboard.PressAsync("t");
        await page.WaitForURLAsync("**/threats?id=*");

        foreach (var path in new[]
        {
            "/desk/demo", "/desk/demo?view=new", "/desk/demo?view=reason-insult", "/desk/demo?view=orders", "/desk/demo/figures", "/desk/demo/threats", new Uri(page.Url).PathAndQuery, report, report.Replace("/report", "", StringComparison.Ordinal).Replace("/comments/", "/notices/demo?comment=", StringComparison.Ordinal),
        })
        {
            await page.GotoAsync(parley.Address + path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
            var result = await page.RunAxe(Rules);
            found.AddRange(result.Violations.Select(one => $"{path}: {one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                found.Add(path + " is wider than the window");
        }

        Assert.Empty(found);
    }

    /// <summary>The owner, in a window of that kind.</summary>
    private async Task<IPage> Open(BrowserNewContextOptions options)
    {
        var page = await browsers.Open(options);
        await Doorway.AddDevice(page);
        await Doorway.BecomeOwner(page, await parley.OwnerLink());
        return page;
    }

    /// <summary>Somebody writes, and somebody new reports it on the page for that: whose reports came to nothing weighs less.</summary>
    /// <returns>The words written, and the path of that page.</returns>
    private async Task<(string Words, string Page)> Report(string reason)
    {
        var other = await browsers.Open();
        var (words, link) = await Write(await browsers.Open(), reason);
        await other.GotoAsync(link);
        await other.Locator($"input[value={reason}]").CheckAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Send the report" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("Thank you");
        return (words, new Uri(link).PathAndQuery);
    }

    /// <returns>The words written, and the address where they are reported.</returns>
    private async Task<(string Words, string Link)> Write(IPage reader, string what)
    {
        var words = $"You are a {what} of number {Guid.CreateVersion7():N}.";
        await reader.GotoAsync(await parley.Story("mill-line"));
        await reader.Locator(".composer > summary").First.ClickAsync();
        await reader.Locator("#write-body").FillAsync(words);
        await reader.Locator("#write-name").FillAsync("Rudi");
        await reader.Locator("#write .button.main").ClickAsync();
        var link = await reader.Locator(".thread .comment", new() { HasText = words }).Locator(".acts a[href$='/report']").EvaluateAsync<string>("link => link.href");
        return (words, link);
    }

    /// <summary>Goes down the queue by key until the case is on screen.</summary>
    private static async Task Choose(IPage page, string words)
    {
        for (var at = 0; at < 20; at++)
        {
            if ((await page.Locator(".judged").TextContentAsync())?.Contains(words, StringComparison.Ordinal) == true)
                return;
            var before = page.Url;
            await page.Keyboard.PressAsync("j");
            await page.WaitForURLAsync(url => url != before);
        }
        Assert.Fail("The case is not in the queue.");
    }
}
