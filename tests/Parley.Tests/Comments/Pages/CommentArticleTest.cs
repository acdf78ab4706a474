using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Comments.Pages;

namespace Parley.Tests.Comments.Pages;

public sealed class CommentArticleTest
{
    private static readonly CommentView Ana = SampleThreads.Comment(7, "Ana Whitlock", "A tape measure.");

    [Fact]
    public async Task A_comment_stands_under_its_own_id_with_its_author_time_and_words()
    {
        var article = await Article(Ana);

        Assert.Equal("parley-" + Ana.Id, article.Id);
        Assert.Equal("Ana Whitlock", article.GetAttribute("aria-label"));
        Assert.Equal("2026-05-13T12:49:00Z", article.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Equal("13 May 2026, 12:49 UTC", article.QuerySelector("time")!.TextContent);
        Assert.Equal("auto", article.QuerySelector(".text")!.GetAttribute("dir"));
        Assert.Equal("A tape measure.", article.QuerySelector(".text")!.TextContent);
    }

    [Fact]
    public async Task Its_actions_are_links_that_work_without_script()
    {
        var article = await Article(Ana, mayReply: true);

        Assert.Equal(
            [$"/comments/{Ana.Id}#write", $"/comments/{Ana.Id}", $"/comments/{Ana.Id}/yours", $"/comments/{Ana.Id}/report"],
            article.QuerySelectorAll(".acts a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_closed_thread_offers_no_reply()
    {
        var article = await Article(Ana, mayReply: false);

        Assert.DoesNotContain(article.QuerySelectorAll("a"), link => link.GetAttribute("href")!.EndsWith("#write", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("author", null, "Removed by its author on 13 May 2026.")]
    [InlineData("moderator", "The plan, not the person.", "Removed by a moderator on 13 May 2026 under the rule: \u2068The plan, not the person.\u2069")]
    [InlineData("publisher", null, "Removed by the publisher on 13 May 2026.")]
    public async Task A_tombstone_is_one_line_that_says_who_removed_it(string by, string? reason, string words)
    {
        var article = await Article(SampleThreads.Removed(Ana, by, reason));

        Assert.Equal(words, article.TextContent.Trim());
        Assert.Equal("parley-" + Ana.Id, article.Id);
    }

    [Fact]
    public async Task A_held_comment_shows_neither_words_nor_author_even_when_it_has_them()
    {
        var article = await Article(Ana with { State = "held" });

        Assert.Equal("This comment is waiting for a moderator.", article.TextContent.Trim());
        Assert.DoesNotContain("Ana", article.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_comment_shows_neither_words_nor_author_even_when_it_has_them()
    {
        var article = await Article(Ana with { State = "removed", Removal = new("author", null, SampleThreads.Noon) });

        Assert.DoesNotContain("Ana", article.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("tape", article.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_import_inferred_or_lost_is_said()
    {
        var article = await Article(SampleThreads.Comment(8, null, "Finally.") with { Source = "page-text", IsTimeKnown = false, Inferred = new(0.9, 0.8) });

        Assert.Equal("Name not preserved", article.QuerySelector(".name")!.TextContent);
        Assert.Equal("time not preserved", article.QuerySelector(".at")!.TextContent);
        Assert.Null(article.QuerySelector("time"));
        Assert.Equal("Imported. Name inferred. Place in the thread inferred.", article.QuerySelector(".aside")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_edit_and_a_correction_are_dated()
    {
        var article = await Article(Ana with { EditedAt = SampleThreads.Noon, Corrections = [new("The figure is 84.", SampleThreads.Noon.AddDays(1))] });

        var asides = article.QuerySelectorAll(".aside");
        Assert.Equal("Edited 13 May 2026, 12:00 UTC.", asides[0].TextContent.Trim());
        Assert.Equal("Correction, 14 May 2026, 12:00 UTC. The figure is 84.", asides[1].TextContent.Trim());
    }

    [Fact]
    public async Task What_is_said_about_a_comment_reads_as_sentences()
    {
        var article = await Article(Ana with { EditedAt = SampleThreads.Noon, Source = "page-text", Inferred = new(null, 0.9) });

        Assert.Equal("Edited 13 May 2026, 12:00 UTC. Imported. Name inferred.", article.QuerySelector(".aside")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("long", "div")]
    [InlineData("pasted", "blockquote")]
    public async Task What_is_folded_opens_without_script(string fold, string element)
    {
        var article = await Article(Ana with { Fold = fold, FoldedHtml = "<p>The rest.</p>" });

        var rest = article.QuerySelector("details > " + element);
        Assert.Equal("The rest.", rest!.TextContent);
        Assert.Equal("auto", rest.GetAttribute("dir"));
        Assert.NotNull(article.QuerySelector("details > summary"));
    }

    private static async Task<IElement> Article(CommentView comment, bool mayReply = true)
    {
        var html = await Draw.Page<CommentArticle>(("Comment", comment), ("MayReply", mayReply));
        return new HtmlParser().ParseDocument(html).QuerySelector("article")!;
    }
}
