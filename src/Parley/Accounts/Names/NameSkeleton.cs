using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Parley.Platform.Web;

namespace Parley.Accounts.Names;

/// <summary>What a name reads like: two names with the same skeleton are one name to the eye.</summary>
/// <remarks>
/// The skeleton of Unicode Technical Standard 39, section 4 ("Confusable Detection"), made before and after letters are
/// folded to one case, since look-alikes differ with it. Beyond the standard, accents of Latin, Greek and Cyrillic, spaces
/// and punctuation do not tell names apart either.
/// </remarks>
internal static class NameSkeleton
{
    /// <summary>Combining Diacritical Marks. The marks of other scripts are vowels, without which names are others.</summary>
    private const int FirstAccent = 0x300, LastAccent = 0x36F;

    private static readonly FrozenDictionary<int, string> Prototypes =
        ReadPrototypes(Asset.ReadText("Accounts.Names.confusables.txt"));

    /// <returns>Empty only for a name with nothing to see in it.</returns>
    public static string Of(string name)
    {
        var plain = Prototype(Prototype(CleanText.Line(name)).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal));
        var letters = Keep(plain, rune => Rune.IsLetterOrDigit(rune) || IsVowelMark(rune));
        // A name of signs alone is told by its signs.
        return letters.Length > 0 ? letters : Keep(plain, rune => !Rune.IsWhiteSpace(rune));
    }

    /// <summary>What one character is taken for, by the table of UTS 39; null when for itself.</summary>
    public static string? LooksLike(Rune rune) => Prototypes.GetValueOrDefault(rune.Value);

    /// <summary>Each character as what it is taken for, decomposed; wide and styled letters as the plain ones.</summary>
    private static string Prototype(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (rune.Value is >= FirstAccent and <= LastAccent)
                continue;
            // The small i has a dot, but the capital is taken for l, and names are compared in one case.
            if (rune.Value == 'i')
                seen.Append('l');
            else if (Prototypes.TryGetValue(rune.Value, out var prototype))
                seen.Append(prototype);
            else
                seen.Append(rune.ToString());
        }
        return seen.ToString().Normalize(NormalizationForm.FormD);
    }

    private static string Keep(string text, Func<Rune, bool> isKept) =>
        string.Concat(text.EnumerateRunes().Where(isKept).Select(rune => rune.ToString()));

    private static bool IsVowelMark(Rune rune) => rune.Value is < FirstAccent or > LastAccent
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static FrozenDictionary<int, string> ReadPrototypes(string table)
    {
        var prototypes = new Dictionary<int, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            foreach (var rune in line[(tab + 1)..].EnumerateRunes())
                prototypes[rune.Value] = line[..tab];
        }
        return prototypes.ToFrozenDictionary();
    }
}
