using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>Back, on a publisher's page, is the same comment at the same height, whichever way the reader went.</summary>
public sealed class BackTest(DemoParley parley, Browsers browsers)
{
    [Theory]
    [InlineData(".at")]
    [InlineData(".picks .sign a")]
    public async Task From_a_comment_that_a_link_led_to(string link)
    {
        var page = await Read("/town/mill-line");
        var thread = page.Locator("parley-thread");
        // Further down, so that there is a height to come back to.
        var pressed = link == ".at" ? thread.Locator(".thread .comment").Nth(12).Locator(link) : thread.Locator(link).First;
        await pressed.EvaluateAsync("e => scrollBy(0, e.getBoundingClientRect().top - 300)");
        var (id, height) = await Uppermost(page);

        await pressed.ClickAsync();
        await page.WaitForURLAsync("**/town/mill-line#parley-*");
        await Expect(thread.Locator(".comment.focus, .comment.found").First).ToBeVisibleAsync();
        await page.EvaluateAsync("() => scrollBy(0, 500)");
        await page.GoBackAsync();

        await At(page, id, height);
    }

    [Fact]
    public async Task Before_what_was_asked_for_has_come()
    {
        var page = await Read("/town/mill-line");
        var thread = page.Locator("parley-thread");
        await page.RouteAsync("**/embed/demo/thread?*sort=*", async route =>
        {
            await Task.Delay(800);
            await route.ContinueAsync();
        });
        var (id, height) = await Uppermost(page);

        await thread.Locator(".bar nav a:not([aria-current])").First.EvaluateAsync("link => link.click()");
        await page.GoBackAsync();
        await page.WaitForTimeoutAsync(1_500);

        await Expect(thread.Locator(".bar [aria-current]")).ToHaveTextAsync("Newest");
        await At(page, id, height);
    }

    [Fact]
    public async Task From_the_whole_discussion_to_the_permalink_it_was_entered_by()
    {
        var first = await Read("/town/mill-line");
        var comment = await first.Locator("parley-thread .branch .branch .comment").First.GetAttributeAsync("id");
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Publisher}/town/mill-line#{comment}");
        var thread = page.Locator("parley-thread");
        await Expect(thread.Locator(".comment.focus")).ToBeInViewportAsync();
        await thread.Locator(".whole a").EvaluateAsync("e => scrollBy(0, e.getBoundingClientRect().top - 150)");
        var (id, height) = await Uppermost(page);

        await thread.Locator(".whole a").ClickAsync();
        await Expect(thread.Locator(".comment.focus")).ToHaveCountAsync(0);
        await page.GoBackAsync();

        await Expect(thread.Locator(".comment.focus")).ToHaveCountAsync(1);
        await At(page, id, height);
    }

    [Fact]
    public async Task From_another_page_and_after_a_reload()
    {
        var page = await Read("/town/mill-line");
        await page.Locator("parley-thread .thread .comment").Nth(9).EvaluateAsync("e => scrollBy(0, e.getBoundingClientRect().top - 200)");
        var (id, height) = await Uppermost(page);

        await page.GotoAsync(parley.Publisher + "/");
        await page.GoBackAsync();
        await At(page, id, height);
        await page.ReloadAsync();

        await At(page, id, height);
    }

    private async Task<IPage> Read(string path)
    {
        var page = await browsers.Open();
        await page.GotoAsync(parley.Publisher + path);
        await page.Locator("parley-thread").ScrollIntoViewIfNeededAsync();
        // The last branch is there: nothing moves any more.
        await Expect(page.Locator("parley-thread .ground:not([aria-busy])")).ToBeAttachedAsync();
        return page;
    }

    /// <summary>The uppermost comment in sight, and where it stands.</summary>
    private static async Task<(string Id, double Height)> Uppermost(IPage page)
    {
        var found = await page.Locator("parley-thread").EvaluateAsync<string>(
            """
            e => {
              const one = [...e.shadowRoot.querySelectorAll(".thread .comment")].find((one) => one.getBoundingClientRect().bottom > 0);
              return one.id + " " + one.getBoundingClientRect().top;
            }
            """);
        var parts = found.Split(' ');
        return (parts[0], double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task At(IPage page, string id, double height)
    {
        var comment = page.Locator("parley-thread #" + id);
        await Expect(comment).ToBeAttachedAsync();
        double found = 0;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            found = await comment.EvaluateAsync<double>("e => e.getBoundingClientRect().top");
            if (Math.Abs(found - height) < 3)
                return;
            await page.WaitForTimeoutAsync(100);
        }
        Assert.Fail($"It stood at {height} and stands at {found}.");
    }
}
