using Parley.Comments;

namespace Parley.Tests.Comments;

/// <summary>Links lead where they say.</summary>
public sealed class CommentLinksTest
{
    [Theory]
    [InlineData("[bank.example](https://evil.example/x)", "evil.example")]
    [InlineData("[https://bank.example/login](https://evil.example)", "evil.example")]
    [InlineData("[**bank**.example](https://evil.example)", "evil.example")]
    [InlineData("[`bank.example`](https://evil.example)", "evil.example")]
    [InlineData("[bank&#46;example](https://evil.example)", "evil.example")]
    [InlineData("[bank\u200C.example](https://evil.example)", "evil.example")]
    [InlineData("[bank\u200D.exam\u200Dple](https://evil.example)", "evil.example")]
    [InlineData("[bank。example](https://evil.example)", "evil.example")]
    [InlineData("[ｂａｎｋ．ｅｘａｍｐｌｅ](https://evil.example)", "evil.example")]
    [InlineData("[bank.example](https://bank.example.evil.example)", "bank.example.evil.example")]
    [InlineData("[www.bank.example](//evil.example)", null)]
    [InlineData("[bank.example][1]\n\n[1]: https://evil.example", "evil.example")]
    [InlineData("![bank.example](https://evil.example/pixel.png)", "evil.example")]
    [InlineData("[192.0.2.7](https://evil.example)", "evil.example")]
    [InlineData("[bank.xn--p1ai](https://evil.example)", "evil.example")]
    [InlineData("[банк.рф](https://evil.example)", "evil.example")]
    [InlineData("[bаnk.example](https://bаnk.example)", "xn--bnk-6cd.example")]
    [InlineData("[news.example](mailto:ann@evil.example)", "evil.example")]
    public void Words_that_look_like_another_host_are_followed_by_the_real_one(string source, string? host)
    {
        var html = CommentText.Render(source, 5_000).Html;

        if (host is null)
            Assert.DoesNotContain("<a", html, StringComparison.Ordinal);
        else
            Assert.Contains($"</a> [{host}]", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[the minutes](https://town.example/minutes)")]
    [InlineData("[town.example](https://www.town.example/minutes)")]
    [InlineData("[WWW.Town.Example](https://town.example/)")]
    [InlineData("https://town.example/minutes?of=May#top")]
    [InlineData("www.town.example")]
    [InlineData("<https://town.example/>")]
    [InlineData("[write to ann@town.example](mailto:ann@town.example)")]
    [InlineData("<ann@town.example>")]
    public void An_honest_link_stays_as_it_is(string source)
    {
        var html = CommentText.Render(source, 5_000).Html;

        Assert.Contains("<a href=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" [", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x](/comments/1/delete)", "x")]
    [InlineData("[x](../y)", "x")]
    [InlineData("[x](#parley-1)", "x")]
    [InlineData("[x](?lang=de)", "x")]
    [InlineData("[x](//evil.example)", "x")]
    [InlineData("[x](/\\evil.example)", "x")]
    [InlineData("[x](https:evil.example)", "x")]
    [InlineData("[x](https:/evil.example)", "x")]
    [InlineData("[x](https:\\\\evil.example)", "x")]
    [InlineData("[x](https://good.example\\@evil.example)", "x")]
    [InlineData("[x](https://good.example@evil.example)", "x")]
    [InlineData("[x](https://ann:secret@good.example)", "x")]
    [InlineData("[x](https:///evil.example)", "x")]
    [InlineData("[x](https://)", "x")]
    [InlineData("[x](javascript:alert(1))", "x")]
    [InlineData("[x](JaVaScRiPt:alert(1))", "x")]
    [InlineData("[x](java&#115;cript:alert(1))", "x")]
    [InlineData("[x](data:text/html,hi)", "x")]
    [InlineData("[x](tel:+123)", "x")]
    [InlineData("[x](ftp://files.example)", "x")]
    [InlineData("[x](https://zeitung-österreich-/a)", "x")]
    [InlineData("![&#[x]()]()", "&amp;#x")]
    [InlineData("[x](mailto:)", "x")]
    [InlineData("[x](mailto:a@b@c)", "x")]
    [InlineData("![x](y.png)", "x")]
    [InlineData("<javascript:alert(1)>", "javascript:alert(1)")]
    [InlineData("<file:///etc/passwd>", "file:///etc/passwd")]
    public void What_leads_nowhere_a_reader_could_judge_is_no_link(string source, string text)
    {
        Assert.Equal($"<p>{text}</p>", CommentText.Render(source, 5_000).Html);
    }

    [Fact]
    public void A_link_within_a_link_is_not_one()
    {
        var html = CommentText.Render("[![inner](https://a.example/p.png)](https://b.example)", 5_000).Html;

        Assert.Equal("<p><a href=\"https://b.example\" rel=\"nofollow ugc noopener\">inner</a></p>", html);
    }
}
