using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>What somebody writes whom the reader ignores folds, on a publisher's page and on our own, and opens at a press.</summary>
public sealed class IgnoringTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_guest_ignores_somebody_on_a_publishers_page_and_it_stays_so_after_a_reload()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var page = browser.Page;
        await page.GotoAsync(parley.Publisher + "/town/library-bus");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.Locator(".composer > summary").First.ClickAsync();
        await thread.Locator("textarea").FillAsync("I only read along.");
        await thread.Locator("input[name=name]").FillAsync("Quiet");
        await thread.Locator("form .button.main").ClickAsync();
        await Expect(thread.Locator(".comment.found")).ToContainTextAsync("I only read along.");

        await thread.Locator(".comment:not(.found) .yours").First.ClickAsync();
        await thread.Locator(".owned").GetByRole(AriaRole.Button, new() { Name = "Ignore" }).ClickAsync();

        await FoldsAndOpens(thread);
        await page.ReloadAsync();
        await thread.ScrollIntoViewIfNeededAsync();
        await FoldsAndOpens(thread);
    }

    private static async Task FoldsAndOpens(ILocator thread)
    {
        var fold = thread.Locator("details.ignored").First;
        await Expect(fold).ToContainTextAsync("By somebody you ignore");
        await Expect(fold.Locator(".text").First).ToBeHiddenAsync();
        await fold.Locator("summary").First.ClickAsync();
        await Expect(fold.Locator(".text").First).ToBeVisibleAsync();
    }
}
