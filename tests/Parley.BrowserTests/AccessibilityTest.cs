using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>axe finds nothing wrong on any page, in either theme and either direction.</summary>
[Collection(Doorway.OneOwner)]
public sealed class AccessibilityTest(DemoParley parley, Browsers browsers)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "en")]
    [InlineData(ColorScheme.Light, "ar")]
    [InlineData(ColorScheme.Dark, "ar")]
    public async Task Our_own_pages(ColorScheme scheme, string language)
    {
        var page = await browsers.Open(new() { ColorScheme = scheme });
        var story = await parley.Story("mill-line");
        var found = new List<string>();

        string[] addresses =
        [
            parley.Address + "/",
            story,
            await DeepComment(page, story),
            await OwnPage(page, story),
            story + "/search?q=tram&by=an&from=2020-01-01",
            parley.Address + "/sites/demo/search?q=nothing+like+it",
            $"{parley.Address}/stories?site=demo&url={parley.Publisher}/town/nobody-wrote-yet",
            $"{parley.Address}/stories/nowhere",
            await ClosedStory($"closed {scheme} {language}"),
        ];
        foreach (var address in addresses)
        {
            await page.GotoAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
            found.AddRange(await Violations(page));
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "en")]
    [InlineData(ColorScheme.Light, "ar")]
    [InlineData(ColorScheme.Dark, "ar")]
    public async Task The_embed_with_an_open_form(ColorScheme scheme, string language)
    {
        var page = await browsers.Open(new() { ColorScheme = scheme });
        await page.GotoAsync(parley.Publisher + "/town/mill-line");
        var thread = page.Locator("parley-thread");
        await thread.EvaluateAsync("(e, language) => e.setAttribute('lang', language)", language);
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.Locator(".composer > summary").First.ClickAsync();
        await Expect(thread.Locator("textarea")).ToBeFocusedAsync();

        var found = await Violations(page);

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en", 1280)]
    [InlineData(ColorScheme.Dark, "ar", 360)]
    public async Task The_embed_with_a_line_to_find_words_the_list_of_keys_and_a_comment_in_its_place(ColorScheme scheme, string language, int width)
    {
        var page = await browsers.Open(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        var comment = (await DeepComment(page, await parley.Story("mill-line"))).Split('/')[^1];
        await page.GotoAsync($"{parley.Publisher}/town/mill-line#parley-{comment}");
        var thread = page.Locator("parley-thread");

        await thread.EvaluateAsync("(e, language) => e.setAttribute('lang', language)", language);
        await Expect(thread.Locator($".ground[lang={language}]")).ToBeVisibleAsync();
        await Expect(thread.Locator(".comment.focus")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await thread.Locator(".find input").FillAsync("a");
        var found = (await Violations(page)).ToList();
        await page.Keyboard.PressAsync("Escape");
        await thread.Locator(".comment.focus").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(thread.Locator("dialog.keys")).ToBeVisibleAsync();
        found.AddRange(await Violations(page));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en", 1280)]
    [InlineData(ColorScheme.Dark, "ar", 360)]
    public async Task The_door_ones_own_pages_and_those_of_staff(ColorScheme scheme, string language, int width)
    {
        var page = await browsers.Open(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await Doorway.AddDevice(page);
        await Doorway.AskForCode(parley, page, $"asking-{scheme}@reader.example");
        var found = new List<string>();
        found.AddRange(await Looks(page, language, "/account/demo/sign-in", "/account/demo/sign-in/code"));
        await Doorway.Join(parley, page, $"axe-{scheme}@reader.example", $"Axel {scheme}");
        found.AddRange(await Looks(page, language, "/account/demo", "/account/demo/privacy", "/account/demo/comments", "/account/demo/inbox"));
        await Doorway.BecomeOwner(page, await parley.OwnerLink());
        found.AddRange(await Looks(page, language, "/staff/sign-in", "/staff", "/staff/account", "/staff/demo/settings", "/staff/demo/people", "/staff/demo/providers", "/staff/demo/changes"));
        found.AddRange(await Looks(page, language, "/sites/demo/terms", "/desk/demo/duties", "/desk/demo/orders", "/desk/demo/orders/new", "/desk/demo/flaggers"));
        await page.GotoAsync(await parley.OwnerLink());
        found.AddRange(await Violations(page));

        Assert.Empty(found);
    }

    /// <summary>What is wrong with pages, and whether one must be scrolled sideways.</summary>
    private async Task<IReadOnlyList<string>> Looks(IPage page, string language, params string[] paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync($"{parley.Address}{path}?lang={language}");
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
            found.AddRange(await Violations(page));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                found.Add(path + " is wider than the window");
        }
        return found;
    }

    private async Task<string> ClosedStory(string title)
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory(title, 1);
        await other.Close(story);
        return $"{parley.Address}/stories/{story}";
    }

    /// <summary>The first comment that is shown below others.</summary>
    private static async Task<string> DeepComment(IPage page, string story)
    {
        await page.GotoAsync(story);
        return await page.Locator(".branch .branch .branch .at").First.EvaluateAsync<string>("link => link.href");
    }

    private static async Task<string> OwnPage(IPage page, string story)
    {
        await page.GotoAsync(story);
        await page.Locator(".composer > summary").First.ClickAsync();
        var words = "Mine, " + Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        await page.Locator("#write-body").FillAsync(words);
        await page.Locator("#write-name").FillAsync("Axel");
        await page.Locator("#write .button.main").ClickAsync();
        return await page.Locator(".thread .comment", new() { HasText = words }).Locator(".acts .yours").EvaluateAsync<string>("link => link.href");
    }

    private static async Task<IEnumerable<string>> Violations(IPage page)
    {
        // Nothing fades while colours are measured.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var result = await page.RunAxe(Rules);
        return result.Violations.Select(one =>
            $"{page.Url}: {one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}");
    }
}
