using Parley.Comments.Screening;

namespace Parley.Moderation.Screens.Wording;

/// <summary>What the lists say of a text.</summary>
internal static class WordMatches
{
    /// <summary>Evidence enough; a text full of slurs needs no longer list.</summary>
    private const int MaxShown = 20;

    /// <summary>The gravest of what was found, with all places; null when nothing was.</summary>
    public static ScreenAnswer? Judge(WordAutomaton words, string body)
    {
        if (words.Count == 0)
            return null;
        var found = Find(words, body);
        if (found.Count == 0)
            return null;
        var gravest = found.Max(one => one.Entry.Action);
        var first = found.Where(one => one.Entry.Action == gravest).MinBy(one => Rank(one.Entry.Reason));
        var shown = found.OrderByDescending(one => one.Entry.Action).ThenBy(one => one.Place.At).Take(MaxShown).ToList();
        return new(VerdictOf(gravest), first.Entry.Reason)
        {
            Passages = [.. shown.Select(one => one.Place).Distinct().Where(place => !shown.Exists(one => one.Place != place && Covers(one.Place, place)))],
            Values = new Dictionary<string, string> { ["rules"] = string.Join(' ', shown.Select(one => one.Entry.Rule).Distinct()) },
        };
    }

    /// <summary>Every entry found, as written and as disguised, but for what lies within an honest word.</summary>
    public static List<(WordEntry Entry, Passage Place)> Find(WordAutomaton words, string body)
    {
        var found = new HashSet<(WordEntry Entry, Passage Place)>();
        Gather(words, FoldedText.Plain(body), body, found);
        foreach (var reading in DisguisedText.Readings(body))
            Gather(words, reading, body, found);
        if (found.Count == 0)
            return [];
        var honest = found.Where(one => one.Entry.Action == WordAction.Allow).Select(one => one.Place).ToList();
        return [.. found.Where(one => one.Entry.Action != WordAction.Allow && !honest.Exists(place => Covers(place, one.Place)))];
    }

    private static void Gather(WordAutomaton words, FoldedText text, string body, HashSet<(WordEntry, Passage)> found)
    {
        foreach (var (entry, start, end) in words.Find(text.Letters))
        {
            var (at, length) = text.Source(start, end, body);
            found.Add((entry, new Passage(at, length)));
        }
    }

    private static bool Covers(Passage wide, Passage narrow) => wide.At <= narrow.At && wide.At + wide.Length >= narrow.At + narrow.Length;

    private static int Rank(string reason)
    {
        for (var at = 0; at < WordReasons.All.Count; at++)
            if (WordReasons.All[at] == reason)
                return at;
        return WordReasons.All.Count;
    }

    private static Verdict VerdictOf(WordAction action) => action switch
    {
        WordAction.Refuse => Verdict.Refuse,
        WordAction.Hold => Verdict.Hold,
        _ => Verdict.Publish,
    };
}
