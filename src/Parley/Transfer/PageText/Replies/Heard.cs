namespace Parley.Transfer.PageText.Replies;

/// <summary>A comment as one who listens for answers hears it.</summary>
internal sealed class Heard
{
    /// <summary>Answers show what they answer at their beginning; more words only bring chance likenesses.</summary>
    public const int OwnWords = 250;

    /// <summary>A comment is quoted from anywhere, up to the length of a pasted article.</summary>
    private const int AllWords = 3_000;

    private const int MaxOpeningChars = 250;

    public Heard(int place, PlainComment comment)
    {
        Place = place;
        Comment = comment;
        Text = OwnText(comment);
        Own = Words.Of(Text, OwnWords);
        All = comment.Pasted is null && comment.Text.Length < 1_000 ? Own : Words.Of(comment.Text, AllWords);
        Opening = Words.Of(FirstSentence(Text));
        Folded = " " + string.Join(' ', All.Select(word => word.Folded)) + " ";
        OwnPairs = [.. Pairs(Own).Distinct()];
    }

    public int Place { get; }

    public PlainComment Comment { get; }

    /// <summary>What its author wrote, a pasted article left out.</summary>
    public string Text { get; }

    public IReadOnlyList<Word> Own { get; }

    /// <summary>Everything in it, a pasted article too.</summary>
    public IReadOnlyList<Word> All { get; }

    /// <summary>The first sentence.</summary>
    public IReadOnlyList<Word> Opening { get; }

    /// <summary>All of it in folded words, a blank on either side of each.</summary>
    public string Folded { get; }

    /// <summary>Telling words that stand next to each other once the common ones are left out.</summary>
    public IReadOnlyList<(string, string)> OwnPairs { get; }

    public bool IsPasted => Comment.Pasted is not null;

    public bool SpeaksToSomeone => Own.Any(word => Wording.SecondPerson.Contains(word.Folded));

    public bool OpensToSomeone => Opening.Any(word => Wording.SecondPerson.Contains(word.Folded));

    public IEnumerable<(string, string)> AllPairs => ReferenceEquals(All, Own) ? OwnPairs : Pairs(All).Distinct();

    /// <summary>A word that may tell one comment from another.</summary>
    public static bool IsTelling(Word word) =>
        !Wording.Common.Contains(word.Folded)
        && (word.Raw.Length >= 4 || word.Raw.Any(char.IsDigit) || word.Raw.Length >= 2 && word.Raw.All(char.IsUpper) || word.Raw[0] > '\u024F');

    private static IEnumerable<(string, string)> Pairs(IReadOnlyList<Word> words)
    {
        var telling = words.Where(IsTelling).Select(word => word.Folded).ToList();
        for (var at = 1; at < telling.Count; at++)
            if (telling[at] != telling[at - 1])
                yield return (telling[at - 1], telling[at]);
    }

    private static string OwnText(PlainComment comment) =>
        comment.Pasted is null
            ? comment.Text
            : string.Join("\n\n", comment.Body.Where(paragraph => !comment.Pasted.Holds(paragraph)).Select(paragraph => paragraph.Text));

    private static string FirstSentence(string text)
    {
        for (var at = 1; at < Math.Min(text.Length, MaxOpeningChars); at++)
            if (text[at] == '\n' || ".!?…".Contains(text[at]) && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])))
                return text[..(at + 1)];
        return text[..Math.Min(text.Length, MaxOpeningChars)];
    }
}
