using Parley.Admin.Demo;
using Parley.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>What is spared the sanitizer, and that it would have taken nothing.</summary>
public sealed class BareHtmlTest
{
    [Theory]
    [InlineData("<p>Plain words &amp; a <em>little <strong>stress</strong></em>.</p>")]
    [InlineData("<ul>\n<li>one</li>\n<li><p>two</p>\n<ol>\n<li>deeper</li>\n</ol>\n</li>\n</ul>")]
    [InlineData("<blockquote>\n<p>What they said</p>\n</blockquote>\n<pre><code>a &lt; b\n</code></pre>")]
    public void Text_and_plain_tags_are_bare_and_stay_as_they_are(string html)
    {
        Assert.Equal(html, BareHtml.Read(html));
        Assert.Equal(html, CommentText.Sanitize(html));
    }

    [Fact]
    public void It_is_spelled_as_the_sanitizer_would_spell_it()
    {
        const string html = "<p>&quot;One&quot;<br />\ntwo\u00A0three &amp;quot;</p>\n<hr />";

        var read = BareHtml.Read(html);

        Assert.Equal("<p>\"One\"<br>\ntwo&nbsp;three &amp;quot;</p>\n<hr>", read);
        Assert.Equal(CommentText.Sanitize(html), read);
    }

    [Theory]
    [InlineData("<p>a <a href=\"https://council.example/\">link</a></p>")]
    [InlineData("<p onclick=\"x\">attribute</p>")]
    [InlineData("<p >room</p>")]
    [InlineData("<P>capital</P>")]
    [InlineData("<script>x</script>")]
    [InlineData("<ol start=\"3\"><li>three</li></ol>")]
    [InlineData("<p>never closed")]
    [InlineData("closed once too often</p>")]
    [InlineData("<em><strong>crossed</em></strong>")]
    [InlineData("<p>a block <ul><li>in a paragraph</li></ul></p>")]
    [InlineData("<p><hr /></p>")]
    [InlineData("<p>2 < 3</p>")]
    [InlineData("<p>the end <")]
    [InlineData("<!-- a remark -->")]
    [InlineData("<p>\0</p>")]
    [InlineData("<p>\r</p>")]
    public void Anything_else_is_left_to_the_sanitizer(string html)
    {
        Assert.Null(BareHtml.Read(html));
    }

    [Fact]
    public void The_sanitizer_would_have_taken_nothing_from_what_is_written()
    {
        var texts = DemoStories.Read().SelectMany(story => story.Comments).SelectMany(Texts)
            .Concat(HostileStrings.All.SelectMany(text => new[] { text, $"*{text}*", $"> {text}\n\nwhat?", $"- {text}\n- {text}", $"`{text}`" }))
            .Where(text => CommentText.MayRender(text) is null);

        foreach (var text in texts)
        {
            var html = CommentText.Render(text, 5_000).Html;
            Assert.Equal(CommentText.Sanitize(html).Trim(), html);
        }
    }

    private static IEnumerable<string> Texts(DemoComment comment) => comment.Replies.SelectMany(Texts).Prepend(comment.Body);
}
