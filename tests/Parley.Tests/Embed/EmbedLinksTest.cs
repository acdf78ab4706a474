using Parley.Embed;

namespace Parley.Tests.Embed;

public sealed class EmbedLinksTest
{
    private const string Id = "38g72s90e2r70";
    private static readonly Uri Root = new("https://talk.example");

    [Theory]
    [InlineData("/comments/" + Id)]
    [InlineData("#parley-" + Id)]
    [InlineData("/comments/" + Id + "#parley-" + Id)]
    public void A_comment_is_the_publishers_page_at_that_comment(string address) =>
        Assert.Equal($"https://news.example/tram#parley-{Id}", Links().Of(address));

    [Theory]
    [InlineData("/comments/" + Id + "#write", "https://talk.example/comments/" + Id + "#write")]
    [InlineData("/comments/" + Id + "?after=" + Id, "https://talk.example/comments/" + Id + "?after=" + Id)]
    [InlineData("/comments/" + Id + "/yours", "https://talk.example/comments/" + Id + "/yours")]
    [InlineData("/stories/x?sort=oldest#thread", "https://talk.example/stories/x?sort=oldest#thread")]
    [InlineData("https://elsewhere.example/", "https://elsewhere.example/")]
    [InlineData("#thread", "#thread")]
    public void Any_other_address_of_ours_becomes_absolute(string address, string expected) =>
        Assert.Equal(expected, Links().Of(address));

    [Fact]
    public void Where_Parleys_own_place_is_not_known_the_loader_is_left_to_find_it() =>
        Assert.Equal("/stories/x", new EmbedLinks(null, "https://news.example/tram", "{url}#parley-{id}").Of("/stories/x"));

    [Fact]
    public void Without_an_article_a_permalink_is_ours() =>
        Assert.Equal($"https://talk.example/comments/{Id}", Links(article: null).Of("/comments/" + Id));

    [Theory]
    [InlineData("https://news.example/tram", "https://news.example/tram?comments=open#parley-" + Id)]
    [InlineData("https://news.example/?p=7", "https://news.example/?p=7&comments=open#parley-" + Id)]
    public void A_parameter_of_the_pattern_joins_those_of_the_article(string article, string expected) =>
        Assert.Equal(expected, Links(article, "{url}?comments=open#parley-{id}").Permalink(Id));

    private static EmbedLinks Links(string? article = "https://news.example/tram", string pattern = "{url}#parley-{id}") =>
        new(Root, article, pattern);
}
