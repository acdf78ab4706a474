using System.Globalization;
using System.Text;

namespace Parley.Transfer.PageText;

/// <summary>What two spellings of one name have in common.</summary>
internal static class NameKey
{
    /// <summary>Invisible characters go: they would make two people of one, or turn the line they stand on around.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormC))
            if (char.IsWhiteSpace(letter))
                clean.Append(' ');
            else if (char.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                clean.Append(letter);
        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static string Of(string name) => Clean(name).ToLowerInvariant();
}
