namespace Parley.Transfer.PageText.Replies;

/// <summary>A comment that quotes a phrase answers whoever said it.</summary>
internal static class QuoteClues
{
    /// <summary>A single word in marks is as often irony; only a near comment is meant by it.</summary>
    private const int NearEnoughForAWord = 12;

    /// <summary>Quotations looked at in one comment.</summary>
    private const int MostQuotes = 20;

    /// <summary>People quote from memory: the ends of a phrase may differ while this many words in a row do not.</summary>
    private const int FewestWordsOfAPart = 4;

    public static IEnumerable<Clue> For(Heard child, HeardThread thread)
    {
        foreach (var quote in Quotes.In(child.Text).Take(MostQuotes))
        {
            var words = Words.Of(quote.Text, 30);
            if (words.Any(Heard.IsTelling))
                foreach (var clue in words.Count == 1 ? OfOneWord(words[0], quote, child, thread) : OfPhrase(words, child, thread))
                    yield return clue;
        }
    }

    /// <summary>True when it quotes the story itself, so that it answers no comment.</summary>
    public static bool QuotesStory(Heard child, HeardThread thread) =>
        Quotes.In(child.Text).Take(MostQuotes).Select(quote => Words.Of(quote.Text, 30))
            .Any(words => words.Count > 1 && words.Any(Heard.IsTelling) && Holds(thread.StoryFolded, Joined(words)));

    private static IEnumerable<Clue> OfPhrase(IReadOnlyList<Word> words, Heard child, HeardThread thread)
    {
        var inStory = Holds(thread.StoryFolded, Joined(words));
        var isNearest = true;
        foreach (var place in Candidates(words, child, thread))
        {
            var matched = Matched(words, thread.Comments[place]);
            if (matched == 0)
                continue;
            var whole = matched >= 4 ? 0.95 : matched == 3 ? 0.9 : 0.7;
            var weight = matched == words.Count ? whole : 0.82;
            yield return new(
                place, weight * (inStory ? 0.4 : 1) * (isNearest ? 1 : 0.5),
                $"quotes \u201C{string.Join(' ', words.Select(word => word.Raw))}\u201D");
            isNearest = false;
        }
    }

    private static IEnumerable<Clue> OfOneWord(Word word, Quotes.Quote quote, Heard child, HeardThread thread)
    {
        var places = thread.Saying(word.Folded);
        if (thread.StoryWords.Contains(word.Folded) || places.Count != 2 || places[1] != child.Place)
            yield break;
        if (child.Place - places[0] > NearEnoughForAWord)
            yield break;
        var spokenTo = Words.Of(Sentence(child.Text, quote)).Any(near => Wording.SecondPerson.Contains(near.Folded));
        yield return new(places[0], spokenTo ? 0.85 : 0.5, $"quotes \u201C{word.Raw}\u201D, which only this comment said");
    }

    /// <summary>Earlier comments with the rarest word of the phrase, nearest first.</summary>
    private static IEnumerable<int> Candidates(IReadOnlyList<Word> words, Heard child, HeardThread thread) =>
        words.Where(Heard.IsTelling)
            .Select(word => thread.Saying(word.Folded))
            .Where(places => places.Count > 0)
            .OrderBy(places => places.Count)
            .Take(2)
            .SelectMany(places => places)
            .Distinct()
            .Where(place => place < child.Place)
            .OrderDescending();

    /// <returns>How many words in a row the comment has; 0 when too few to mean anything.</returns>
    private static int Matched(IReadOnlyList<Word> words, Heard parent)
    {
        for (var length = words.Count; length >= Math.Min(words.Count, FewestWordsOfAPart) && length >= words.Count - 3; length--)
            for (var from = 0; from + length <= words.Count; from++)
            {
                var part = words.Skip(from).Take(length).ToList();
                var isEnough = length == words.Count || part.Count(Heard.IsTelling) >= 2;
                if (isEnough && Holds(parent.Folded, Joined(part)))
                    return length;
            }

        return 0;
    }

    private static bool Holds(string folded, string phrase) => folded.Contains(phrase, StringComparison.Ordinal);

    private static string Joined(IEnumerable<Word> words) => " " + string.Join(' ', words.Select(word => word.Folded)) + " ";

    private static string Sentence(string text, Quotes.Quote quote)
    {
        var start = text.LastIndexOfAny(['.', '!', '?', '\n'], Math.Max(0, quote.At - 1)) + 1;
        var end = text.IndexOfAny(['.', '!', '?', '\n'], Math.Min(quote.End, text.Length));
        return text[Math.Min(start, quote.At)..(end < 0 ? text.Length : end)];
    }
}
