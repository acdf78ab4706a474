using Parley.Search;

namespace Parley.Tests.Search;

public sealed class SearchTextTest
{
    [Theory]
    [InlineData("Straße Ärger ÜBER", "strasse arger uber")]
    [InlineData("élève Œuvre où", "eleve oeuvre ou")]
    [InlineData("Señor niño ¿qué?", "senor nino que")]
    [InlineData("İstanbul ISPARTA ılık Iğdır şeker", "istanbul isparta ilik igdir seker")]
    [InlineData("Ёлка ёж мой МОЙ йод", "елка еж мой мой йод")]
    [InlineData("مُدَرِّسَة", "مدرسه")]
    [InlineData("أحمد إحسان آمال ٱسم", "احمد احسان امال اسم")]
    [InlineData("كتـــاب", "كتاب")]
    [InlineData("على مقهى", "علي مقهي")]
    [InlineData("القطار والقطار بالقطار للقطار قطار", "قطار قطار قطار قطار قطار")]
    [InlineData("کتاب‌ها می‌روم", "كتابها ميروم")]
    [InlineData("۱۴۰۳ ١٤٤٥ 2026", "1403 1445 2026")]
    [InlineData("l’homme don't foo-bar", "l homme don t foo bar")]
    [InlineData("ﬁn ＡＢＣ", "fin abc")]
    [InlineData("東京 2026", "東 京 2026")]
    [InlineData("  ?! … — 😀", "")]
    public void Letters_readers_take_for_the_same_are_the_same(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words(text)));

    [Fact]
    public void A_word_says_where_it_stands_signs_and_all()
    {
        const string Text = "(Café\u0301\u0301 de \u0645\u064F\u062F\u0651)";
        var normal = SearchText.Normal(Text);

        var pieces = SearchText.Tokens(normal).Select(token => normal.Substring(token.Start, token.Length));

        Assert.Equal(["Café\u0301\u0301", "de", "\u0645\u064F\u062F\u0651"], pieces);
    }

    [Fact]
    public void Broken_and_endless_text_has_words_all_the_same()
    {
        Assert.Equal(["a", "b"], Words("a\uD800b"));
        Assert.Equal(SearchText.MaxWordLength, Assert.Single(Words(new string('a', 5_000))).Length);
        Assert.InRange(Words(string.Concat(Enumerable.Repeat("word ", 100_000))).Count, 1, 60_000);
    }

    [Theory]
    [InlineData("tram bridge", "tram* bridge*")]
    [InlineData("is it", "is it")]
    [InlineData("\"tram bridge\"", "tram+bridge")]
    [InlineData("“tram bridge” «two words»", "tram+bridge two+words")]
    [InlineData("„Straße zu“ offen", "strasse+zu offen*")]
    [InlineData("foo-bar", "foo+bar*")]
    [InlineData("tram -bridge -\"old town\"", "tram* -bridge* -old+town")]
    [InlineData("tr*", "tr*")]
    [InlineData("\"never closed", "never+closed")]
    [InlineData("-", "")]
    [InlineData("- -- \" \" \"\" * AND OR NOT NEAR( ) :^{}'", "and* or not* near*")]
    [InlineData(null, "")]
    public void What_is_typed_is_read_kindly(string? typed, string terms) => Assert.Equal(
        terms,
        string.Join(' ', SearchTerms.Read(typed).Select(term => (term.IsExcluded ? "-" : "") + string.Join('+', term.Words) + (term.IsPrefix ? "*" : ""))));

    [Fact]
    public void A_flood_of_words_is_read_in_part()
    {
        Assert.InRange(SearchTerms.Read(string.Join(' ', Enumerable.Repeat("ab", 10_000))).Count, 1, 12);
        Assert.InRange(SearchTerms.Read("\"" + new string('x', 100_000)).Single().Words[0].Length, 1, SearchText.MaxWordLength);
    }

    private static List<string> Words(string text) => [.. SearchText.Tokens(SearchText.Normal(text)).Select(token => token.Word)];
}
