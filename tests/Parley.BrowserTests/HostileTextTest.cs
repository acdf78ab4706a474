using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;
using Parley.Tests.Hosting;

namespace Parley.BrowserTests;

/// <summary>Every hostile string in a real browser: nothing runs, and no policy has to stop anything.</summary>
public sealed class HostileTextTest(DemoParley parley, Browsers browsers)
{
    /// <summary>What hostile strings would call, and every complaint of a policy, also from inside the discussion.</summary>
    private const string Watch =
        """
        window.ran = 0;
        window.complaints = [];
        window.hostile = () => ran++;
        for (const name of ["alert", "confirm", "prompt"])
          window[name] = () => ran++;
        addEventListener("securitypolicyviolation", (event) => complaints.push(event.violatedDirective + " " + event.blockedURI));
        """;

    /// <summary>Everything in the page and its discussion that could run, or that no comment may have brought.</summary>
    private const string Runnable =
        """
        () => {
          const found = [];
          const look = (root) => {
            for (const element of root.querySelectorAll("*")) {
              if (element.getAttributeNames().some((name) => name.startsWith("on") || name === "style" || name === "srcdoc"))
                found.push(element.outerHTML);
              if (element.localName !== "link" && /^\s*(javascript|data|vbscript|file):/i.test(element.getAttribute("href") ?? ""))
                found.push(element.outerHTML);
              if (element.shadowRoot)
                look(element.shadowRoot);
            }
          };
          look(document);
          return found;
        }
        """;

    [Fact]
    public async Task Nothing_a_reader_can_write_runs_or_meets_a_policy()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Hostile");
        var last = "";
        foreach (var text in HostileStrings.All)
            last = await other.TryPost(story, text, text[..Math.Min(text.Length, 50)]) ?? last;
        var page = await browsers.Open(new() { ViewportSize = new() { Width = 1280, Height = 4000 } });
        await page.AddInitScriptAsync(Watch);
        var wrong = new List<string>();

        var address = $"{parley.Address}/stories/{story}?sort=oldest";
        for (var pages = 0; address is not null; pages++)
        {
            Assert.InRange(pages, 0, 20);
            await page.GotoAsync(address);
            await Look(page, wrong);
            var next = page.Locator(".pages a[rel~=next]");
            address = await next.CountAsync() > 0 ? await next.First.EvaluateAsync<string>("link => link.href") : null;
        }
        await page.GotoAsync($"{parley.Address}/comments/{last}");
        await Look(page, wrong);
        await page.GotoAsync($"{parley.Address}/stories/{story}/search?q=x");
        await Look(page, wrong);

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Under_a_publishers_strictest_policy_the_discussion_breaks_none_of_it()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Hostile there");
        foreach (var text in HostileStrings.All.Where((_, at) => at % 4 == 0))
            await other.TryPost(story, text, text[..Math.Min(text.Length, 50)]);
        var page = await browsers.Open();
        await page.AddInitScriptAsync(Watch);
        var wrong = new List<string>();

        await page.GotoAsync(parley.Publisher + "/town/mill-line");
        var thread = page.Locator("parley-thread");
        await thread.EvaluateAsync("e => { e.removeAttribute('story-url'); e.setAttribute('story-id', 'test Hostile there') }");
        await thread.ScrollIntoViewIfNeededAsync();
        await Expect(thread.Locator(".comment").First).ToBeVisibleAsync();
        await Look(page, wrong);

        Assert.Empty(wrong);
    }

    /// <summary>The element takes no messages: whatever another page sends, nothing changes and nothing fails.</summary>
    [Fact]
    public async Task A_thousand_messages_from_a_foreign_frame_change_nothing()
    {
        using var other = new Writer(parley);
        await other.MakeStory("Messages", 3);
        var page = await browsers.Open();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.ServeWithThread(parley, "test Messages");
        var thread = page.Locator("parley-thread");
        await Expect(thread.Locator(".comment").First).ToBeVisibleAsync();
        await Expect(thread.Locator(".live")).ToBeAttachedAsync();
        var before = await thread.EvaluateAsync<string>("e => e.shadowRoot.innerHTML");

        await page.EvaluateAsync("() => { const frame = document.createElement('iframe'); frame.srcdoc = '<p>Foreign</p>'; frame.sandbox = 'allow-scripts'; document.body.append(frame) }");
        var foreign = page.Frames[^1];
        await foreign.WaitForLoadStateAsync();
        await foreign.EvaluateAsync(
            """
            () => {
              const kinds = ["reset", "changes", "readers", "cut", "code", "token", "parley:posted", "__proto__", null, 7];
              for (let at = 0; at < 1000; at++) {
                const kind = kinds[at % kinds.length];
                const random = Math.random().toString(36);
                parent.postMessage([kind, { kind, data: random, story: random }, { frame: { kind, data: { stories: [{ story: random }] } } }, { token: random, code: random, again: true }][at % 4], "*");
              }
            }
            """);
        await page.WaitForTimeoutAsync(500);

        Assert.Equal(Steady(before), Steady(await thread.EvaluateAsync<string>("e => e.shadowRoot.innerHTML")));
        Assert.Empty(errors);
    }

    /// <summary>Times go on by themselves.</summary>
    private static string Steady(string html) => Regex.Replace(html, "(<time [^>]*>)[^<]*", "$1");

    private static async Task Look(IPage page, List<string> wrong)
    {
        await page.Locator("details.fold").EvaluateAllAsync<object?>("all => all.forEach((one) => (one.open = true))");
        await page.WaitForTimeoutAsync(100);
        if (await page.EvaluateAsync<int>("() => ran") is > 0 and var ran)
            wrong.Add($"{page.Url}: {ran} ran");
        wrong.AddRange((await page.EvaluateAsync<string[]>("() => complaints")).Select(one => $"{page.Url}: {one}"));
        wrong.AddRange((await page.EvaluateAsync<string[]>(Runnable)).Select(one => $"{page.Url}: {one}"));
    }
}
