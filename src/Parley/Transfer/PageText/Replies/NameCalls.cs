namespace Parley.Transfer.PageText.Replies;

/// <summary>A comment calls someone by name.</summary>
/// <param name="Keys">The names of the page it may mean; none when the page has no such name.</param>
/// <param name="Written">As the comment writes it.</param>
/// <param name="Strength">0..1: how surely it is a call, and to the one answered.</param>
internal readonly record struct NameCall(IReadOnlyCollection<string> Keys, string Written, double Strength)
{
    public bool IsOfLostName => Keys.Count == 0;
}

/// <summary>Hears who is called: "@Ann …", "Ann, …", "So Ann how will you …", "… you are wrong, Ann."</summary>
internal static class NameCalls
{
    /// <summary>Greetings and small words that may stand before the name.</summary>
    private const int MostWordsBefore = 3;

    public static IReadOnlyList<NameCall> In(Heard heard, HeardThread thread) =>
        [.. At(heard, thread).Concat(AtOpening(heard, thread)).Concat(AtEnd(heard, thread))
            .GroupBy(call => NameKey.Of(call.Written))
            .Select(same => same.MaxBy(call => call.Strength))];

    /// <summary>A name marked by "@", anywhere.</summary>
    private static IEnumerable<NameCall> At(Heard heard, HeardThread thread)
    {
        for (var place = 0; place < heard.Own.Count; place++)
            if (IsMarked(heard.Text, heard.Own[place].At))
                yield return Call(heard.Own, place, 0.9, thread);
    }

    private static bool IsMarked(string text, int at) =>
        at > 0 && text[at - 1] == '@' && (at == 1 || char.IsWhiteSpace(text[at - 2]));

    private static IEnumerable<NameCall> AtOpening(Heard heard, HeardThread thread)
    {
        for (var place = 0; place < Math.Min(heard.Opening.Count - 1, MostWordsBefore + 1); place++)
        {
            if (MayBeCalled(heard.Opening[place], thread))
            {
                var call = Call(heard.Opening, place, 0, thread);
                var strength = StrengthAtOpening(heard, place, call);
                if (strength > 0)
                    yield return call with { Strength = strength };
                yield break;
            }

            if (!MayStandBefore(heard.Opening[place]))
                yield break;
        }
    }

    private static double StrengthAtOpening(Heard heard, int place, NameCall call)
    {
        var last = place + Words.Of(call.Written).Count - 1;
        var after = heard.Text[heard.Opening[last].At + heard.Opening[last].Raw.Length];
        var speaks = heard.SpeaksToSomeone;
        if (after is ',' or ':' or '-' or '–' or '—' or '!' or '.')
            return speaks ? 0.85 : call.IsOfLostName ? 0.5 : 0.75;
        var next = heard.Opening.Skip(last + 1).Take(3).Any(word => Wording.SecondPerson.Contains(word.Folded));
        var asks = heard.Text.Contains('?') && !call.IsOfLostName;
        return next ? 0.85 : asks && heard.Opening.Count > last + 2 && place > 0 ? 0.8 : 0;
    }

    /// <summary>A name after the last comma of the first or the last sentence.</summary>
    private static IEnumerable<NameCall> AtEnd(Heard heard, HeardThread thread)
    {
        if (heard.Own.Count == Heard.OwnWords)
            yield break;
        foreach (var sentence in new[] { heard.Opening, heard.Own })
        {
            if (sentence.Count < 3 || !heard.SpeaksToSomeone && Openings.WeightOf(heard) == 0)
                continue;
            for (var place = sentence.Count - 1; place >= Math.Max(1, sentence.Count - 2); place--)
                if (MayBeCalled(sentence[place], thread) && Before(heard.Text, sentence[place].At) == ',')
                    yield return Call(sentence, place, 0.75, thread);
        }
    }

    private static char Before(string text, int at)
    {
        while (at > 0 && text[at - 1] == ' ')
            at--;
        return at > 0 ? text[at - 1] : '\0';
    }

    private static bool MayStandBefore(Word word) =>
        Wording.Openers.Contains(word.Folded) || Wording.Courtesies.Contains(word.Folded)
        || word.Folded is "so" or "but" or "and" or "well" or "no" or "yes" or "then" or "hi" or "ok" or "i" or "agree" or "with" or "to";

    /// <summary>A word of a name the page has, or one that may be a lost name.</summary>
    private static bool MayBeCalled(Word word, HeardThread thread) =>
        thread.NamesWith(word.Folded).Count > 0
            ? word.Raw.Length >= 3 && (word.IsCapitalised || !thread.Vocabulary.IsOrdinary(word))
            : MayBeLostName(word, thread);

    /// <summary>A capitalised word that is no word of the language, that few say, and that the story is not about.</summary>
    public static bool MayBeLostName(Word word, HeardThread thread) =>
        word.IsCapitalised
            && word.Raw.Length >= 3
            && !Wording.Common.Contains(word.Folded)
            && !Wording.Openers.Contains(word.Folded)
            && !Wording.Courtesies.Contains(word.Folded)
            && !Wording.InSentences.Contains(word.Folded)
            && !Wording.SecondPerson.Contains(word.Folded)
            && !Wording.Furniture.Contains(word.Folded)
            && !thread.Vocabulary.IsOrdinary(word)
            && !thread.StoryWords.Contains(word.Folded)
            && thread.Saying(word.Folded).Count <= 4;

    private static NameCall Call(IReadOnlyList<Word> words, int place, double strength, HeardThread thread)
    {
        var names = thread.NamesWith(words[place].Folded);
        var written = words[place].Raw;
        var longer = place + 1 < words.Count
            ? names.FirstOrDefault(name => name == NameKey.Of(written + " " + words[place + 1].Raw))
            : null;
        return longer is null ? new(names, written, strength) : new([longer], written + " " + words[place + 1].Raw, strength);
    }
}
