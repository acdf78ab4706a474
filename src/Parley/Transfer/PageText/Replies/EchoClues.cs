namespace Parley.Transfer.PageText.Replies;

/// <summary>A comment that takes up rare words of an earlier one probably answers it.</summary>
/// <remarks>
/// The fewer comments say a word, the more it tells (Spärck Jones 1972, inverse document frequency); two such words
/// side by side tell more. Long comments share words by chance, and so do far ones with a common subject.
/// </remarks>
internal static class EchoClues
{
    /// <summary>Further up, a shared word is the page's subject.</summary>
    private const int Reach = 40;

    private const int MostPairs = 2;

    private const int MostWords = 3;

    /// <summary>Comments longer than this share words by chance; then only names count.</summary>
    private const int LongWords = 400;

    public static IEnumerable<Clue> For(Heard child, HeardThread thread)
    {
        var pairs = Pairs(child, thread).ToList();
        var inPairs = pairs.SelectMany(found => new[] { found.Pair.Item1, found.Pair.Item2 }).ToHashSet();
        foreach (var found in Strongest(pairs, found => found.Place, found => found.Weight, MostPairs))
            yield return new(found.Place, found.Weight, $"takes up \u201C{found.Pair.Item1} {found.Pair.Item2}\u201D", ClueKind.Echo);
        foreach (var found in Strongest(Single(child, thread, inPairs), found => found.Place, found => found.Weight, MostWords))
            yield return new(found.Place, found.Weight, $"takes up \u201C{found.Word}\u201D", ClueKind.Echo);
    }

    private static IEnumerable<T> Strongest<T>(IEnumerable<T> all, Func<T, int> place, Func<T, double> weight, int most) =>
        all.GroupBy(place).SelectMany(group => group.OrderByDescending(weight).Take(most));

    private static IEnumerable<(int Place, (string, string) Pair, double Weight)> Pairs(Heard child, HeardThread thread)
    {
        foreach (var pair in child.OwnPairs)
        {
            if (thread.StoryWords.Contains(pair.Item1) && thread.StoryWords.Contains(pair.Item2))
                continue;
            var places = thread.Saying(pair);
            if (places.Count is < 2 or > 3)
                continue;
            foreach (var place in places.Where(place => IsInReach(place, child)))
                yield return (place, pair, (places.Count == 2 ? 0.6 : 0.4) * Rarity(pair, thread) * Weight(child, thread.Comments[place]));
        }
    }

    private static IEnumerable<(int Place, string Word, double Weight)> Single(Heard child, HeardThread thread, HashSet<string> inPairs)
    {
        foreach (var word in child.Own.Where(Heard.IsTelling).DistinctBy(word => word.Folded))
        {
            if (thread.StoryWords.Contains(word.Folded) || inPairs.Contains(word.Folded))
                continue;
            var places = thread.Saying(word.Folded);
            if (places.Count is < 2 or > 4)
                continue;
            foreach (var place in places.Where(place => IsInReach(place, child)))
                if (thread.Comments[place].All.Count < LongWords || word.IsCapitalised && word.At > 0)
                    yield return (place, word.Raw, (0.5 - 0.1 * places.Count) * Weight(child, thread.Comments[place]));
        }
    }

    /// <summary>Two words that everyone says meet by chance.</summary>
    private static double Rarity((string, string) pair, HeardThread thread) =>
        Math.Min(thread.Saying(pair.Item1).Count, thread.Saying(pair.Item2).Count) switch { <= 5 => 1, <= 12 => 0.7, _ => 0.4 };

    private static bool IsInReach(int place, Heard child) => place < child.Place && child.Place - place <= Reach;

    private static double Weight(Heard child, Heard parent) =>
        Nearness(child.Place - parent.Place) * Brevity(child.Own.Count) * (parent.IsPasted ? 0.9 : Brevity(parent.All.Count));

    private static double Nearness(int distance) => distance switch { 1 => 1, <= 3 => 0.85, <= 10 => 0.7, _ => 0.45 };

    private static double Brevity(int words) => words switch { <= 100 => 1, <= 200 => 0.85, _ => 0.7 };
}
