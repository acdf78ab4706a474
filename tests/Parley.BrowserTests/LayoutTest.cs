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
    [InlineData("en")]
    [InlineData("fa")]
    public async Task The_deepest_branch_is_read_in_full_lines_on_a_phone(string language)
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Deep " + language);
        var written = new Written("", "");
        for (var depth = 0; depth < 14; depth++)
            written = await other.Post(story, $"At depth {depth}: words enough to fill a line of a narrow screen, and one more.", $"Reader {depth % 5}", depth == 0 ? null : written.Id);
        var page = await browsers.Open(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });

        foreach (var address in new[] { $"/stories/{story}", $"/comments/{written.Id}" })
        {
            await page.GotoAsync($"{parley.Address}{address}?lang={language}");

            Assert.Equal(0, await Overflow(page));
            var widths = await page.Locator(".comment > .text").EvaluateAllAsync<float[]>("all => all.map(one => one.getBoundingClientRect().width)");
            Assert.True(widths.Length >= 7);
            Assert.All(widths, width => Assert.InRange(width, 270, 360));
        }
        await Expect(page.Locator(".above > li")).ToHaveCountAsync(10);
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
