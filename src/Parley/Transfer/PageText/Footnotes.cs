namespace Parley.Transfer.PageText;

/// <summary>Marks such as [1] in prose and the notes they point to.</summary>
internal static class Footnotes
{
    /// <summary>Higher numbers in brackets are years and quotations' lengths.</summary>
    private const int MaxNumber = 300;

    /// <returns>The number of the note this paragraph is; null when it is none.</returns>
    public static int? NoteOf(Paragraph paragraph) =>
        NumberAt(paragraph.Text, 0, out var end) is { } number && end < paragraph.Text.Length ? number : null;

    /// <summary>Numbers this paragraph points to.</summary>
    public static IEnumerable<int> MarksIn(Paragraph paragraph)
    {
        for (var at = 1; at < paragraph.Text.Length; at++)
            if (paragraph.Text[at] == '[' && NumberAt(paragraph.Text, at, out _) is { } number)
                yield return number;
    }

    private static int? NumberAt(string text, int at, out int end)
    {
        end = at;
        if (at >= text.Length || text[at] != '[')
            return null;
        var close = text.IndexOf(']', at + 1, Math.Min(5, text.Length - at - 1));
        if (close < 0 || !int.TryParse(text.AsSpan(at + 1, close - at - 1), out var number) || number is < 1 or > MaxNumber)
            return null;
        end = close + 1;
        return number;
    }
}
