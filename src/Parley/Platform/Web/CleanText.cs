using System.Globalization;
using System.Text;

namespace Parley.Platform.Web;

/// <summary>Text from outside made fit to keep: one normal form, no characters that deceive the eye.</summary>
internal static class CleanText
{
    /// <summary>Combining marks in a row that any living script needs at most; more is ornament that covers other lines.</summary>
    private const int MaxMarksInARow = 4;

    /// <summary>A single line, such as a name or a title: spaces folded, nothing invisible.</summary>
    public static string Line(string text) => string.Join(' ',
        Filter(text.ReplaceLineEndings(" "), isLine: true).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Text of several lines: line ends as <c>\n</c>, no trailing space at its end.</summary>
    public static string Lines(string text) =>
        Filter(text.ReplaceLineEndings("\n"), isLine: false).TrimEnd().TrimStart('\n');

    /// <summary>A character that was written as a reference: nothing when it is hidden, or a mark that could be heaped up.</summary>
    public static string Single(string character) => string.Concat(character.EnumerateRunes()
        .Where(rune => !IsHidden(rune, isLine: true) && !IsMark(rune))
        .Select(rune => rune.ToString()));

    /// <summary>Text as the eye reads it, for comparing: compatible letters and dots as one, nothing invisible. Never shown.</summary>
    public static string Plain(string text) =>
        Line(text).Normalize(NormalizationForm.FormKC).Replace('\u3002', '.');

    /// <summary>Whether there is anything to see in a line.</summary>
    public static bool IsVisible(string line) => line.EnumerateRunes().Any(rune => !IsMark(rune) && !Rune.IsWhiteSpace(rune));

    private static string Filter(string text, bool isLine)
    {
        var kept = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in Normal(text).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
            {
                kept.Append(isLine ? " " : rune.ToString());
                continue;
            }
            if (IsHidden(rune, isLine))
                continue;
            marks = IsMark(rune) ? marks + 1 : IsJoiner(rune) ? marks : 0;
            if (marks <= MaxMarksInARow)
                kept.Append(rune.ToString());
        }
        return kept.ToString();
    }

    private static string Normal(string text)
    {
        // Lone surrogates and codes that are no characters cannot be normalised; they are no text anyway.
        var whole = string.Concat(text.EnumerateRunes().Where(rune => !IsNoCharacter(rune)).Select(rune => rune.ToString()));
        return whole.IsNormalized() ? whole : whole.Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Controls; all that has no width of its own, among it the bidirectional overrides and isolates (U+202A–202E,
    /// U+2066–2069), which reverse what is read, and tags (U+E0000…); in a line also what makes two names look like one,
    /// or none. In longer text the joiners stay, which Persian and emoji need, and so does the blank of Braille.
    /// </summary>
    private static bool IsHidden(Rune rune, bool isLine) => rune.Value switch
    {
        0x200C or 0x200D or 0x2800 => isLine,
        // Fillers and selectors that Unicode counts as letters or marks; the emoji selectors U+FE00–FE0F stay.
        0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or 0xFFA0 => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Format => !IsNumberSign(rune),
            UnicodeCategory.OtherNotAssigned => IsNoCharacter(rune),
            _ => false,
        },
    };

    /// <summary>Signs written around digits in Arabic, Syriac and Kaithi: formats by name, but seen.</summary>
    private static bool IsNumberSign(Rune rune) =>
        rune.Value is (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD;

    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
