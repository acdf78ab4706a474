using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>Everything our own pages do, they do with JavaScript off.</summary>
public sealed class WithoutScriptTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_discussion_is_read_page_by_page()
    {
        var page = await browsers.OpenWithoutScript();
        await page.GotoAsync(await parley.Story("mill-line"));

        // What others write meanwhile stands last in this order, not on the page that is left and come back to.
        await page.GetByRole(AriaRole.Link, new() { Name = "Oldest" }).ClickAsync();
        await Expect(page.Locator("[aria-current=true]")).ToHaveTextAsync("Oldest");
        var first = await page.Locator(".comment").First.GetAttributeAsync("id");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();

        await Expect(page.Locator(".comment").First).ToBeVisibleAsync();
        Assert.NotEqual(first, await page.Locator(".comment").First.GetAttributeAsync("id"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the first page" }).ClickAsync();
        await Expect(page.Locator(".comment").First).ToHaveAttributeAsync("id", first!);
    }

    [Fact]
    public async Task The_order_is_a_link()
    {
        var page = await browsers.OpenWithoutScript();
        await page.GotoAsync(await parley.Story("mill-line"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Oldest" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=oldest"));
        await Expect(page.Locator("[aria-current=true]")).ToHaveTextAsync("Oldest");
    }

    [Fact]
    public async Task A_guest_posts_replies_edits_and_deletes()
    {
        var page = await browsers.OpenWithoutScript();
        await page.GotoAsync(await parley.Story("old-bicycle"));

        await Write(page, "Oil the chain *before* the first ride.", "Wheelwright");

        var mine = page.Locator(".comment.focus");
        await Expect(mine).ToContainTextAsync("Oil the chain before the first ride.");
        await Expect(mine.Locator("em")).ToHaveTextAsync("before");

        await Write(page, "And the bearings.", "Wheelwright");
        await Expect(page.Locator(".comment.focus")).ToContainTextAsync("And the bearings.");
        await Expect(page.Locator(".above")).ToContainTextAsync("Oil the chain");

        await page.Locator(".comment.focus").GetByRole(AriaRole.Link, new() { Name = "More" }).ClickAsync();
        await page.GetByLabel("Your comment").FillAsync("And the hub bearings.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".comment.focus")).ToContainTextAsync("And the hub bearings.");
        await Expect(page.Locator(".comment.focus")).ToContainTextAsync("Edited");

        await page.Locator(".comment.focus").GetByRole(AriaRole.Link, new() { Name = "More" }).ClickAsync();
        await page.GetByText("Delete this comment").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, delete it" }).ClickAsync();
        await Expect(page.Locator(".comment", new() { HasText = "Removed by its author" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_mistake_comes_back_with_what_was_typed()
    {
        var page = await browsers.OpenWithoutScript();
        await page.GotoAsync(await parley.Story("library-bus"));

        await Write(page, "A name will follow.", "");

        await Expect(page.Locator(".wrong")).ToContainTextAsync("Please give a name");
        await Expect(page.GetByLabel("Your comment")).ToHaveValueAsync("A name will follow.");
    }

    private static async Task Write(IPage page, string words, string name)
    {
        if (!await page.Locator("#write").IsVisibleAsync())
            await page.Locator(".composer > summary").ClickAsync();
        await page.Locator("#write-body").FillAsync(words);
        await page.GetByLabel("Your name").FillAsync(name);
        await page.Locator(".post .button.main").ClickAsync();
    }
}
