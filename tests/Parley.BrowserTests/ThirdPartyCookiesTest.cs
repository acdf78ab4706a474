using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>In a browser that blocks third-party cookies a guest writes on the publisher's page, and is known there again.</summary>
public sealed class ThirdPartyCookiesTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_guest_posts_reloads_and_may_still_edit()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var page = browser.Page;
        Assert.Equal(["kept"], await browser.CookiesThatStay());

        await page.GotoAsync(parley.Publisher + "/town/library-bus");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.Locator(".composer > summary").First.ClickAsync();
        await thread.Locator("textarea").FillAsync("Call it the Page Turner.");
        await thread.Locator("input[name=name]").FillAsync("Priya");
        await thread.Locator("form .button.main").ClickAsync();
        await Expect(thread.Locator(".comment.found")).ToContainTextAsync("Page Turner");
        await page.ReloadAsync();

        await thread.ScrollIntoViewIfNeededAsync();
        var mine = thread.Locator(".comment", new() { HasText = "Page Turner" });
        await mine.Locator(".yours").ClickAsync();
        await thread.Locator(".owned textarea").FillAsync("Call it the Leaf.");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(thread.Locator(".comment.found")).ToContainTextAsync("Call it the Leaf.");

        Assert.Equal("", await page.EvaluateAsync<string>("() => document.cookie"));
        Assert.DoesNotContain("access.", await page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);
        await SomebodyElsesIsRefused(thread);
    }

    private static async Task SomebodyElsesIsRefused(ILocator thread)
    {
        await thread.Locator(".comment:not(.found) .yours").First.ClickAsync();

        await Expect(thread.Locator(".owned")).ToContainTextAsync("in the browser it was written in");
    }
}
