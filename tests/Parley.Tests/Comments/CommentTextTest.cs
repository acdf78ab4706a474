using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>Comments become HTML that can only be read.</summary>
public sealed class CommentTextTest
{
    private static readonly SiteSettings Settings = new();

    /// <summary>A text is drawn at once; this only ends a test that would hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void There_are_hostile_strings_enough()
    {
        Assert.True(HostileStrings.All.Distinct().Count() >= 150, $"only {HostileStrings.All.Distinct().Count()}");
    }

    [Fact]
    public void Nothing_hostile_survives_the_renderer()
    {
        var wrong = new List<string>();
        foreach (var text in HostileStrings.All)
        {
            if (CommentText.MayRender(text) is not null)
                continue;
            var html = CommentText.Render(CleanText.Lines(text), 5_000).Html;
            wrong.AddRange(Harmless.CheckFragment(html).Select(one => $"{text}\n  -> {html}\n  -> {one}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Nothing_hostile_survives_the_sanitizer_alone()
    {
        var wrong = HostileStrings.All
            .SelectMany(text => Harmless.CheckFragment(CommentText.Sanitize(text)).Select(one => $"{text}\n  -> {one}"))
            .ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void What_was_sanitised_is_sanitised_for_good_and_read_by_a_browser_as_it_stands()
    {
        foreach (var text in HostileStrings.All)
        {
            var clean = new List<string> { CommentText.Sanitize(text).Trim() };
            if (CommentText.MayRender(text) is null)
                clean.Add(CommentText.Render(text, 5_000).Html);

            foreach (var html in clean)
            {
                Assert.Equal(html, CommentText.Sanitize(html).Trim());
                Assert.Equal(html, new HtmlParser().ParseDocument($"<div>{html}</div>").QuerySelector("div")!.InnerHtml);
            }
        }
    }

    [Theory]
    [InlineData("One\ntwo", "<p>One<br>\ntwo</p>")]
    [InlineData("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>")]
    [InlineData("# 1 choice", "<p># 1 choice</p>")]
    [InlineData("Title\n=====", "<p>Title<br>\n=====</p>")]
    [InlineData("<b>bold</b> & <i>", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;i&gt;</p>")]
    [InlineData("1 < 2 > 0", "<p>1 &lt; 2 &gt; 0</p>")]
    [InlineData("[a](https://x.example \"title\")", "<p><a href=\"https://x.example\" rel=\"nofollow ugc noopener\">a</a></p>")]
    [InlineData("![a cat](https://x.example/cat.png)", "<p><a href=\"https://x.example/cat.png\" rel=\"nofollow ugc noopener\">a cat</a></p>")]
    [InlineData("a&#x202E;b&#x200B;&zwj;c", "<p>abc</p>")]
    [InlineData("H&#x336;&#x311;&#x336;&#x311;&#x336;i", "<p>Hi</p>")]
    [InlineData("&copy; &amp; &lt;", "<p>© &amp; &lt;</p>")]
    public void The_small_markdown_means_what_it_says(string source, string html)
    {
        Assert.Equal(html, CommentText.Render(source, 5_000).Html);
    }

    [Fact]
    public async Task A_text_is_drawn_or_refused_at_a_bounded_cost()
    {
        foreach (var (name, text) in EndlessWork())
        {
            var drawing = Task.Run(() => CommentText.Read(CleanText.Lines(text), continued: true, Settings));

            Assert.True(await Task.WhenAny(drawing, Task.Delay(Patience)) == drawing, $"{name} was not drawn or refused in {Patience}");
            await drawing;
        }
    }

    [Fact]
    public void Random_marks_never_break_the_renderer()
    {
        var random = new Random(20261123);
        string[] pieces = ["[", "]", "(", ")", "*", "**", "_", "`", "```", "\n", "\n\n", "> ", "- ", "1. ", "    ", "\t", "<", ">", "&", "&#", ";", "!", "![", "](", "http://", "https://x.example", "www.", "@", "\\", "~", "|", "#", "=", "---", ":", "a", "é", "𝔘", "\u0301", "\u200D", "<script>", "</p>", "\"", "'", "%0A", "[1]: "];
        for (var round = 0; round < 3_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
            var body = CleanText.Lines(text);
            if (CommentText.MayRender(body) is not null)
                continue;

            var html = CommentText.Render(body, 5_000).Html;

            Assert.Equal((text, ""), (text, string.Join(", ", Harmless.CheckFragment(html))));
            Assert.Equal(html, CommentText.Sanitize(html).Trim());
        }
    }

    private static IEnumerable<(string Name, string Text)> EndlessWork()
    {
        const int longest = 20_000;
        string[] repeated =
        [
            "[", "]", "(", ")", "![", "[]", "[](", "](", "*", "*a", "*a ", "**a", "_", "_a ", "*a_ ", "`", "`a", "``a`", "~", "~~a", "<", "<a", "<!--", "<a href=", "</", "&", "&#", "&#x", "&amp;", "\\",
            ">", "> ", ">\n", "- ", "-\n", "- - ", "* ", "+ ", "1. ", "1) ", "9.", "    ", "\t", " \t", "\n", " \n", "-", "---\n", "=", "a\n===\n", "# ", "|", "|a", "|-|\n",
            "(https://", "https://", "http://a.b ", "www.a.b ", "www.", "mailto:", "a@b.c ", "<a@b.c>", "<https://a.b>", "[a]: b\n", "[a]: <b> 'c'\n", "[a][a]", "[a](b \"", "![a](b", "[a](<", "```\n", "```a\n`\n",
            "a\u0301", "\u0301", "👩\u200D", "\u200D", "&#x202E;", "ﷺ", "!", "![[", "**_", "[x](y)*", "<b>", "<?", "<![CDATA[", "\"", "'", ":", "@", "%", "\r\n> - ",
        ];
        foreach (var piece in repeated)
            yield return (piece, string.Concat(Enumerable.Repeat(piece, longest / piece.Length)));
        yield return ("nested list", string.Join('\n', Enumerable.Range(0, 190).Select(level => new string(' ', level) + "- a")));
        yield return ("nested list by tabs", string.Join('\n', Enumerable.Range(0, 190).Select(level => new string('\t', level) + "- a")));
        yield return ("nested numbers", string.Join('\n', Enumerable.Range(0, 100).Select(level => new string(' ', level * 3) + "1. a")));
        yield return ("quotes and lists", string.Join('\n', Enumerable.Range(0, 150).Select(level => string.Concat(Enumerable.Repeat("> - ", level / 4)) + "a")));
        yield return ("brackets around links", new string('[', 900) + "a" + string.Concat(Enumerable.Repeat("](b)", 900)));
        yield return ("emphasis pairs", string.Concat(Enumerable.Range(0, 900).Select(_ => "*a_b")));
        yield return ("references", string.Concat(Enumerable.Range(0, 900).Select(number => $"[a{number}]: https://b.example\n")) + string.Concat(Enumerable.Range(0, 500).Select(number => $"[a{number}]")));
    }
}
