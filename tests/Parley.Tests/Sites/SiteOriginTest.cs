using Parley.Sites;

namespace Parley.Tests.Sites;

public sealed class SiteOriginTest
{
    [Theory]
    [InlineData("https://news.example", "https://news.example")]
    [InlineData("http://news.example", "http://news.example")]
    [InlineData("HTTPS://News.Example", "https://news.example")]
    [InlineData("https://news.example:443", "https://news.example")]
    [InlineData("http://news.example:80", "http://news.example")]
    [InlineData("https://news.example:80", "https://news.example:80")]
    [InlineData("https://news.example:8443", "https://news.example:8443")]
    [InlineData("http://localhost:8081", "http://localhost:8081")]
    [InlineData("http://127.0.0.1:8081", "http://127.0.0.1:8081")]
    [InlineData("http://[2001:DB8:0::1]:8081", "http://[2001:db8::1]:8081")]
    [InlineData("https://zeitung-österreich.example", "https://xn--zeitung-sterreich-6zb.example")]
    [InlineData("https://газета.example", "https://xn--80aahjj1e.example")]
    public void An_origin_is_written_as_browsers_send_it(string text, string expected)
    {
        var origin = SiteOrigin.Parse(text, out var refusal);

        Assert.Null(refusal);
        Assert.Equal(expected, origin?.Text);
        Assert.Equal(origin, SiteOrigin.Parse(expected, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("news.example")]
    [InlineData("//news.example")]
    [InlineData("ftp://news.example")]
    [InlineData("file://")]
    [InlineData("https://")]
    [InlineData("https:news.example")]
    [InlineData("https://*.news.example")]
    [InlineData("https://news.example/")]
    [InlineData("https://news.example/path")]
    [InlineData("https://news.example?query")]
    [InlineData("https://news.example#fragment")]
    [InlineData("https://news.example\\")]
    [InlineData("https://user@news.example")]
    [InlineData("https://user:pass@news.example")]
    [InlineData("https://news.example:")]
    [InlineData("https://news.example:0x50")]
    [InlineData("https://news.example:65536")]
    [InlineData("https://news.example.")]
    [InlineData("https://news..example")]
    [InlineData("https://.example")]
    [InlineData("https://news%2eexample")]
    [InlineData("https://news.example https://other.example")]
    [InlineData("https://news.example,https://other.example")]
    [InlineData("https://news.example;script-src")]
    [InlineData(" https://news.example")]
    [InlineData("https://news.example\r\n")]
    [InlineData("https://[fe80::1%251]")]
    [InlineData("https://[::1")]
    [InlineData("javascript://news.example")]
    [InlineData("https://zeitung-österreich-")]
    public void Anything_else_is_refused_with_a_reason(string text)
    {
        var origin = SiteOrigin.Parse(text, out var refusal);

        Assert.Null(origin);
        Assert.NotNull(refusal);
    }
}
