using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Tests.Comments.Pages;

namespace Parley.Tests.Embed.Pages;

public sealed class PagesTest
{
    private static readonly (string, object?) Site = ("Site", SampleThreads.Site);
    private static readonly CommentView Mine = SampleThreads.Comment(5, "Marit Dunmore", "Could the works start at the hospital end?");

    [Fact]
    public async Task A_story_page_is_complete_and_names_its_language_and_style()
    {
        var page = await Page<StoryPage>(Site, ("Thread", SampleThreads.Lively()), ("Canonical", "https://talk.example/stories/x"));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("ltr", page.DocumentElement.GetAttribute("dir"));
        Assert.Equal("Discussion: Council to decide on a tram line through Mill Street", page.Title);
        Assert.Equal(Stylesheet.Path, page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        Assert.Equal("https://talk.example/stories/x", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("link[rel=next]"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotNull(page.QuerySelector("#" + page.QuerySelector("a.skip")!.GetAttribute("href")![1..]));
    }

    [Fact]
    public async Task It_is_the_same_bytes_for_every_reader()
    {
        var one = await Draw.Page<StoryPage>(Site, ("Thread", SampleThreads.Lively()));
        var other = await Draw.Page<StoryPage>(Site, ("Thread", SampleThreads.Lively()));

        Assert.Equal(one, other);
    }

    [Fact]
    public async Task The_articles_own_text_is_folded_and_attributed()
    {
        var story = SampleThreads.Story with { TextHtml = "<p>It is a quarter to six.</p>", TextAttribution = "Text: the Courier." };

        var page = await Page<StoryPage>(Site, ("Thread", SampleThreads.Empty with { Story = story }));

        Assert.Equal("It is a quarter to six.", page.QuerySelector("details.article > .text")!.TextContent);
        Assert.Equal("Text: the Courier.", page.QuerySelector("details.article > .aside")!.TextContent);
        Assert.False(page.QuerySelector("details.article")!.HasAttribute("open"));
    }

    [Fact]
    public async Task A_closed_thread_has_a_reason_in_place_of_the_form()
    {
        var page = await Page<StoryPage>(Site, ("Thread", SampleThreads.Closed));

        Assert.Null(page.QuerySelector("form[method=post]"));
        Assert.Equal("This discussion closed on 27 May 2026. The council has decided. You can still read and share it.", page.QuerySelector(".line")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll(".acts a"), link => link.TextContent == "Reply");
    }

    [Fact]
    public async Task A_permalink_shows_the_comment_below_its_ancestors_and_above_its_replies()
    {
        var thread = new ThreadView(SampleThreads.Story, "newest", [SampleThreads.Deep(3, 6)], null, Focus: SampleThreads.Id(6), Above: SampleThreads.Id(2));

        var page = await Page<PermalinkPage>(Site, ("Thread", thread));

        Assert.Equal([3, 4, 5], page.QuerySelectorAll(".above article").Select(Number));
        Assert.Equal(6, Number(page.QuerySelector("article.focus")!));
        Assert.Equal([7, 8], page.QuerySelectorAll(".branch article").Select(Number));
        Assert.Equal("/comments/" + SampleThreads.Id(2), page.QuerySelector(".earlier a")!.GetAttribute("href"));
        Assert.Equal(SampleThreads.Id(6), page.QuerySelector("#write input[name=parentId]")!.GetAttribute("value"));
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/stories/06b8z4e1kq7vn#thread");
    }

    [Fact]
    public async Task A_removed_comment_asked_for_shows_its_tombstone_and_takes_no_reply()
    {
        var gone = SampleThreads.Removed(Mine, "moderator", "The plan, not the person.");

        var page = await Page<PermalinkPage>(Site, ("Thread", new ThreadView(SampleThreads.Story, "newest", [new(gone, [])], null, Focus: gone.Id)));

        Assert.Null(page.QuerySelector("form"));
        Assert.NotNull(page.QuerySelector("article.focus .gone"));
    }

    [Fact]
    public async Task While_the_window_is_open_an_author_edits()
    {
        var page = await Page<YoursPage>(Site, ("Comment", Mine), ("Token", "t0ken"), ("EditUntil", SampleThreads.Noon));

        Assert.Equal([Links.Edit(Mine.Id) + "#edit", Links.Delete(Mine.Id)], Actions(page));
        Assert.Equal(Mine.Body, page.QuerySelector("textarea")!.TextContent);
        Assert.All(page.QuerySelectorAll("form"), form => Assert.Equal("t0ken", form.QuerySelector("input[name=token]")!.GetAttribute("value")));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task After_the_window_an_author_adds_a_correction()
    {
        var page = await Page<YoursPage>(Site, ("Comment", Mine), ("Token", "t0ken"));

        Assert.Equal([Links.Correct(Mine.Id), Links.Delete(Mine.Id)], Actions(page));
    }

    [Fact]
    public async Task A_comment_that_waits_shows_its_words_to_its_author()
    {
        var page = await Page<YoursPage>(Site, ("Comment", Mine with { State = "held" }), ("Token", "t0ken"));

        Assert.Equal("Could the works start at the hospital end?", page.QuerySelector("article .text")!.TextContent);
        Assert.Contains("only you can see it", page.QuerySelector(".aside")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_comment_comes_to_its_edit_form_with_the_tick_it_needs()
    {
        var page = await Page<YoursPage>(Site, ("Comment", Mine with { Body = new string('x', 6000) }), ("Token", "t0ken"), ("EditUntil", SampleThreads.Noon));

        Assert.True(page.QuerySelector("input[name=continued]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Nobody_else_is_offered_a_form()
    {
        var page = await Page<YoursPage>(Site, ("Comment", Mine));

        Assert.Empty(Actions(page));
        Assert.DoesNotContain("Could the works", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "There is nothing here")]
    [InlineData(410, "This was taken away")]
    [InlineData(429, "A little slower, please")]
    [InlineData(503, "Back in a moment")]
    [InlineData(418, "That did not work")]
    public async Task A_refusal_has_words_and_a_way_on(int status, string title)
    {
        var page = await Page<RefusalPage>(("SiteTitle", "Courier"), ("Status", status));

        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(Links.Home, page.QuerySelector(".ways a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_front_page_lists_what_can_be_discussed()
    {
        var page = await Page<FrontPage>(("Listings", new List<FrontListing> { new(SampleThreads.Site, [SampleThreads.Story]) }));

        Assert.Equal(SampleThreads.Story.Title, page.QuerySelector("h2 a")!.TextContent);
        Assert.Equal(Links.Story(SampleThreads.Story.Id), page.QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Equal("142 comments", page.QuerySelector(".credit span")!.TextContent);
    }

    private static int Number(IElement article) => int.Parse(article.Id![^9..], System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string?> Actions(IDocument page) => page.QuerySelectorAll("form").Select(form => form.GetAttribute("action"));

    private static async Task<IDocument> Page<T>(params (string Name, object? Value)[] parameters) where T : IComponent =>
        new HtmlParser().ParseDocument(await Draw.Page<T>(parameters));
}
