using Parley.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>Where a long text folds.</summary>
public sealed class FoldTest
{
    private const int Limit = 100;
    private const string Sentence = "A sentence of forty characters, exactly. ";

    [Fact]
    public void A_text_folds_between_two_paragraphs()
    {
        var rendered = CommentText.Render($"{Sentence}\n\n{Sentence}\n\n{Sentence}", Limit);

        Assert.Equal((2, 1), (Count(rendered.Html, "<p>"), Count(rendered.FoldedHtml!, "<p>")));
        Assert.Equal(Fold.Long, rendered.Fold);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("**{0}**")]
    [InlineData("> {0}")]
    [InlineData("[ {0}")]
    [InlineData("a * {0}")]
    public void One_huge_paragraph_folds_at_the_end_of_a_sentence(string shape)
    {
        var rendered = CommentText.Render(shape.Replace("{0}", string.Concat(Enumerable.Repeat(Sentence, 20)).Trim(), StringComparison.Ordinal), Limit);

        Assert.Equal(2, Count(rendered.Html, "exactly."));
        Assert.Equal(18, Count(rendered.FoldedHtml!, "exactly."));
        Assert.Empty(Harmless.CheckFragment(rendered.Html + rendered.FoldedHtml));
    }

    [Fact]
    public void A_quotation_of_many_paragraphs_folds_between_them()
    {
        var rendered = CommentText.Render(string.Concat(Enumerable.Repeat($"> {Sentence}\n>\n", 10)), Limit);

        Assert.StartsWith("<blockquote>", rendered.FoldedHtml, StringComparison.Ordinal);
        Assert.InRange(Count(rendered.Html, "exactly."), 1, 2);
        Assert.Equal(10, Count(rendered.Html + rendered.FoldedHtml, "exactly."));
    }

    [Theory]
    [InlineData("word ", 60)]
    [InlineData("字", 300)]
    [InlineData("e\u0301\u0302", 120)]
    [InlineData("👩‍👧", 60)]
    [InlineData("*a* `b` [c](https://x.example) ", 30)]
    public void Without_sentences_it_folds_between_words_or_letters_and_nothing_is_lost(string piece, int times)
    {
        var source = string.Concat(Enumerable.Repeat(piece, times)).Trim();

        var rendered = CommentText.Render(source, Limit);

        var whole = CommentText.Render(source, 5_000).Html;
        Assert.NotNull(rendered.FoldedHtml);
        Assert.Equal(Letters(whole), Letters(rendered.Html + rendered.FoldedHtml));
        Assert.DoesNotContain("<p>\u0301", rendered.FoldedHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", rendered.Html + rendered.FoldedHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_not_cut_and_stays_one()
    {
        var rendered = CommentText.Render($"{Sentence}{Sentence}[a link that stands across the limit](https://x.example) {Sentence}", Limit);

        Assert.DoesNotContain("<a", rendered.Html, StringComparison.Ordinal);
        Assert.Contains(">a link that stands across the limit</a>", rendered.FoldedHtml, StringComparison.Ordinal);
    }

    private static int Count(string html, string part) => html.Split(part).Length - 1;

    private static string Letters(string html) => html
        .Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal)
        .Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
