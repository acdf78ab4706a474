namespace Parley.Transfer.PageText;

/// <summary>Recognises a whole article pasted into a comment, so that its subheads are not taken for names.</summary>
/// <remarks>
/// No single clue makes an article: people write long comments, and sign them. A by-line, length, subheads, footnotes,
/// a signature, a headline with its address and the voice of a report are weighed together.
/// </remarks>
internal sealed class PastedArticles(IReadOnlyList<Paragraph> page, PageVocabulary vocabulary)
{
    /// <summary>Anything shorter is read as fast as it is unfolded.</summary>
    public const int MinChars = 700;

    /// <summary>Clues needed; a by-line with thousands of characters is enough.</summary>
    private const double Needed = 4;

    /// <summary>Far enough for any article; what a page could cost is bounded by it.</summary>
    private const int MostParagraphs = 400;

    /// <summary>Headline, standfirst, place and date: what stands above a by-line.</summary>
    private const int MostLinesAboveByLine = 4;

    private const int MaxHeadlineChars = 200;

    /// <summary>Pages hold a handful; each start looked at costs a walk.</summary>
    private const int MostStarts = 2_000;

    public IReadOnlyList<PastedArticle> FindFrom(int first)
    {
        var found = new List<PastedArticle>();
        var (at, starts) = (first, 0);
        while (at < page.Count && starts < MostStarts)
        {
            if (StartAt(at, found.Count == 0 ? first : found[^1].Last + 1) is not { } start)
            {
                at++;
                continue;
            }

            starts++;
            var walk = new PastedWalk(page, vocabulary, start.First, start.Author, Math.Min(page.Count, start.First + MostParagraphs));
            walk.Run(start.Body);
            if (walk.Chars >= MinChars && walk.Evidence >= Needed)
                found.Add(walk.ToArticle(Needed));
            at = Math.Max(at, found.Count > 0 ? found[^1].Last : at) + 1;
        }

        return found;
    }

    private (int First, int Body, string? Author)? StartAt(int at, int earliest)
    {
        if (ByLine.AuthorIn(page[at]) is { } author)
            return (AboveByLine(at, earliest), at + 1, author);
        return IsHeadline(at) ? (at, at + 1, null) : null;
    }

    private int AboveByLine(int byLine, int earliest)
    {
        var first = byLine;
        while (first > earliest
            && byLine - first < MostLinesAboveByLine
            && page[first].Missing == 0
            && MayStandAboveByLine(first - 1, byLine))
            first--;
        return first;
    }

    /// <summary>The line right above a by-line is its headline, even when it looks like a name.</summary>
    private bool MayStandAboveByLine(int at, int byLine)
    {
        var line = page[at];
        if (!line.IsSingleLine || line.Text.Length > MaxHeadlineChars || vocabulary.IsKnown(line.Text) || IsIntroduction(line))
            return false;
        return at == byLine - 1
            ? vocabulary.TimesAlone(line.Text) < 2
            : vocabulary.NameScore(line) is not > 0;
    }

    /// <summary>What the one who pasted it says of it: "I found this:".</summary>
    private static bool IsIntroduction(Paragraph line) =>
        line.EndsWithColon
        || Words.Of(line.Text).Any(word => Wording.FirstPerson.Contains(word.Folded) || Wording.SecondPerson.Contains(word.Folded));

    /// <summary>A line without a full stop, over long paragraphs, where a comment begins.</summary>
    private bool IsHeadline(int at)
    {
        var line = page[at];
        if (!line.IsSingleLine || line.Text.Length > MaxHeadlineChars || at + 2 >= page.Count)
            return false;
        var isBelowNameOrGap = line.Missing > 0 || vocabulary.NameScore(page[at - 1]) is > 0 || page[at - 1].EndsWithColon;
        var overProse = page[at + 1].Missing == 0 && page[at + 2].Missing == 0
            && page[at + 1].Text.Length + page[at + 2].Text.Length >= 2 * Voice.LongParagraphChars;
        return isBelowNameOrGap && overProse && !".!?…:,".Contains(line.Text[^1]) && vocabulary.NameScore(line) is not > 2;
    }
}
