using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>What readers asked their machine for is done: less motion, more contrast, colours of their own, paper.</summary>
public sealed class ComfortTest(DemoParley parley, Browsers browsers)
{
    /// <summary>The longest any element, before and after included, takes to change its looks, in seconds.</summary>
    private const string LongestMotion =
        """
        () => {
          let longest = 0;
          const look = (root) => {
            for (const element of root.querySelectorAll("*")) {
              for (const part of [null, "::before", "::after"]) {
                const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element, part);
                // Data for search engines beside a shadow root is drawn nowhere, and has no style at all.
                if (element.localName === "script" && !transitionDuration)
                  continue;
                for (const one of (transitionDuration + "," + animationDuration).split(","))
                  longest = Math.max(longest, parseFloat(one));
                if (scrollBehavior === "smooth")
                  longest = Infinity;
              }
              if (element.shadowRoot)
                look(element.shadowRoot);
            }
          };
          look(document);
          return longest;
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_moves_for_whoever_asked_for_less_motion_and_otherwise_only_fades(bool isEmbedded)
    {
        var still = await Read(isEmbedded, new() { ReducedMotion = ReducedMotion.Reduce });
        var usual = await Read(isEmbedded, new());

        Assert.Equal(0, await still.EvaluateAsync<double>(LongestMotion));
        Assert.InRange(await usual.EvaluateAsync<double>(LongestMotion), 0.01, 0.12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_quiet_or_hidden_for_whoever_asked_for_more_contrast(bool isEmbedded)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await Read(isEmbedded, new() { Contrast = Contrast.More, ColorScheme = scheme });
            var comment = page.Locator(".thread .comment").First;
            var ink = await Style(comment.Locator(".text"), "color");

            Assert.Equal(ink, await Style(comment.Locator(".at"), "color"));
            Assert.Equal(ink, await Style(comment.Locator(".acts .share"), "color"));
            Assert.Equal("1", await Style(comment.Locator(".acts .share"), "opacity"));
            Assert.Equal(ink, await Style(page.Locator(".composer > summary").First, "border-top-color"));
        }
    }

    [Fact]
    public async Task With_colours_of_their_own_readers_still_see_what_is_chosen_and_what_can_be_pressed()
    {
        var page = await Read(isEmbedded: false, new() { ForcedColors = ForcedColors.Active });

        await Expect(page.Locator(".bar [aria-current]")).ToHaveCSSAsync("text-decoration-line", "underline");
        await page.Locator(".composer > summary").First.ClickAsync();
        await Expect(page.Locator(".composer .main").First).ToHaveCSSAsync("border-top-width", "2px");
        await page.Locator(".thread .comment .at").First.ClickAsync();
        Assert.Equal("3px", await page.Locator(".comment.focus").EvaluateAsync<string>("e => getComputedStyle(e, '::before').borderInlineStartWidth"));
    }

    [Fact]
    public async Task On_paper_stand_the_story_and_all_comments_with_names_and_whole_times_and_nothing_to_press()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Paper", 1);
        var root = await other.Post(story, "A branch.", "Ruth");
        await other.Post(story, "Folded away.", "Fay", root.Id);
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Address}/stories/{story}");
        await page.Locator(".branch > summary").ClickAsync();
        await Expect(page.GetByText("Folded away.")).ToBeHiddenAsync();
        await Expect(page.Locator(".comment time").First).ToHaveTextAsync("this minute");

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");

        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Expect(page.GetByText("Folded away.")).ToBeVisibleAsync();
        await Expect(page.Locator(".comment .name", new() { HasText = "Fay" })).ToBeVisibleAsync();
        foreach (var time in await page.Locator(".comment time").AllTextContentsAsync())
            Assert.Matches(new Regex("[0-9]{4}.*[0-9]{1,2}:[0-9]{2}"), time);
        foreach (var pressed in new[] { "button", "textarea", ".composer", ".acts", ".bar nav", ".thumb", ".live" })
            foreach (var one in await page.Locator(pressed).AllAsync())
                await Expect(one).ToBeHiddenAsync();
        await page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        await Expect(page.Locator(".comment time").First).ToHaveTextAsync("this minute");
    }

    private async Task<IPage> Read(bool isEmbedded, BrowserNewContextOptions options)
    {
        var page = await browsers.Open(options);
        await page.GotoAsync(isEmbedded ? parley.Publisher + "/town/mill-line" : await parley.Story("mill-line"));
        if (isEmbedded)
            await page.Locator("parley-thread").ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator(".thread .comment").First).ToBeVisibleAsync();
        return page;
    }

    private static Task<string> Style(ILocator element, string property) =>
        element.EvaluateAsync<string>("(e, property) => getComputedStyle(e)[property]", property);
}
