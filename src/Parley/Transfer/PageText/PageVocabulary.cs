using System.Collections.Frozen;

namespace Parley.Transfer.PageText;

/// <summary>What the whole page says about a line that may be a name.</summary>
internal sealed class PageVocabulary
{
    /// <summary>A paragraph this long is prose, whose words are words of the language.</summary>
    private const int ProseChars = 60;

    private readonly Dictionary<string, int> standingAlone = [];
    private readonly Dictionary<string, int> inProse = [];
    private readonly HashSet<string> inLowerCase = [];

    public PageVocabulary(IEnumerable<Paragraph> paragraphs, IReadOnlyCollection<string> knownNames)
    {
        Known = knownNames.Select(NameKey.Of).ToFrozenSet();
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.IsSingleLine && paragraph.Text.Length <= NameShape.MaxChars)
                Count(standingAlone, NameKey.Of(paragraph.Text));
            if (paragraph.Text.Length > ProseChars)
                Learn(paragraph.Text);
            else if (NameShape.Score(paragraph.Text) is not > -2.5)
                LearnLowerCase(Words.Of(paragraph.Text));
        }
    }

    public IReadOnlySet<string> Known { get; }

    /// <summary>How many paragraphs are this line and nothing else.</summary>
    public int TimesAlone(string line) => standingAlone.GetValueOrDefault(NameKey.Of(line));

    public bool IsKnown(string line) => Known.Contains(NameKey.Of(line));

    /// <summary>True when prose of the page has the word without a capital, so that it is no name by itself.</summary>
    public bool IsOrdinary(Word word) => inLowerCase.Contains(word.Folded);

    public int TimesInProse(Word word) => inProse.GetValueOrDefault(word.Folded);

    /// <summary>
    /// Log odds that a paragraph is a name, by its shape and by the page: names come again, and their words are
    /// found nowhere else, while the words of a subhead are those of the text around it.
    /// </summary>
    /// <returns>Null when it cannot be a name.</returns>
    public double? NameScore(Paragraph paragraph)
    {
        if (!paragraph.IsSingleLine)
            return null;
        if (IsKnown(paragraph.Text))
            return 20;
        if (NameShape.Score(paragraph.Text) is not { } shape)
            return null;
        var repeated = TimesAlone(paragraph.Text) switch { 1 => 0, 2 => 3, 3 => 4, _ => 5 };
        var telling = Words.Of(paragraph.Text)
            .Where(word => !Wording.NameParticles.Contains(word.Folded) && char.IsLetter(word.Raw[0])).ToList();
        var ordinary = telling.Count(IsOrdinary);
        var unheard = telling.Count > 0 && telling.All(word => TimesInProse(word) == 0);
        return shape + repeated - Math.Min(1.4, 0.7 * ordinary) + (unheard ? 0.8 : 0) - 0.5;
    }

    private void Learn(string prose)
    {
        var words = Words.Of(prose);
        foreach (var word in words)
            Count(inProse, word.Folded);
        LearnLowerCase(words);
    }

    private void LearnLowerCase(IReadOnlyList<Word> words) =>
        inLowerCase.UnionWith(words.Where(word => char.IsLower(word.Raw[0])).Select(word => word.Folded));

    private static void Count(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
