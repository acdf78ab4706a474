using System.Net;
using Parley.Comments;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class MarkdownSourceTests
{
    [Theory]
    [InlineData("2 * 3 * 4 and *not* emphasis, _nor this_, nor **that**")]
    [InlineData("snake_case_name and `code` and ~~struck~~")]
    [InlineData("# no heading")]
    [InlineData("- no list")]
    [InlineData("+ no list")]
    [InlineData("1. no list")]
    [InlineData("12) no list")]
    [InlineData("---")]
    [InlineData("===")]
    [InlineData("a [link](https) that is none, ![nor] this, [1]: nor that")]
    [InlineData("<b>no tag</b> & &amp; &#65; &copy;")]
    [InlineData("back\\slash \\* twice \\\\")]
    [InlineData("😀 :) :smile: 48,000 °C")]
    [InlineData("C# and C++ | pipes | ^up^")]
    [InlineData("    four blanks first")]
    [InlineData("A line that ends in a backslash \\")]
    public void Text_renders_as_it_stood(string text)
    {
        var html = Html(text);

        Assert.StartsWith("<p>", html, StringComparison.Ordinal);
        Assert.EndsWith("</p>", html, StringComparison.Ordinal);
        Assert.Equal(text.Trim(), WebUtility.HtmlDecode(html[3..^4]));
    }

    [Theory]
    [InlineData("See https://example.org/a_b_c.", "https://example.org/a_b_c")]
    [InlineData("See https://example.org/a(b) or not", "https://example.org/a(b)")]
    [InlineData("(https://example.org/a)", "https://example.org/a")]
    [InlineData("www.example.org/tides, say", "https://www.example.org/tides")]
    [InlineData("http://example.org/?a=1&b=2", "http://example.org/?a=1&amp;b=2")]
    public void A_bare_link_is_a_link(string text, string address) =>
        Assert.Contains($"<a href=\"{address}\"", Html(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://nohost")]
    [InlineData("file:///etc/hosts.d")]
    public void Other_schemes_stay_text(string text) =>
        Assert.DoesNotContain("<a ", Html(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("“The crossing will stay free for walkers.”")]
    [InlineData("„Die Brücke bleibt für alle frei.“")]
    [InlineData("«Le pont restera libre.»,")]
    [InlineData("> The crossing will stay free")]
    public void A_paragraph_that_quotes_is_a_quotation(string text) =>
        Assert.StartsWith("<blockquote>", Html(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("“Free” is what they call it, and “for walkers”")]
    [InlineData("“Oh dear.”")]
    [InlineData("Someone said “the crossing will stay free”")]
    public void A_paragraph_that_only_holds_marks_is_none(string text) =>
        Assert.StartsWith("<p>", Html(text), StringComparison.Ordinal);

    [Fact]
    public void Lines_an_author_broke_stay_broken()
    {
        var html = Html("No tolls", "No bridge", "- No hurry");

        Assert.Equal(2, html.Split("<br>").Length - 1);
        Assert.Contains("- No hurry", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_broken_at_a_width_flow_again()
    {
        var wrapped = new string('a', 40) + " " + new string('b', 25);

        var html = Html(wrapped, wrapped, "the end");

        Assert.DoesNotContain("<br", html, StringComparison.Ordinal);
    }

    private static string Html(params string[] lines) => CommentText.Render(Of(lines), int.MaxValue, Fold.None).Html;

    private static string Of(params string[] lines) => MarkdownSource.Of(new Paragraph(0, 1, 0, [.. lines.Select(line => line.Trim())]));
}
