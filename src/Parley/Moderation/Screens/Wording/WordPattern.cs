namespace Parley.Moderation.Screens.Wording;

/// <summary>A term of a list, folded: words, where <c>*</c> stands for any letters within a word and <c>?</c> for one.</summary>
internal sealed class WordPattern
{
    public const int MaxLength = 100;

    /// <summary>Fewer fixed letters in a row would be found everywhere, and looked at everywhere.</summary>
    public const int MinAnchor = 2;

    /// <summary>Stars within a term: each may stand for <see cref="MaxRun"/> letters, so that a look is bounded.</summary>
    public const int MaxStars = 2;

    private const int MaxRun = 24;
    private const char Any = '*';
    private const char One = '?';

    private readonly string _before;
    private readonly string _after;
    private readonly bool _isOpenBefore;
    private readonly bool _isOpenAfter;

    private WordPattern(string term, string folded, (int Start, int Length) anchor, bool isOpenBefore, bool isOpenAfter)
    {
        (Term, Folded) = (term, folded);
        Anchor = folded.Substring(anchor.Start, anchor.Length);
        (_before, _after) = (folded[..anchor.Start], folded[(anchor.Start + anchor.Length)..]);
        (_isOpenBefore, _isOpenAfter) = (isOpenBefore, isOpenAfter);
    }

    /// <summary>As it was written.</summary>
    public string Term { get; }

    /// <summary>The longest stretch without wildcards: what the automaton looks for.</summary>
    public string Anchor { get; }

    /// <summary>Tells terms apart that find the same.</summary>
    public string Key => (_isOpenBefore ? "*" : "") + Folded + (_isOpenAfter ? "*" : "");

    private string Folded { get; }

    /// <param name="fault">What is wrong with the term, as a key; null when it was read.</param>
    public static WordPattern? Read(string term, out string? fault)
    {
        var folded = Fold(term.Trim());
        var (isOpenBefore, isOpenAfter) = (folded.StartsWith(Any), folded.EndsWith(Any));
        var inner = folded.Trim(Any);
        var anchor = LongestFixed(inner);
        fault = inner.Length == 0 ? "empty"
            : folded.Length > MaxLength ? "long"
            : inner.Count(letter => letter == Any) > MaxStars ? "stars"
            : anchor.Length < MinAnchor ? "short"
            : null;
        return fault is null ? new(term.Trim(), inner, anchor, isOpenBefore, isOpenAfter) : null;
    }

    /// <summary>Whether the term stands around a place where its anchor was found.</summary>
    /// <param name="start">Of the anchor.</param>
    /// <returns>Where it begins and ends; null when it does not stand there.</returns>
    public (int Start, int End)? Match(string letters, int start)
    {
        var end = start + Anchor.Length;
        return Left(letters, _before.Length - 1, start - 1) is { } first && Right(letters, 0, end) is { } last ? (first, last) : null;
    }

    /// <summary>Goes on to the left; each step is a letter, so that the depth is the term's.</summary>
    private int? Left(string letters, int wanted, int at)
    {
        if (wanted < 0)
            return _isOpenBefore || IsEdge(letters, at) ? at + 1 : null;
        if (_before[wanted] == Any)
        {
            for (var run = 0; run <= MaxRun; run++)
            {
                if (Left(letters, wanted - 1, at - run) is { } found)
                    return found;
                if (IsEdge(letters, at - run))
                    return null;
            }
            return null;
        }
        return Fits(_before[wanted], letters, at) ? Left(letters, wanted - 1, at - 1) : null;
    }

    private int? Right(string letters, int wanted, int at)
    {
        if (wanted == _after.Length)
            return _isOpenAfter || IsEdge(letters, at) ? at : null;
        if (_after[wanted] == Any)
        {
            for (var run = 0; run <= MaxRun; run++)
            {
                if (Right(letters, wanted + 1, at + run) is { } found)
                    return found;
                if (IsEdge(letters, at + run))
                    return null;
            }
            return null;
        }
        return Fits(_after[wanted], letters, at) ? Right(letters, wanted + 1, at + 1) : null;
    }

    private static bool Fits(char wanted, string letters, int at) =>
        at >= 0 && at < letters.Length && (letters[at] == wanted || (wanted == One && WordFold.IsLetter(letters[at])));

    private static bool IsEdge(string letters, int at) => at < 0 || at >= letters.Length || !WordFold.IsLetter(letters[at]);

    /// <summary>Folds all but the wildcards.</summary>
    private static string Fold(string term)
    {
        var parts = new List<string>();
        var from = 0;
        for (var at = 0; at <= term.Length; at++)
            if (at == term.Length || term[at] is Any or One)
            {
                var part = WordFold.All(term[from..at]);
                // A gap beside a wildcard is one: "a *b" are two words.
                if (part.Length > 0 && from < at && char.IsWhiteSpace(term[from]))
                    part = WordFold.Gap + part;
                if (part.Length > 0 && at < term.Length && char.IsWhiteSpace(term[at - 1]))
                    part += WordFold.Gap;
                parts.Add(part);
                if (at < term.Length)
                    parts.Add(term[at].ToString());
                from = at + 1;
            }
        return string.Concat(parts).Trim(WordFold.Gap);
    }

    private static (int Start, int Length) LongestFixed(string folded)
    {
        var (start, length, from) = (0, 0, 0);
        for (var at = 0; at <= folded.Length; at++)
            if (at == folded.Length || folded[at] is Any or One)
            {
                if (at - from > length)
                    (start, length) = (from, at - from);
                from = at + 1;
            }
        return (start, length);
    }
}
