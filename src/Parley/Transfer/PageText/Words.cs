namespace Parley.Transfer.PageText;

/// <summary>One word of a text.</summary>
/// <param name="Raw">As written.</param>
/// <param name="Folded">As compared: lower case, without a possessive or plural s.</param>
/// <param name="At">Where it begins.</param>
internal readonly record struct Word(string Raw, string Folded, int At)
{
    public bool IsCapitalised => char.IsUpper(Raw[0]);
}

/// <summary>Cuts text into words, in any script that parts words at all.</summary>
internal static class Words
{
    public static IReadOnlyList<Word> Of(string text, int most = int.MaxValue)
    {
        var words = new List<Word>();
        for (var at = 0; at < text.Length && words.Count < most; at++)
        {
            if (!IsInner(text[at]))
                continue;
            var start = at;
            while (at < text.Length && (IsInner(text[at]) || IsJoiner(text, at)))
                at++;
            var raw = text[start..at];
            words.Add(new(raw, Fold(raw), start));
        }

        return words;
    }

    /// <summary>Makes "Ports", "port's" and "port" one word; rough, as it only ever compares.</summary>
    public static string Fold(string word)
    {
        var folded = word.Replace('’', '\'').ToLowerInvariant();
        if (folded.EndsWith("'s", StringComparison.Ordinal))
            folded = folded[..^2];
        return folded.Length > 3 ? folded.TrimEnd('s') : folded;
    }

    private static bool IsInner(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>An apostrophe or hyphen between letters is part of the word.</summary>
    private static bool IsJoiner(string text, int at) =>
        text[at] is '\'' or '’' or '-' or '_' && at + 1 < text.Length && IsInner(text[at + 1]);
}
