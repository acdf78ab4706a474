namespace Parley.Transfer.PageText;

/// <summary>Makes one comment of what one person had to write in several.</summary>
internal static class Parts
{
    /// <summary>How parts are announced, in the languages such pages come in.</summary>
    private static readonly string[] Announcements = ["part", "pt", "teil", "partie", "parte", "deel", "часть", "del"];

    private static readonly string[] Numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    private static readonly string[] NumberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static IReadOnlyList<PlainComment> Join(IReadOnlyList<PlainComment> comments, List<Doubt> doubts)
    {
        var joined = new List<PlainComment>();
        for (var at = 0; at < comments.Count;)
        {
            var end = at + 1;
            for (var number = FirstNumber(comments[at]); end < comments.Count && IsNext(comments[at], comments[end], number + 1); number++)
                end++;
            joined.Add(end - at == 1 ? comments[at] : Together(comments, at, end, doubts));
            at = end;
        }

        return joined;
    }

    /// <returns>The part a comment says it is: "Part 2", "part II", "2/3", "(2 of 3)"; null when it says nothing.</returns>
    public static int? NumberOf(PlainComment comment)
    {
        if (comment.IsEmptied || comment.Pasted is not null)
            return null;
        var opening = comment.Text[..Math.Min(40, comment.Text.Length)];
        var words = Words.Of(opening, 3);
        if (words.Count == 0 || words[0].At > 1)
            return null;
        if (Announcements.Contains(words[0].Raw.ToLowerInvariant()) && words.Count > 1)
            return Number(words[1].Raw);
        var isFraction = words.Count > 1
            && int.TryParse(words[0].Raw, out var part) && part is > 0 and <= 20
            && Number(words[words[1].Raw is "of" or "von" or "de" ? ^1 : 1].Raw) is { } total && total >= part && total <= 20
            && (opening[words[0].At + words[0].Raw.Length] == '/' || words[1].Raw is "of" or "von" or "de");
        return isFraction ? int.Parse(words[0].Raw, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Some only notice at the second part that there will be parts; a name tells that the first is theirs.</summary>
    private static int FirstNumber(PlainComment comment) =>
        NumberOf(comment) ?? (comment.Name is null || comment.IsEmptied || comment.Pasted is not null ? int.MinValue : 1);

    /// <summary>The same person, or two whose names are both lost, and the number that comes next.</summary>
    private static bool IsNext(PlainComment first, PlainComment next, int number) =>
        number > 1 && first.NameKey == next.NameKey && (NumberOf(next) == number || next.Name is not null && SaysContinued(next));

    private static bool SaysContinued(PlainComment comment) =>
        comment.Pasted is null && Words.Of(comment.Text[..Math.Min(20, comment.Text.Length)], 1) is [{ At: <= 1 } first]
        && first.Folded is "continued" or "cont" or "contd" or "cont'd" or "fortsetzung";

    private static PlainComment Together(IReadOnlyList<PlainComment> comments, int at, int end, List<Doubt> doubts)
    {
        var parts = comments.Skip(at).Take(end - at).ToList();
        doubts.Add(new(
            parts[0].Line, $"{parts.Count} parts in a row were made one comment.", parts[0].Name is null ? 0.85 : 0.97,
            parts[0].Name is null ? "They are numbered; their names are lost." : "They follow on each other and carry the same name."));
        return new(parts[0].Line, parts[0].Name, [.. parts.SelectMany(part => part.Body)], null, parts.Count);
    }

    private static int? Number(string word)
    {
        if (int.TryParse(word, out var number) && number is > 0 and <= 50)
            return number;
        var lower = word.ToLowerInvariant();
        var spelt = Math.Max(Array.IndexOf(Numerals, lower), Array.IndexOf(NumberWords, lower));
        return spelt >= 0 ? spelt + 1 : null;
    }
}
