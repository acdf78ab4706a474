using System.Text;
using Parley.Stories;

namespace Parley.Tests.Stories;

public sealed class StoryUrlTest
{
    [Theory]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example/a/b", "https://news.example/a/b")]
    [InlineData("http://News.Example:80/a/?utm_source=x#top", "https://news.example/a")]
    [InlineData("https://news.example:8443/a", "https://news.example:8443/a")]
    [InlineData("https://news.example/?", "https://news.example/")]
    [InlineData("https://news.example?id=5", "https://news.example/?id=5")]
    [InlineData("https://news.example/a?&&x=1&=&y&", "https://news.example/a?x=1&y")]
    [InlineData("https://news.example/a??x=1", "https://news.example/a??x=1")]
    [InlineData("https://news.example/a?b=/c?d:@", "https://news.example/a?b=/c?d:@")]
    [InlineData("https://news.example/a//b", "https://news.example/a//b")]
    [InlineData("https://news.example/a?tag[]=x", "https://news.example/a?tag%5B%5D=x")]
    [InlineData("https://news.example/100%", "https://news.example/100%25")]
    [InlineData("https://news.example/%ff", "https://news.example/%FF")]
    [InlineData("https://news.example/😀", "https://news.example/%F0%9F%98%80")]
    [InlineData("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a")]
    [InlineData("https://газета.example/новости", "https://xn--80aahjj1e.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8")]
    public void An_address_has_one_canonical_form(string text, string expected) =>
        Assert.Equal(expected, Canonical(text));

    [Theory]
    [InlineData("http://news.example/a", "https://news.example/a")]
    [InlineData("HTTPS://NEWS.EXAMPLE/a", "https://news.example/a")]
    [InlineData("https://news.example./a", "https://news.example/a")]
    [InlineData("https://news.example.:443/a", "https://news.example/a")]
    [InlineData("http://news.example:443/a", "https://news.example:80/a")]
    [InlineData("https://news.example/a/", "https://news.example/a")]
    [InlineData("https://news.example/a//", "https://news.example/a")]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example//", "https://news.example/")]
    [InlineData("https://news.example/x/../a", "https://news.example/a")]
    [InlineData("https://news.example/x/%2E%2e/a", "https://news.example/a")]
    [InlineData("https://news.example/../../a", "https://news.example/a")]
    [InlineData("https://news.example/./a/.", "https://news.example/a")]
    [InlineData("https://news.example/a/b/..", "https://news.example/a/")]
    [InlineData("https://news.example/%7Eada/%61", "https://news.example/~ada/a")]
    [InlineData("https://news.example/caf%c3%a9", "https://news.example/café")]
    [InlineData("https://news.example/\"a\"", "https://news.example/%22a%22")]
    [InlineData("https://news.example/a#comments", "https://news.example/a")]
    [InlineData("https://news.example/a#/other?x=1", "https://news.example/a")]
    [InlineData("https://news.example/a?", "https://news.example/a")]
    [InlineData("https://news.example/a/?id=5", "https://news.example/a?id=5")]
    [InlineData("https://news.example/a?utm_source=x&utm_medium=y&UTM_Campaign=z", "https://news.example/a")]
    [InlineData("https://news.example/a?utm%5Fsource=x", "https://news.example/a")]
    [InlineData("https://news.example/a?id=5&fbclid=IwAR0", "https://news.example/a?id=5")]
    [InlineData("https://news.example/a?gclid=1&id=5&msclkid=2&page=2&mc_eid=3", "https://news.example/a?id=5&page=2")]
    [InlineData("https://news.example/a?dclid&igshid=&yclid=1&twclid=1&ref_src=twsrc%5Etfw&mc_cid=9", "https://news.example/a")]
    [InlineData("  https://news.example/a\n", "https://news.example/a")]
    [InlineData("https://zeitung-ÖSTERREICH.example/a", "https://xn--zeitung-sterreich-6zb.example/a")]
    public void Spellings_of_one_address_meet(string one, string other) =>
        Assert.Equal(Canonical(other), Canonical(one));

    [Theory]
    [InlineData("https://news.example/a", "https://news.example/b")]
    [InlineData("https://news.example/a", "https://news.example/A")]
    [InlineData("https://news.example/a", "https://www.news.example/a")]
    [InlineData("https://news.example/a", "https://news.example:8443/a")]
    [InlineData("https://news.example/a", "https://news.example/a/index.html")]
    [InlineData("https://news.example/a", "https://news.example/a?id=5")]
    [InlineData("https://news.example/?id=5", "https://news.example/?id=6")]
    [InlineData("https://news.example/?id=5", "https://news.example/?ID=5")]
    [InlineData("https://news.example/?a=1&b=2", "https://news.example/?b=2&a=1")]
    [InlineData("https://news.example/?a", "https://news.example/?a=")]
    [InlineData("https://news.example/?ref=a", "https://news.example/?ref=b")]
    [InlineData("https://news.example/?utm=a", "https://news.example/?utm=b")]
    [InlineData("https://news.example/a%2Fb", "https://news.example/a/b")]
    [InlineData("https://news.example/a%3Fb", "https://news.example/a?b")]
    [InlineData("https://news.example/a%2523", "https://news.example/a%23")]
    [InlineData("https://news.example/a+b", "https://news.example/a%2Bb")]
    [InlineData("https://news.example/a+b", "https://news.example/a%20b")]
    [InlineData("https://news.example/a//b", "https://news.example/a/b")]
    [InlineData("https://news.example/?x=%26y=1", "https://news.example/?x=&y=1")]
    [InlineData("https://news.example/%FF", "https://news.example/%C3%BF")]
    public void Addresses_that_may_mean_two_pages_stay_apart(string one, string other) =>
        Assert.NotEqual(Canonical(other), Canonical(one));

    [Theory]
    [InlineData("")]
    [InlineData("news.example/a")]
    [InlineData("/a")]
    [InlineData("//news.example/a")]
    [InlineData("ftp://news.example/a")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,a")]
    [InlineData("http:/news.example/a")]
    [InlineData("https://")]
    [InlineData("https:///a")]
    [InlineData("https://?a")]
    [InlineData("https://ada@news.example/a")]
    [InlineData("https://ada:secret@news.example/a")]
    [InlineData("https://@news.example/a")]
    [InlineData("https://news.example\\a")]
    [InlineData("https://news.example/a b")]
    [InlineData("https://news.example/a\tb")]
    [InlineData("https://news.example/a\u0000")]
    [InlineData("https://news.example/a\u2028b")]
    [InlineData("https://news.example/\uD800")]
    [InlineData("https://news.example:99999/a")]
    [InlineData("https://news.example:/a")]
    [InlineData("https://news..example/a")]
    [InlineData("https://ne%77s.example/a")]
    [InlineData("https://*/a")]
    [InlineData("https://zeitung-österreich-/a")]
    [InlineData("https://-ö.example/a")]
    public void Anything_else_is_refused_with_a_reason(string text)
    {
        var url = StoryUrl.Parse(text, out var refusal);

        Assert.Null(url);
        Assert.NotNull(refusal);
    }

    [Fact]
    public void The_length_is_limited_before_and_after()
    {
        var start = "https://news.example/";

        Assert.NotNull(StoryUrl.Parse(start.PadRight(StoryUrl.MaxLength, 'a'), out _));
        Assert.Null(StoryUrl.Parse(start.PadRight(StoryUrl.MaxLength + 1, 'a'), out _));
        Assert.Null(StoryUrl.Parse(start.PadRight(StoryUrl.MaxLength, 'é'), out var refusal));
        Assert.Equal("long", refusal);
    }

    [Theory]
    [InlineData("http://news.example:8081/a/?utm_source=x&id=5#top", "http://news.example:8081", "http://news.example:8081/a/?id=5")]
    [InlineData("https://News.Example:443", "https://news.example", "https://news.example/")]
    [InlineData("http://[::1]:80/a", "http://[::1]", "http://[::1]/a")]
    [InlineData("https://news.example/a//b/..", "https://news.example", "https://news.example/a//")]
    public void The_page_itself_keeps_its_scheme_and_slash(string text, string origin, string address)
    {
        var url = StoryUrl.Parse(text, out _)!;

        Assert.Equal(origin, url.Origin.Text);
        Assert.Equal(address, url.Address);
    }

    [Fact]
    public void The_canonical_form_is_its_own()
    {
        string[] pieces =
        [
            "/", "//", ".", "..", "/../", "/./", "%2e", "%2F", "%", "%%", "%4", "%41", "%25", "2", "5", "e", "?", "&", "=", "#",
            "utm_source=1", "id=1", "é", "%c3%a9", "😀", "[", "]", "\"", "|", ":", ":80", "@", "+", ";", "'", "a", "Z", "~",
        ];
        var random = new Random(Seed: 20261123);

        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder("https://news.example/");
            for (var count = random.Next(12); count > 0; count--)
                text.Append(pieces[random.Next(pieces.Length)]);

            var url = StoryUrl.Parse(text.ToString(), out _)!;

            Assert.Equal((text.ToString(), url.Canonical), (text.ToString(), Canonical(url.Canonical)));
            Assert.Equal((text.ToString(), url.Canonical), (text.ToString(), Canonical(url.Address)));
            Assert.Equal((text.ToString(), url.Address), (text.ToString(), StoryUrl.Parse(url.Address, out _)!.Address));
        }
    }

    private static string Canonical(string text)
    {
        var url = StoryUrl.Parse(text, out var refusal);
        Assert.Null(refusal);
        return url!.Canonical;
    }
}
