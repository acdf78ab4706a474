using Parley.Accounts;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class CleanTextTest
{
    [Theory]
    [InlineData("  Ann \t Example ", "Ann Example")]
    [InlineData("Ann\r\nExample\u2028x\u0085y", "Ann Example x y")]
    [InlineData("An\u202Etxt.exe", "Antxt.exe")]
    [InlineData("\u2066A\u2069\u202AB\u202C\u200E\u200F\u061C", "AB")]
    [InlineData("A\u200Bd\u200Cm\u200Di\u2060n\uFEFF\u00AD", "Admin")]
    [InlineData("A\u2061\u2062\u2063\u2064\u206A\u206FB", "AB")]
    [InlineData("A\U000E0041\U000E0042\U000E007F\U000E0100B", "AB")]
    [InlineData("A\u3164\u115F\u1160\uFFA0\u2800\u034F\u17B4\u180EB", "AB")]
    [InlineData("A\0\u0007\u001B[31m\u007F\u009BB", "A[31mB")]
    [InlineData("A\uFFF9\uFFFA\uFFFB\U0001D173\uFFFE\uFFFF\U0001FFFEB", "AB")]
    [InlineData("Cafe\u0301", "Café")]
    [InlineData("\u212B", "Å")]
    [InlineData("علی\u200Cرضا", "علیرضا")]
    [InlineData("٣\u06DD", "٣\u06DD")]
    public void A_line_holds_what_can_be_seen_in_one_form(string typed, string kept)
    {
        Assert.Equal(kept, CleanText.Line(typed));
    }

    [Theory]
    [InlineData("\r\n\nOne\r\nTwo\rThree\u2029Four\u2028\u0085Five \t\n\n", "One\nTwo\nThree\nFour\n\nFive")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("👩\u200D👩\u200D👧 ❤\uFE0F", "👩\u200D👩\u200D👧 ❤\uFE0F")]
    [InlineData("⠃⠗\u2800⠇", "⠃⠗\u2800⠇")]
    [InlineData("a\u202Eb\u2067c\u2069\u200B\U000E0041\0d", "abcd")]
    [InlineData("    code stays where it stands", "    code stays where it stands")]
    [InlineData("a\tb", "a\tb")]
    public void Longer_text_keeps_its_lines_and_what_its_script_needs(string typed, string kept)
    {
        Assert.Equal(kept, CleanText.Lines(typed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u200D")]
    [InlineData("\u200C")]
    public void Marks_heap_up_no_higher_than_four(string between)
    {
        var heap = "H" + string.Concat(Enumerable.Repeat("\u0336\u0311" + between, 40)) + "ello";

        var marks = CleanText.Lines(heap).Count(letter => letter is '\u0336' or '\u0311');

        Assert.Equal(4, marks);
        Assert.EndsWith("ello", CleanText.Lines(heap), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ภาษาไทยที่ดี")]
    [InlineData("Việt Nam")]
    [InlineData("שָׁלוֹם")]
    [InlineData("हिन्दी")]
    [InlineData("ﷺ")]
    public void Living_scripts_stay_as_they_are(string text)
    {
        Assert.Equal(text.Normalize(), CleanText.Lines(text));
        Assert.Equal(text.Normalize(), CleanText.Line(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        Assert.Equal("a\uFFFDb", CleanText.Line("a\uD800b"));
        Assert.Equal("\uFFFD", CleanText.Lines("\uDC00"));
    }

    [Fact]
    public void Cleaning_twice_is_cleaning_once()
    {
        for (var rune = 0; rune <= 0x1FFFF; rune++)
        {
            if (rune is >= 0xD800 and <= 0xDFFF)
                continue;
            var text = "a" + char.ConvertFromUtf32(rune) + "b";
            Assert.Equal(CleanText.Line(text), CleanText.Line(CleanText.Line(text)));
            Assert.Equal(CleanText.Lines(text), CleanText.Lines(CleanText.Lines(text)));
        }
    }

    [Theory]
    [InlineData("", "name-missing")]
    [InlineData(null, "name-missing")]
    [InlineData(" \u3000\u00A0 ", "name-missing")]
    [InlineData("\uFE0F\u0301", "name-missing")]
    [InlineData("\u200B\u3164", "name-missing")]
    [InlineData("A", null)]
    [InlineData("👻", null)]
    [InlineData("-", null)]
    public void A_name_can_be_seen(string? typed, string? code)
    {
        Assert.Equal(code, PersonName.Read(typed).Refusal?.Code);
    }
}
