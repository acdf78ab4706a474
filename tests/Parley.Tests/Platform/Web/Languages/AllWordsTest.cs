using Parley.Platform.Web.Languages;

namespace Parley.Tests.Platform.Web.Languages;

public sealed class AllWordsTest
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 5, 23, 30, 0, TimeSpan.FromHours(-2));

    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("DE-at-1996", "de")]
    [InlineData("en-GB", "en")]
    [InlineData("xx", "en")]
    [InlineData("-", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void A_tag_finds_the_nearest_language(string? tag, string expected)
    {
        var words = Load(("en", """{"a": "one"}"""), ("de", """{"a": "eins"}"""));

        Assert.Equal(expected, words.Find(tag).Language);
    }

    [Fact]
    public void A_key_that_a_language_lacks_is_said_in_English()
    {
        var words = Load(("en", """{"a": "one", "b": "{n, plural, one {# day} other {# days}}"}"""), ("de", """{"a": "eins"}"""));

        Assert.Equal("eins", words.Find("de")["a"]);
        Assert.Equal("1 day", words.Find("de").Format("b", ("n", 1)));
    }

    [Fact]
    public void A_key_that_no_language_has_is_a_bug() =>
        Assert.Throws<KeyNotFoundException>(() => Load(("en", "{}")).Find("en")["nowhere"]);

    [Theory]
    [InlineData("""{"a": "x", "a": "y"}""", "en.json, \"a\": the key stands twice")]
    [InlineData("""{"a": "x {"}""", "en.json, \"a\", column 4: expected a name")]
    [InlineData("""{"a": 1}""", "en.json, \"a\": expected a text")]
    [InlineData("[]", "en.json: expected an object")]
    [InlineData("{", "en.json: ")]
    public void A_wrong_file_is_refused_by_file_key_and_column(string json, string expected)
    {
        var refusal = Assert.Throws<FormatException>(() => Load(("en", json)));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_whose_plurals_are_not_known_is_refused() =>
        Assert.Throws<FormatException>(() => Load(("en", "{}"), ("xx", "{}")));

    [Fact]
    public void Names_are_isolated_in_right_to_left_text()
    {
        var words = Load(("en", """{"to": "To {name} ({n})"}"""), ("fa", """{"to": "به {name} ({n})"}"""));

        Assert.Equal("To Ada (12)", words.Find("en").Format("to", ("name", "Ada"), ("n", 12)));
        Assert.Equal("به \u2068Ada\u2069 (۱۲)", words.Find("fa").Format("to", ("name", "Ada"), ("n", 12)));
        Assert.Equal("به \u2068Ada\u2069 (۱۲)", words.Find("fa").Format("to", ("name", "\u2068Ada\u2069"), ("n", 12)));
    }

    [Theory]
    [InlineData("en", "ltr", "6 March 2026", "6 March 2026, 01:30 UTC", "1,234,567")]
    [InlineData("de", "ltr", "6. März 2026", "6. März 2026, 01:30 UTC", "1.234.567")]
    [InlineData("fr", "ltr", "6 mars 2026", "6 mars 2026, 01:30 UTC", "1 234 567")]
    [InlineData("es", "ltr", "6 de marzo de 2026", "6 de marzo de 2026, 01:30 UTC", "1.234.567")]
    [InlineData("ar", "rtl", "٦ مارس ٢٠٢٦", "٦ مارس ٢٠٢٦، ٠١:٣٠ UTC", "١٬٢٣٤٬٥٦٧")]
    [InlineData("fa", "rtl", "۶ مارس ۲۰۲۶", "۶ مارس ۲۰۲۶، ۰۱:۳۰ UTC", "۱٬۲۳۴٬۵۶۷")]
    [InlineData("ru", "ltr", "6 марта 2026 г.", "6 марта 2026 г., 01:30 UTC", "1 234 567")]
    [InlineData("tr", "ltr", "6 Mart 2026", "6 Mart 2026, 01:30 UTC", "1.234.567")]
    public void A_language_has_its_direction_dates_and_numbers(
        string tag, string direction, string date, string dateTime, string number)
    {
        var words = Load(("en", "{}"), (tag, "{}")).Find(tag);

        Assert.Equal(direction, words.Direction);
        Assert.Equal(date, words.Date(Evening));
        Assert.Equal(dateTime, words.DateTime(Evening));
        Assert.Equal(number, words.Number(1_234_567L).Replace('\u00A0', ' ').Replace('\u202F', ' '));
    }

    private static AllWords Load(params (string Tag, string Json)[] files)
    {
        var byTag = new Dictionary<string, string>();
        foreach (var (tag, json) in files)
            byTag[tag] = json;
        return new(byTag);
    }
}
