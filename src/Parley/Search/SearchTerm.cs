namespace Parley.Search;

/// <summary>One thing looked for: a word, or words in a row.</summary>
/// <param name="Words">Folded; at least one.</param>
/// <param name="IsPrefix">Whether the last word may go on.</param>
/// <param name="IsExcluded">Whether it must not be there.</param>
internal sealed record SearchTerm(IReadOnlyList<string> Words, bool IsPrefix, bool IsExcluded)
{
    /// <summary>Whether the words of a text match from a place on.</summary>
    public bool IsAt(IReadOnlyList<SearchToken> text, int place)
    {
        if (place + Words.Count > text.Count)
            return false;
        for (var at = 0; at < Words.Count; at++)
        {
            var word = text[place + at].Word;
            var isLast = at == Words.Count - 1;
            if (word != Words[at] && !(isLast && IsPrefix && word.StartsWith(Words[at], StringComparison.Ordinal)))
                return false;
        }
        return true;
    }
}

/// <summary>Reads what a reader typed. Every text means something, if only nothing.</summary>
internal static class SearchTerms
{
    /// <summary>Characters read; what is typed beyond them is left out.</summary>
    public const int MaxLength = 200;

    /// <summary>Terms read, and words in one: more would cost the database and help nobody.</summary>
    private const int MaxTerms = 12;

    /// <summary>Shorter words are looked for as they are: "a…" would be half of everything.</summary>
    private const int LeastPrefix = 3;

    private const string Opening = "\"“„«‹”";
    private const string Closing = "\"”“»›„";

    /// <summary>
    /// Words must all be there, each whole or as the beginning of a longer one; words in quotation marks as they stand and in
    /// a row; a hyphen before either takes away what has it.
    /// </summary>
    public static IReadOnlyList<SearchTerm> Read(string? typed)
    {
        var text = SearchText.Normal(Cut(typed ?? ""));
        var terms = new List<SearchTerm>();
        for (var at = 0; at < text.Length && terms.Count < MaxTerms;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var isExcluded = text[at] == '-';
            if (isExcluded)
                at++;
            var isQuoted = at < text.Length && Opening.Contains(text[at], StringComparison.Ordinal);
            var from = isQuoted ? at + 1 : at;
            var end = isQuoted ? EndOfQuotation(text, from) : EndOfWord(text, from);
            if (TermOf(text[from..end], isQuoted, isExcluded) is { } term)
                terms.Add(term);
            at = isQuoted ? end + 1 : end;
        }
        return terms;
    }

    /// <summary>A name, each part of which must be there.</summary>
    public static IReadOnlyList<SearchTerm> ReadName(string? typed) =>
    [
        .. SearchText.Tokens(SearchText.Normal(Cut(typed ?? ""))).Take(MaxTerms)
            .Where(token => token.Word.Length > 0)
            .Select(token => new SearchTerm([token.Word], token.Word.Length >= LeastPrefix, false)),
    ];

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];

    private static int EndOfQuotation(string text, int from)
    {
        var end = from;
        while (end < text.Length && !Closing.Contains(text[end], StringComparison.Ordinal))
            end++;
        return end;
    }

    private static int EndOfWord(string text, int from)
    {
        var end = from;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !Opening.Contains(text[end], StringComparison.Ordinal))
            end++;
        return end;
    }

    private static SearchTerm? TermOf(string text, bool isQuoted, bool isExcluded)
    {
        var words = SearchText.Tokens(text).Select(token => token.Word).Where(word => word.Length > 0).Take(MaxTerms).ToList();
        if (words.Count == 0)
            return null;
        var isPrefix = text.EndsWith('*') ? words[^1].Length > 1 : !isQuoted && words[^1].Length >= LeastPrefix;
        return new(words, isPrefix, isExcluded);
    }
}
