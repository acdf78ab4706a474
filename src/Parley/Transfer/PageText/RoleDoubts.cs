namespace Parley.Transfer.PageText;

/// <summary>Tells where a paragraph below the story might have been something else.</summary>
internal sealed class RoleDoubts(
    IReadOnlyList<Paragraph> page, PageVocabulary vocabulary, IReadOnlyDictionary<int, PastedArticle> pasted)
{
    /// <summary>What a name loses in log odds where it does not stand right below words: a picture must be missing too.</summary>
    private const double UnusualPlace = 1.5;

    /// <summary>Log odds from which a line looks enough like a name to say that it was not taken for one.</summary>
    private const double SomewhatLikeAName = -0.5;

    public IEnumerable<Doubt> About(int at, Role role) => role switch
    {
        Role.Name => AboutName(page[at]),
        Role.Opens => AboutOpening(at).Concat(AboutWords(at)),
        _ => AboutGoingOn(at).Concat(AboutWords(at)),
    };

    private IEnumerable<Doubt> AboutName(Paragraph line)
    {
        var score = (vocabulary.NameScore(line) ?? 0) - (line.Missing > 0 ? UnusualPlace : 0);
        if (!vocabulary.IsKnown(line.Text) && Odds.ToConfidence(score) is var sureness and < Doubtful.Below)
            yield return new(line.Line, $"\u201C{line.Text}\u201D was taken for a name.", sureness, WhyName(line));
    }

    private string WhyName(Paragraph line) =>
        vocabulary.TimesAlone(line.Text) is var times and > 1 ? $"The line stands alone {times} times."
        : line.Missing > 0 ? "It is written like a name, and a picture may be missing above it."
        : "It is written like a name and stands right over other words.";

    private IEnumerable<Doubt> AboutWords(int at)
    {
        if (!pasted.ContainsKey(at) && vocabulary.NameScore(page[at]) is { } score and > SomewhatLikeAName)
            yield return new(
                page[at].Line, $"\u201C{page[at].Text}\u201D was taken for words, not for a name.", Odds.ToConfidence(1 - score / 2),
                "The lines around it leave no room for a name here, or its words are ordinary ones.");
    }

    private IEnumerable<Doubt> AboutOpening(int at)
    {
        if (page[at].Missing > 0 && at > 0 && page[at - 1].EndsWithColon)
            yield return new(
                page[at].Line, "A new comment was taken to begin here.", 0.65,
                "The line above ends in a colon, so what is missing may be a picture or a link rather than a name.");
        else if (page[at].Missing == 2)
            yield return new(
                page[at].Line, "A new comment was taken to begin here.", 0.8,
                "Two paragraphs are missing above it: a name, and perhaps a picture or a whole comment.");
    }

    private IEnumerable<Doubt> AboutGoingOn(int at)
    {
        if (page[at].Missing > 0)
            yield return new(
                page[at].Line, "The comment above was taken to go on here, across a gap.", 0.7,
                pasted.ContainsKey(at) ? "It stands within a pasted article." : "A picture may be missing.");
    }
}
