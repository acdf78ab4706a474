namespace Parley.Transfer.PageText.Replies;

/// <summary>When a name comes back at every second comment, two voices are talking to each other.</summary>
internal static class AlternationClues
{
    /// <summary>The name before and after one comment: often an exchange, sometimes chance.</summary>
    private const double Once = 0.65;

    /// <summary>The same name three times, one comment between each: hardly ever chance.</summary>
    private const double Running = 0.88;

    /// <summary>One more comment below the name's last: the exchange may have ended.</summary>
    private const double Trailing = 0.35;

    public static IEnumerable<Clue> For(Heard child, HeardThread thread)
    {
        var place = child.Place;
        if (place == 0)
            yield break;
        var isReturn = SameName(thread, place, place - 2);
        var isBetween = SameName(thread, place - 1, place + 1);
        if (isReturn || isBetween)
        {
            var runs = isReturn && (SameName(thread, place, place + 2) || SameName(thread, place - 2, place - 4))
                || isBetween && (SameName(thread, place - 1, place - 3) || SameName(thread, place + 1, place + 3));
            yield return new(place - 1, runs ? Running : Once, runs ? "two voices take turns" : "stands in an exchange of two voices");
        }
        else if (SameName(thread, place - 1, place - 3))
        {
            yield return new(place - 1, Trailing, "follows an exchange of two voices", ClueKind.Place);
        }
    }

    private static bool SameName(HeardThread thread, int one, int other)
    {
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return low >= 0 && high < thread.Comments.Count
            && NameAt(thread, low) is { } name
            && name == NameAt(thread, high)
            && name != NameAt(thread, low + 1);
    }

    private static string? NameAt(HeardThread thread, int place) => thread.Comments[place].Comment.NameKey;
}
