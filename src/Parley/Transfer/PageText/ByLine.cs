namespace Parley.Transfer.PageText;

/// <summary>Recognises "by Somebody" on a line of its own.</summary>
internal static class ByLine
{
    private const int MaxChars = 100;

    /// <returns>The author's name; null when the paragraph is no by-line.</returns>
    public static string? AuthorIn(Paragraph paragraph)
    {
        if (!paragraph.IsSingleLine || paragraph.Text.Length > MaxChars)
            return null;
        var parts = paragraph.Text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !Wording.ByLine.Contains(Words.Fold(parts[0].TrimEnd(':'))))
            return null;

        // What follows the name is where or when it was printed: "By Ann Lee, The Mail | 3 May".
        var name = parts[1].Split([",", "|", " – ", " — ", " - ", " for ", " in "], 2, StringSplitOptions.None)[0].Trim();
        var words = Words.Of(name);
        var isName = words.Count is >= 1 and <= 6
            && !name.EndsWith('.')
            && words.All(word => !char.IsLower(word.Raw[0]) || Wording.NameParticles.Contains(word.Folded));
        return isName ? NameKey.Clean(name) : null;
    }
}
