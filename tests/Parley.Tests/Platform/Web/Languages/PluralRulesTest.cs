using System.Globalization;
using Parley.Platform.Web.Languages;

namespace Parley.Tests.Platform.Web.Languages;

public sealed class PluralRulesTest
{
    /// <summary>The samples Unicode publishes beside the rules (CLDR, plurals.xml).</summary>
    [Theory]
    [InlineData("en", "one", "1")]
    [InlineData("en", "other", "0, 2~16, 100, 1000, 10000, 100000, 1000000, 0.0~1.5, 10.0, 100.0, 1000000.0")]
    [InlineData("de", "one", "1")]
    [InlineData("de", "other", "0, 2~16, 100, 1000, 10000, 100000, 1000000, 0.0~1.5, 10.0, 100.0, 1000000.0")]
    [InlineData("fr", "one", "0, 1, 0.0~1.5")]
    [InlineData("fr", "many", "1000000, 1c6, 2c6, 3c6, 4c6, 5c6, 6c6, 1.0000001c6, 1.1c6, 2.0000001c6, 2.1c6")]
    [InlineData("fr", "other", "2~17, 100, 1000, 10000, 100000, 1c3, 2c3, 6c3, 2.0~3.5, 10.0, 1000000.0, 1.0001c3, 1.1c3")]
    [InlineData("es", "one", "1, 1.0, 1.00, 1.000, 1.0000")]
    [InlineData("es", "many", "1000000, 1c6, 2c6, 3c6, 4c6, 5c6, 6c6, 1.0000001c6, 1.1c6, 2.0000001c6, 2.1c6")]
    [InlineData("es", "other", "0, 2~16, 100, 1000, 10000, 100000, 1c3, 2c3, 6c3, 0.0~0.9, 1.1~1.6, 10.0, 1000000.0")]
    [InlineData("ar", "zero", "0, 0.0, 0.00, 0.000, 0.0000")]
    [InlineData("ar", "one", "1, 1.0, 1.00, 1.000, 1.0000")]
    [InlineData("ar", "two", "2, 2.0, 2.00, 2.000, 2.0000")]
    [InlineData("ar", "few", "3~10, 103~110, 1003, 3.0, 4.0, 10.0, 103.0, 1003.0")]
    [InlineData("ar", "many", "11~26, 111, 1011, 11.0, 12.0, 18.0, 111.0, 1011.0")]
    [InlineData("ar", "other", "100~102, 200~202, 300~302, 400~402, 500~502, 600, 1000, 10000, 1000000, 0.1~0.9, 1.1~1.7, 10.1, 100.0")]
    [InlineData("fa", "one", "0, 1, 0.0~1.0, 0.00~0.04")]
    [InlineData("fa", "other", "2~17, 100, 1000, 10000, 100000, 1000000, 1.1~2.6, 10.0, 100.0, 1000000.0")]
    [InlineData("ru", "one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001")]
    [InlineData("ru", "few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002")]
    [InlineData("ru", "many", "0, 5~19, 100, 1000, 10000, 100000, 1000000")]
    [InlineData("ru", "other", "0.0~1.5, 10.0, 100.0, 1000.0, 1000000.0")]
    [InlineData("tr", "one", "1, 1.0, 1.00, 1.000, 1.0000")]
    [InlineData("tr", "other", "0, 2~16, 100, 1000, 10000, 100000, 1000000, 0.0~0.9, 1.1~1.6, 10.0, 1000000.0")]
    public void The_published_samples_take_their_form(string tag, string category, string samples)
    {
        var rules = Language.All.Single(language => language.Tag == tag).Plurals;

        foreach (var sample in samples.Split(", ").SelectMany(Range))
            Assert.Equal((sample, category), (sample, rules.Choose(PluralOperands.Parse(sample))));
    }

    [Fact]
    public void A_language_never_takes_a_form_it_does_not_name()
    {
        foreach (var language in Language.All)
        {
            var taken = Enumerable.Range(0, 2000).Append(1_000_000)
                .Select(number => PluralOperands.Of(number))
                .Append(PluralOperands.Of(1.5m))
                .Select(language.Plurals.Choose)
                .ToHashSet();

            Assert.Equal(language.Plurals.Categories.Order(), taken.Order());
        }
    }

    [Fact]
    public void A_number_below_zero_is_counted_by_its_size()
    {
        Assert.Equal("few", PluralRules.Russian.Choose(PluralOperands.Of(-2)));
        Assert.Equal("many", PluralRules.French.Choose(PluralOperands.Of(-1_000_000)));
    }

    private static IEnumerable<string> Range(string sample)
    {
        if (sample.Split('~') is not [var from, var to])
            return [sample];
        var first = decimal.Parse(from, CultureInfo.InvariantCulture);
        var last = decimal.Parse(to, CultureInfo.InvariantCulture);
        var step = new decimal(1, 0, 0, false, first.Scale);
        return Enumerable.Range(0, (int)((last - first) / step) + 1)
            .Select(index => (first + index * step).ToString(CultureInfo.InvariantCulture));
    }
}
