using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;
using Parley.Tests.House;

namespace Parley.BrowserTests;

/// <summary>What the element tells the publisher's analytics: every event that is documented, with what is documented of it.</summary>
public sealed class EventsTest(DemoParley parley, Browsers browsers)
{
    /// <summary>Each event with the names of its details, as docs/embed.md has them.</summary>
    private static readonly Dictionary<string, string[]> Documented = new()
    {
        ["loaded"] = ["comment", "count", "storyId"],
        ["shown"] = ["comment", "count", "storyId"],
        ["posted"] = ["comment", "parent", "state"],
        ["edited"] = ["comment"],
        ["deleted"] = ["comment"],
        ["shared"] = ["comment", "url"],
        ["closed"] = ["storyId"],
        ["failed"] = ["code", "status"],
    };

    [Fact]
    public async Task Every_documented_event_is_told_with_its_details_and_without_anyones_words()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Told of", 3);
        var page = await Listening();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.ServeWithThread(parley, "test Told of");
        var thread = page.Locator("parley-thread");

        await thread.Locator(".bar nav a:not([aria-current])").First.ClickAsync();
        await Told(page, "shown");
        await thread.Locator(".composer > summary").First.ClickAsync();
        await thread.Locator("form textarea").FillAsync("Xylophone.");
        await thread.Locator("form input[name=name]").FillAsync("Quagga");
        await thread.Locator("form .button.main").ClickAsync();
        var mine = thread.Locator(".comment.found");
        await mine.Locator(".share").ClickAsync();
        await Told(page, "shared");
        await mine.Locator(".yours").ClickAsync();
        await thread.Locator(".owned textarea").FillAsync("Xylophones.");
        await thread.Locator(".owned .button.main").First.ClickAsync();
        await Told(page, "edited");
        await Expect(thread.Locator(".comment.found")).ToContainTextAsync("Xylophones.");
        await Expect(thread.Locator(".owned")).ToHaveCountAsync(0);
        await thread.Locator(".comment.found .yours").ClickAsync();
        await thread.GetByText("Delete this comment").ClickAsync();
        await thread.GetByRole(AriaRole.Button, new() { Name = "Yes, delete it" }).ClickAsync();
        await Told(page, "deleted");
        await other.Close(story);
        await Told(page, "closed");
        await thread.EvaluateAsync("e => e.setAttribute('story-id', 'was never here')");
        await Told(page, "failed");

        var told = await All(page);
        Assert.Equal(Documented.Keys.Order(), told.Select(one => one.Name).Distinct().Order());
        Assert.All(told, one => Assert.Equal(Documented[one.Name], one.Detail.EnumerateObject().Select(detail => detail.Name).Order()));
        Assert.DoesNotContain(told, one => one.Detail.GetRawText().Contains("Xylo", StringComparison.Ordinal)
            || one.Detail.GetRawText().Contains("Quagga", StringComparison.Ordinal));
        var posted = told.Single(one => one.Name == "posted").Detail;
        Assert.Equal("published", posted.GetProperty("state").GetString());
        var shared = told.Single(one => one.Name == "shared").Detail;
        Assert.Equal(posted.GetProperty("comment").GetString(), shared.GetProperty("comment").GetString());
        Assert.EndsWith(posted.GetProperty("comment").GetString()!, shared.GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_documented_is_what_is_tried_here()
    {
        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "embed.md"));

        var told = Regex.Matches(docs, "`parley:([a-z-]+)`").Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(Documented.Keys.Order(), told.Order());
    }

    /// <summary>A page that keeps what it is told.</summary>
    private async Task<IPage> Listening()
    {
        var page = await browsers.Open();
        await page.AddInitScriptAsync(
            $$"""
            window.told = [];
            for (const name of {{JsonSerializer.Serialize(Documented.Keys)}})
              document.addEventListener("parley:" + name, ({ detail }) => told.push({ name, detail }));
            """);
        return page;
    }

    private static Task Told(IPage page, string name) =>
        page.WaitForFunctionAsync("name => told.some((one) => one.name === name)", name);

    private static async Task<List<(string Name, JsonElement Detail)>> All(IPage page) =>
        [.. JsonDocument.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(told)")).RootElement.EnumerateArray()
            .Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("detail").Clone()))];
}
