using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>Whoever reads in another language than the site's goes on reading in it.</summary>
public sealed class LanguageOfPagesTest
{
    [Fact]
    public async Task Every_link_and_form_of_a_page_leads_on_in_its_language()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var root = await app.Post(story, "The question.");
        for (var number = 0; number < 60; number++)
            await app.Post(story, "Words " + number.ToString(CultureInfo.InvariantCulture));
        await app.Post(story, "The answer.", "Bob", root.Id);
        await app.Refresh();

        foreach (var path in new[] { $"/stories/{story}", $"/stories/{story}?sort=oldest", $"/comments/{root.Id}", $"/comments/{root.Id}/yours", "/", "/stories/none" })
        {
            var page = await Read(app, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=ar");

            Assert.Equal("ar", page.DocumentElement.GetAttribute("lang"));
            var leading = Leading(page).ToList();
            Assert.NotEmpty(leading);
            Assert.All(leading, address => Assert.Contains("lang=ar", address.Split('#')[0], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_page_in_the_sites_own_language_says_nothing_of_it()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Post(story, "Words.");
        await app.Refresh();

        foreach (var query in new[] { "", "?lang=en", "?lang=tlh" })
            Assert.All(Leading(await Read(app, $"/stories/{story}{query}")), address => Assert.DoesNotContain("lang=", address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comment_written_on_such_a_page_is_shown_and_refused_in_its_language()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();

        using var refused = await Send(app, story, ("body", "كلمات"), ("name", ""));
        using var posted = await Send(app, story, ("body", "كلمات"), ("name", "ليلى"));

        var again = await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync());
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Equal("ar", again.DocumentElement.GetAttribute("lang"));
        Assert.Contains("اسم", again.QuerySelector(".wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (int)posted.StatusCode);
        Assert.Matches("^/comments/[0-9a-z]{13}[?]at=[0-9.]+&lang=ar#parley-", posted.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_discussion_on_a_publishers_page_leads_to_ours_in_its_language()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Words.");
        await app.Refresh();

        var page = await Read(app, "/embed/news/thread?lang=fa&url=" + Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first"));

        var addresses = page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Contains($"{ParleyApp.SiteOrigin}/first#parley-{comment.Id}", addresses);
        Assert.All(
            addresses.Where(address => !address.StartsWith(ParleyApp.SiteOrigin, StringComparison.Ordinal) && !address.StartsWith('#')),
            address => Assert.Contains("lang=fa", address, StringComparison.Ordinal));
    }

    /// <summary>Where a page's links and forms lead within Parley.</summary>
    private static IEnumerable<string> Leading(IDocument page) =>
        page.QuerySelectorAll("a[href], form[action]")
            .Select(one => one.GetAttribute("href") ?? one.GetAttribute("action")!)
            .Where(address => address.StartsWith('/'));

    private static async Task<IDocument> Read(ParleyApp app, string path)
    {
        using var answer = await app.Http.GetAsync(path);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> Send(ParleyApp app, string story, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/stories/{story}/comments?lang=ar")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await app.Http.SendAsync(request);
    }
}
