using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed partial class StylesheetTest
{
    /// <summary>WCAG 2.2, 1.4.3 for text and 1.4.11 for the edge of a field.</summary>
    private const double TextContrast = 4.5;
    private const double EdgeContrast = 3.0;

    private static readonly string Sheet = Encoding.UTF8.GetString(Stylesheet.Utf8.Span);

    public static TheoryData<string, string, double> Pairs => new()
    {
        { "ink", "paper", TextContrast },
        { "ink", "wash", TextContrast },
        { "quiet", "paper", TextContrast },
        { "quiet", "wash", TextContrast },
        { "accent", "paper", TextContrast },
        { "accent", "wash", TextContrast },
        { "on-accent", "accent", TextContrast },
        { "danger", "paper", TextContrast },
        { "on-danger", "danger", TextContrast },
        { "edge", "paper", EdgeContrast },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_of_colours_can_be_read_in_light_and_in_dark(string front, string back, double least)
    {
        foreach (var theme in Themes())
            Assert.InRange(Contrast(theme[front], theme[back]), least, 21);
    }

    [Fact]
    public void Both_ways_to_the_dark_theme_have_the_same_colours()
    {
        var themes = Themes();

        Assert.Equal(3, themes.Count);
        Assert.Equal(themes[1], themes[2]);
    }

    [Fact]
    public void It_knows_no_left_or_right() =>
        Assert.DoesNotMatch(@"(margin|padding|border|inset|float|clear|text-align)[a-z-]*:?\s*-?(left|right)\b|(^|[;{\s])(left|right|top|bottom|width|height|(min|max)-(width|height))\s*:", Sheet);

    [Fact]
    public void It_loads_nothing() => Assert.DoesNotMatch(@"url\(|@import|@font-face|http", Sheet);

    [Fact]
    public void Its_address_changes_with_its_content() => Assert.Matches("^/assets/parley\\.[0-9a-f]{12}\\.css$", Stylesheet.Path);

    /// <summary>Light, dark by the reader's system, dark by choice.</summary>
    private static List<Dictionary<string, string>> Themes() =>
        [.. Theme().Matches(Sheet).Select(theme => Token().Matches(theme.Value).ToDictionary(token => token.Groups[1].Value, token => token.Groups[2].Value))];

    /// <remarks>WCAG 2.2, "contrast ratio" and "relative luminance".</remarks>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) =>
        0.2126 * Linear(colour[..2]) + 0.7152 * Linear(colour[2..4]) + 0.0722 * Linear(colour[4..]);

    private static double Linear(string hex)
    {
        var share = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--paper: #[^}]*?--on-danger: #[0-9a-f]{6}")]
    private static partial Regex Theme();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Token();
}
