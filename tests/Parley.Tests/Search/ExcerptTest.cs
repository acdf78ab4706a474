using Parley.Search;

namespace Parley.Tests.Search;

public sealed class ExcerptTest
{
    [Theory]
    [InlineData("<p>The <em>tram</em> crossed the bridge.</p>", "tram", "The [tram] crossed the bridge.")]
    [InlineData("<p>Trams and tramways</p>", "tram", "[Trams] and [tramways]")]
    [InlineData("<p>Die Straße</p>", "strasse", "Die [Straße]")]
    [InlineData("<p>ذهب القطار</p>", "قطار", "ذهب [القطار]")]
    [InlineData("<p>old town hall, old hall</p>", "\"old town\"", "[old town] hall, old hall")]
    [InlineData("<p>a tram</p>", "-tram", "a tram")]
    [InlineData("<p>one</p><p>two<br>three</p>", "two", "one [two] three")]
    [InlineData("<p>pa<strong>rt</strong>ly</p>", "partly", "[partly]")]
    [InlineData("<p>1 &lt; 2 &amp; <code>&lt;b&gt;</code></p>", "2", "1 < [2] & <b>")]
    [InlineData("<p><a href=\"https://x.example/?a=>tram\" rel=\"ugc\">here</a></p>", "tram", "here")]
    public void Matches_are_marked_in_what_a_reader_sees(string html, string typed, string excerpt) =>
        Assert.Equal(excerpt, Draw(Excerpt.Of(html, SearchTerms.Read(typed))));

    [Fact]
    public void A_long_text_is_cut_around_its_first_match_at_words()
    {
        var before = string.Concat(Enumerable.Repeat("lorem ipsum ", 40));
        var after = string.Concat(Enumerable.Repeat("dolor sit ", 60));

        var text = Draw(Excerpt.Of($"<p>{before}the tram {after}</p>", SearchTerms.Read("tram")));

        Assert.Matches("^…(?:lorem|ipsum) .* the \\[tram\\] dolor .*(?:dolor|sit)…$", text);
        Assert.InRange(text.Length, 200, 300);
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        var html = $"<p>{string.Concat(Enumerable.Repeat("😀", 500))} tram {string.Concat(Enumerable.Repeat("🚋", 500))}</p>";

        var text = Draw(Excerpt.Of(html, SearchTerms.Read("tram")));

        Assert.DoesNotContain('\uFFFD', text);
        Assert.True(text.EnumerateRunes().All(rune => rune.Value != 0xFFFD));
    }

    private static string Draw(IReadOnlyList<ExcerptPart> parts) =>
        string.Concat(parts.Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text));
}
