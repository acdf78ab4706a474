using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>What pages do to the screen they are on.</summary>
public sealed class LayoutTest(DemoParley parley, Browsers browsers)
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task No_page_is_wider_than_the_screen(int width)
    {
        var page = await browsers.Open(new() { ViewportSize = new() { Width = width, Height = 800 } });
        var story = await parley.Story("mill-line");

        foreach (var language in new[] { "en", "ar" })
        {
            foreach (var address in new[] { parley.Address + "/", story })
            {
                await page.GotoAsync($"{address}?lang={language}");
                Assert.Equal(0, await Overflow(page));
            }
            await page.GotoAsync(parley.Publisher + "/town/mill-line");
            var thread = page.Locator("parley-thread");
            await thread.EvaluateAsync("(e, language) => e.setAttribute('lang', language)", language);
            await thread.ScrollIntoViewIfNeededAsync();
            await thread.Locator(".composer > summary").First.ClickAsync();
            await Expect(thread.Locator("textarea")).ToBeFocusedAsync();
            Assert.Equal(0, await Overflow(page));
        }
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Nothing_on_the_publishers_page_moves_when_the_discussion_comes(int width)
    {
        var page = await browsers.Open(new() { ViewportSize = new() { Width = width, Height = 800 } });
        await page.AddInitScriptAsync(
            """
            window.moved = [];
            new PerformanceObserver((list) => {
              for (const shift of list.getEntries())
                moved.push(shift.value + " " + shift.sources.map((source) => source.node?.nodeName + "." + source.node?.className).join());
            }).observe({ type: "layout-shift", buffered: true });
            """);
        await page.GotoAsync(parley.Publisher + "/town/mill-line", new() { WaitUntil = WaitUntilState.NetworkIdle });

        for (var step = 0; step < 60; step++)
        {
            await page.Mouse.WheelAsync(0, 240);
            await page.WaitForTimeoutAsync(40);
        }

        await Expect(page.Locator("parley-thread .comment").First).ToBeAttachedAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>("() => moved"));
    }

    private static Task<int> Overflow(IPage page) =>
        page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}
