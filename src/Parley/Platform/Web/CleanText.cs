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
        Filter(text, keepBreaks: false).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Text of several lines: line ends as <c>\n</c>, no trailing space at its end.</summary>
    public static string Lines(string text) =>
        Filter(text.ReplaceLineEndings("\n"), keepBreaks: true).TrimEnd().TrimStart('\n');

    private static string Filter(string text, bool keepBreaks)
    {
        var kept = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in Normal(text).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
            {
                kept.Append(keepBreaks ? rune.ToString() : " ");
                continue;
            }
            if (IsHidden(rune, keepBreaks))
                continue;
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks <= MaxMarksInARow)
                kept.Append(rune.ToString());
        }
        return kept.ToString();
    }

    private static string Normal(string text)
    {
        // Lone surrogates cannot be normalised; they are no text anyway.
        var whole = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        return whole.IsNormalized() ? whole : whole.Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Controls; the bidirectional overrides and isolates, which reverse what is read (U+202A–202E, U+2066–2069); tags
    /// (U+E0000…); and, in a line, zero-width characters, which make two names look like one. In longer text the joiners
    /// stay: Persian and emoji need them.
    /// </summary>
    private static bool IsHidden(Rune rune, bool keepJoiners) => rune.Value switch
    {
        0x200C or 0x200D => !keepJoiners,
        0xAD or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF or 0x61C or 0x180E or 0x3164 or 0xFFA0 => true,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x206F => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
