using System.Globalization;
using System.Text;

namespace Parley.Moderation.Screens.Wording;

/// <summary>
/// One character folded to what words are compared by: no case, no accents, no vowel signs of Arabic and Hebrew, one letter
/// for those that Arabic and Persian write in two ways, plain digits; nothing for what has no width.
/// </summary>
internal static class WordFold
{
    /// <summary>Between words.</summary>
    public const char Gap = ' ';

    /// <summary>Between sentences: a phrase does not reach over it.</summary>
    public const char Stop = '.';

    private const string SentenceEnds = ".!?…;:\n؟。؛।";
    private const string Apostrophes = "'’ʼ`´＇";

    /// <summary>Letters that are no letter with a mark, and what each is compared by.</summary>
    private static readonly Dictionary<char, string> Special =
        "ßss æae œoe øo đd łl ıi þth ðd ةه ىي یي ېي کك ۀه ہه ەه ـ ٱا".Split(' ').ToDictionary(pair => pair[0], pair => pair[1..]);

    /// <summary>Of every character of the basic plane; null for itself.</summary>
    private static readonly string?[] Table = MakeTable();

    /// <summary>What a rune is compared by: letters and digits, a gap, a stop, or nothing.</summary>
    public static string Of(Rune rune) => rune.IsBmp
        ? Table[rune.Value] ?? ((char)rune.Value).ToString()
        : Compute(rune);

    /// <summary>The same for a character of the basic plane, without making text of it where it stays as it is.</summary>
    public static bool TryFold(char character, out string? folded) => (folded = Table[character]) is not null;

    public static bool IsLetter(char folded) => folded is not (Gap or Stop);

    /// <summary>Folds a text as terms of a list are: what it ends up as, gaps made one.</summary>
    public static string All(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            foreach (var letter in Of(rune))
                if (IsLetter(letter))
                    folded.Append(letter);
                else if (folded.Length > 0 && folded[^1] != Gap)
                    folded.Append(Gap);
        return folded.ToString().TrimEnd(Gap);
    }

    private static string?[] MakeTable()
    {
        var table = new string?[char.MaxValue + 1];
        for (var at = 0; at <= char.MaxValue; at++)
        {
            var own = ((char)at).ToString();
            var folded = char.IsSurrogate((char)at) ? " " : Compute(new Rune((char)at));
            table[at] = folded == own ? null : string.Intern(folded);
        }
        return table;
    }

    private static string Compute(Rune rune)
    {
        var text = rune.ToString();
        if (SentenceEnds.Contains(text, StringComparison.Ordinal))
            return ".";
        if (Apostrophes.Contains(text, StringComparison.Ordinal) || IsNothing(rune))
            return "";
        var folded = new StringBuilder();
        foreach (var part in IsCharacter(rune) ? text.Normalize(NormalizationForm.FormKD).EnumerateRunes() : text.EnumerateRunes())
            if (!IsNothing(part))
                Append(folded, part);
        return folded.Length == 0 ? "" : folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune part)
    {
        var lower = Rune.ToLowerInvariant(part);
        if (lower.IsBmp && Special.TryGetValue((char)lower.Value, out var special))
            folded.Append(special);
        else if (Rune.IsDigit(lower))
            folded.Append((char)('0' + (int)Rune.GetNumericValue(lower)));
        else if (Rune.IsLetterOrDigit(lower) || Rune.GetUnicodeCategory(lower) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark)
            folded.Append(lower.ToString());
        else
            folded.Append(Gap);
    }

    private static bool IsCharacter(Rune rune) => (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF);

    /// <summary>Without width, or a mark beside a letter that is a letter without it too.</summary>
    private static bool IsNothing(Rune rune) =>
        rune.Value is (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5C7) or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x65F) or 0x670
            or (>= 0x6D6 and <= 0x6ED) or (>= 0xFE00 and <= 0xFE0F) or (>= 0x20D0 and <= 0x20F0) or 0xAD or 0x34F or 0x3164
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;
}
