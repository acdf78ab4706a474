namespace Parley.Transfer.PageText;

/// <summary>How far a line looks like a name by itself, before the page around it is asked.</summary>
/// <remarks>Log odds: each clue adds or takes some; 0 is as likely as not. The weights are judged, not learned.</remarks>
internal static class NameShape
{
    /// <summary>Longer names are rare, and longer lines are sentences.</summary>
    public const int MaxChars = 60;

    private const int MaxWords = 6;

    /// <returns>Null when the line cannot be a name at all.</returns>
    public static double? Score(string line)
    {
        if (line.Length > MaxChars || line.Contains("://", StringComparison.Ordinal) || !line.Any(char.IsLetter))
            return null;
        var tokens = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var words = Words.Of(line);
        if (words.Count > MaxWords || words.Count == 0 || EndsLikeASentence(tokens) || IsEnclosed(line) || IsListed(tokens[0]))
            return null;
        return words.Any(word => Wording.Furniture.Contains(word.Folded)) && words.Count > 1
            ? null
            : Length(words.Count) + Case(words, tokens) + Sentence(words) + Signs(line);
    }

    /// <summary>Names end in no mark, save an initial's point or a mark that stands alone.</summary>
    private static bool EndsLikeASentence(string[] tokens)
    {
        var last = tokens[^1];
        if (!".!?:;,…".Contains(last[^1]))
            return false;
        var isMarkAlone = last.Length == 1 && tokens.Length == 2;
        var isInitial = last.Length is > 1 and <= 3 && last[^1] == '.' && char.IsUpper(last[0]);
        return !isMarkAlone && !isInitial;
    }

    /// <summary>Two or three words are the habit. One alone is unlikely here: names of one word are what the page lost.</summary>
    private static double Length(int words) => words switch { 1 => -1, 2 or 3 => 0.5, 4 => 0, _ => -1 };

    /// <summary>Names carry capitals on every word that is not a particle; sentences only on the first.</summary>
    private static double Case(IReadOnlyList<Word> words, string[] tokens)
    {
        if (words.Count == 1 && tokens.Length == 2)
            return 2.2; // One word and a mark that stands alone: no sentence is written so.
        if (words.All(word => !char.IsUpper(word.Raw[0]) && !char.IsLower(word.Raw[0])))
            return words.Sum(word => word.Raw.Length) <= 20 ? 0.6 : -1.5; // A script without capitals.
        var counted = words.Where(word => char.IsLetter(word.Raw[0]) && !Wording.NameParticles.Contains(word.Folded)).ToList();
        if (counted.Count == 0)
            return -1.5;
        var lower = counted.Count(word => char.IsLower(word.Raw[0]));
        if (lower > 0)
            return lower == counted.Count && words.Any(word => word.Raw.Any(char.IsDigit)) ? 0 : -2;
        var shouted = counted.Count > 1 && counted.All(word => word.Raw.Length > 3 && !word.Raw.Any(char.IsLower));
        return shouted ? 0 : 1.5;
    }

    /// <summary>Pronouns, verbs and most small words make it a piece of a sentence.</summary>
    private static double Sentence(IReadOnlyList<Word> words)
    {
        var inSentences = words.Count(word => Wording.InSentences.Contains(word.Folded) && word.Raw.Length > 1);
        var courtesy = Wording.Courtesies.Contains(words[0].Folded) || Wording.Courtesies.Contains(words[^1].Folded);
        return Math.Max(-6, -3 * inSentences) - (courtesy ? 3 : 0);
    }

    /// <summary>Digits and underscores inside words are how names are told apart; brackets and emphasis are not.</summary>
    private static double Signs(string line)
    {
        var madeUp = line.Contains('_', StringComparison.Ordinal)
            || line.Zip(line.Skip(1)).Any(pair => char.IsLetter(pair.First) && char.IsDigit(pair.Second));
        return (madeUp ? 1.5 : 0) - (line.Any(letter => "()[]{}<>/\\=+*#%$€£\"“”«»,;:".Contains(letter)) ? 2 : 0);
    }

    /// <summary>"1.", "2)" and dashes begin the lines of lists.</summary>
    private static bool IsListed(string first) =>
        "-–—*•".Contains(first[0]) || char.IsAsciiDigit(first[0]) && first[^1] is '.' or ')';

    private static bool IsEnclosed(string line) =>
        "\"“„«‘'([".Contains(line[0]) && "\"”“»’')]".Contains(line[^1]);
}
