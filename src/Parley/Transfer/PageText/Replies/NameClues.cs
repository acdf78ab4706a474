namespace Parley.Transfer.PageText.Replies;

/// <summary>A comment that calls someone by name answers one of that person's comments.</summary>
internal static class NameClues
{
    /// <summary>People answer what is still in sight.</summary>
    private const int Reach = 60;

    /// <summary>How the likelihood falls with each further comment of the one called.</summary>
    private const double EachFurther = 0.6;

    private const int MostOfOne = 6;

    /// <summary>How far up the voice may be whose name is lost.</summary>
    private const int ReachOfLostName = 4;

    /// <summary>Who is called answers, and mostly at once.</summary>
    private const double AnswersCall = 0.85;

    public static IEnumerable<Clue> For(Heard child, IReadOnlyList<NameCall> calls, HeardThread thread)
    {
        var isCalled = child.Place > 0
            && child.Comment.NameKey is { } own
            && NameCalls.In(thread.Comments[child.Place - 1], thread).Any(call => call.Keys.Contains(own));
        if (isCalled)
            yield return new(child.Place - 1, AnswersCall, "is by the one whom the comment right above calls");
        foreach (var call in calls)
            foreach (var clue in call.IsOfLostName ? ToLost(child, call, thread) : call.Keys.SelectMany(key => ToKnown(child, call, key, thread)))
                yield return clue;
    }

    private static IEnumerable<Clue> ToKnown(Heard child, NameCall call, string key, HeardThread thread)
    {
        if (key == child.Comment.NameKey)
            yield break;
        var theirs = Nearest(thread.By(key), child.Place);
        var only = theirs.Count == 1;
        for (var rank = 0; rank < theirs.Count; rank++)
        {
            var sure = call.Keys.Count == 1 && (only || child.Place - theirs[rank] == 1);
            var weight = call.Strength * (sure ? 1 : 0.8);
            yield return new(theirs[rank], Math.Min(0.9, weight) * Math.Pow(EachFurther, rank), $"calls \u201C{call.Written}\u201D");
        }
    }

    /// <summary>A name that stands over no comment belongs to a voice without a name, most likely the nearest one.</summary>
    private static IEnumerable<Clue> ToLost(Heard child, NameCall call, HeardThread thread)
    {
        for (var place = child.Place - 1; place >= 0 && child.Place - place <= ReachOfLostName; place--)
        {
            if (thread.Comments[place].Comment is not { Name: null, IsEmptied: false })
                continue;
            var weight = place == child.Place - 1 ? call.Strength * 0.9 : call.Strength * 0.6;
            yield return new(place, weight, $"calls \u201C{call.Written}\u201D, and this is the nearest voice without a name");
            yield break;
        }
    }

    private static List<int> Nearest(IReadOnlyList<int> places, int before)
    {
        var nearest = new List<int>();
        var from = Before(places, before);
        for (var at = from; at >= 0 && nearest.Count < MostOfOne && before - places[at] <= Reach; at--)
            nearest.Add(places[at]);
        return nearest;
    }

    /// <summary>Places are in order, and one person may have thousands.</summary>
    private static int Before(IReadOnlyList<int> places, int before)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = places[middle] < before ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
