using System.Text.Json;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Stories;
using Parley.Tests.Comments.Pages;
using Parley.Tests.Embed.Pages;

namespace Parley.Tests.Embed;

public sealed class StructuredDataTest(ITestOutputHelper output)
{
    /// <summary>The data says every comment once more; compressed that costs little.</summary>
    private const int PageBytes = 12 * 1024;

    private static readonly Uri Root = new("https://talk.example");

    [Fact]
    public async Task A_storys_page_tells_search_engines_its_discussion_and_the_article_it_is_about()
    {
        var root = SampleThreads.Comment(1, "Ann </script>", "Said &amp; done.");
        var reply = SampleThreads.Comment(2, "Bob", "So it was.", root);
        var story = SampleThreads.Story with { Title = "Trams", Url = "https://news.example/trams", Author = null };
        var thread = new ThreadView(story, "newest", [new(root, [new(reply, [])])], null);

        var posting = await Read(thread);

        Assert.Equal("DiscussionForumPosting", posting.GetProperty("@type").GetString());
        Assert.Equal($"https://talk.example/stories/{story.Id}", posting.GetProperty("url").GetString());
        Assert.Equal("https://news.example/trams", posting.GetProperty("sharedContent").GetProperty("url").GetString());
        Assert.Equal("Organization", posting.GetProperty("author").GetProperty("@type").GetString());
        var comment = Assert.Single(posting.GetProperty("comment").EnumerateArray());
        Assert.Equal("Ann </script>", comment.GetProperty("author").GetProperty("name").GetString());
        Assert.Equal($"https://talk.example/comments/{root.Id}", comment.GetProperty("url").GetString());
        Assert.Equal("Bob", comment.GetProperty("comment")[0].GetProperty("author").GetProperty("name").GetString());
        Assert.True(comment.TryGetProperty("datePublished", out _));
    }

    [Fact]
    public async Task A_removed_comment_is_not_in_it_and_its_answers_are()
    {
        var gone = SampleThreads.Comment(1, "Ann", "Gone.") with { State = "removed", Author = null, Body = null, Html = null };
        var reply = SampleThreads.Comment(2, "Bob", "So it was.", gone);
        var thread = new ThreadView(SampleThreads.Story, "newest", [new(gone, [new(reply, [])])], null);

        var posting = await Read(thread);

        var comment = Assert.Single(posting.GetProperty("comment").EnumerateArray());
        Assert.Equal("So it was.", comment.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Nothing_is_said_where_nobody_told_the_public_address()
    {
        var page = await Draw.Page<StoryPage>(("Site", SampleThreads.Site), ("Thread", new ThreadView(SampleThreads.Story, "newest", [], null)));

        Assert.DoesNotContain("ld+json", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_fifty_comments_fits_its_budget_with_it()
    {
        var thread = new ThreadView(SampleThreads.Story, "newest", BudgetTest.Fifty(), "06b9j0w3r8n5c");

        Fits(await Draw.Page<StoryPage>(("Site", SampleThreads.Site), ("Thread", thread), ("Root", Root)));
        Fits(await Draw.Page<LoadedThread>(
            ("Site", SampleThreads.Site), ("Thread", thread), ("Url", "https://news.example/trams"),
            ("Permalink", (string id) => "https://news.example/trams#parley-" + id)));
    }

    private void Fits(string page)
    {
        var size = BudgetTest.Served(page);
        output.WriteLine($"{size} bytes of {PageBytes}, {page.Length} characters uncompressed");
        Assert.InRange(size, 1, PageBytes);
    }

    private static async Task<JsonElement> Read(ThreadView thread)
    {
        var page = await Draw.Page<StoryPage>(("Site", SampleThreads.Site), ("Thread", thread), ("Root", Root));
        var data = new HtmlParser().ParseDocument(page).QuerySelectorAll("script[type='application/ld+json']").Single();
        return JsonDocument.Parse(data.TextContent).RootElement;
    }
}
