using AngleSharp.Html.Parser;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>Readers find again what they wrote.</summary>
public sealed class OwnCommentsTest
{
    [Theory, ClassData<Engines>]
    public async Task A_reader_finds_what_they_wrote_in_whatever_state_and_nothing_of_another(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var (ana, eve) = (await Joining.Join(app, "ana@reader.example", "Ana"), await Joining.Join(app, "eve@reader.example", "Eve"));
        await Write(ana, story, "It stands.");
        var held = await Write(ana, story, "It was held.");
        var removed = await Write(ana, story, "It was removed.");
        await Write(eve, story, "This is Eve's.");
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{held}/state", new { state = "hold" })).EnsureSuccessStatusCode();
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{removed}/state", new { state = "remove", reason = "rude" })).EnsureSuccessStatusCode();

        var page = (await ana.Get("/account/news/comments")).Must(200).Text;

        Assert.Contains("It stands.", page, StringComparison.Ordinal);
        Assert.Contains("It was held.", page, StringComparison.Ordinal);
        Assert.Contains("Waiting for a moderator", page, StringComparison.Ordinal);
        Assert.Contains("Removed", page, StringComparison.Ordinal);
        Assert.Contains($"/comments/{held}/yours", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Eve", page, StringComparison.Ordinal);
        (await ana.Get($"/comments/{held}/yours")).Must(200);
    }

    [Theory, ClassData<Engines>]
    public async Task Older_ones_stand_on_the_pages_that_follow(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("posts-per-minute", "1000");
        var story = await app.MakeStory();
        var ana = await Joining.Join(app, "ana@reader.example", "Ana");
        for (var number = 1; number <= 52; number++)
            await Write(ana, story, $"Number {number}.");

        var first = new HtmlParser().ParseDocument((await ana.Get("/account/news/comments")).Must(200).Text);
        var second = (await ana.Get(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Must(200).Text;

        Assert.Equal(50, first.QuerySelectorAll(".hits li").Length);
        Assert.Contains("Number 52.", first.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Number 2.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Number 3.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }

    /// <returns>The id of the comment.</returns>
    private static async Task<string> Write(TestBrowser browser, string story, string body) =>
        (await browser.Post($"/stories/{story}/comments", ("body", body))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];
}
