namespace Parley.Transfer.PageText;

/// <summary>Walks down what may be a pasted article, to find its last line and to weigh what it meets.</summary>
internal sealed class PastedWalk(IReadOnlyList<Paragraph> page, PageVocabulary vocabulary, int first, string? author, int limit)
{
    /// <summary>A note or a signature further below than this belongs to something else.</summary>
    private const int LookAhead = 80;

    private readonly string? signature = author is null ? null : NameKey.Of(author);
    private readonly HashSet<int> subheads = [];
    private readonly HashSet<int> marks = [];
    private readonly HashSet<int> notes = [];
    private bool isSigned;
    private int opening;
    private int last;

    public int Chars { get; private set; }

    /// <summary>What speaks for an article, each clue with its weight.</summary>
    public double Evidence => Clues().Sum(clue => clue.Weight);

    public void Run(int body)
    {
        (opening, last) = (body, body - 1);
        for (var at = first; at < body; at++)
            Take(at);
        for (var at = body; at < limit && Continues(at); at++)
        {
            Take(at);
            last = at;
        }
    }

    public PastedArticle ToArticle(double needed) => new(
        first, opening, last, author, IsSubhead(first) ? [.. subheads, first] : subheads, Odds.ToConfidence(Evidence - needed + 1.5),
        string.Join(", ", Clues().Where(clue => clue.Weight > 0).Select(clue => clue.Words)) + ".");

    private IEnumerable<(double Weight, string Words)> Clues()
    {
        yield return (author is null ? 0 : 2, "a by-line");
        yield return (author is not null && IsSubhead(first) ? 1 : 0, "a headline above it");
        yield return (Chars >= 3_000 ? 2 : Chars >= 1_200 ? 1 : 0, $"{Chars:N0} characters");
        yield return (isSigned ? 2 : 0, "signed like its by-line");
        yield return (notes.Overlaps(marks) ? 3 : 0, "footnotes");
        yield return (subheads.Count >= 2 ? 1 : 0, $"{subheads.Count} subheads");
        yield return (WebLinks.First(page[first].Text) is null ? 0 : 1, "a headline with its address");
        var body = page.Skip(first + 1).Take(last - first).Where(line => line.Text.Length >= Voice.LongParagraphChars).ToList();
        yield return (body.Count >= 4 && Voice.OfReport(body) >= 1.5 ? 1 : 0, "the voice of a report");
    }

    private void Take(int at)
    {
        Chars += page[at].Text.Length;
        if (IsSignature(at))
            isSigned = true;
        else if (Footnotes.NoteOf(page[at]) is { } note)
            notes.Add(note);
        else if (at > first && IsSubhead(at))
            subheads.Add(at);
        foreach (var mark in Footnotes.MarksIn(page[at]))
            marks.Add(mark);
    }

    private bool Continues(int at)
    {
        if (page[at].Missing > 0)
            return IsUnfinished(at);
        if (IsSignature(at) || Footnotes.NoteOf(page[at]) is not null)
            return true;
        if (isSigned && !IsUnfinished(at))
            return false;
        return vocabulary.NameScore(page[at]) is not > 0 || IsUnfinished(at) || IsPartOfIt(at);
    }

    /// <summary>Marks without their notes, or a by-line whose signature stands below: the article goes on across a gap.</summary>
    private bool IsUnfinished(int at)
    {
        for (var ahead = at; ahead < page.Count && ahead < at + LookAhead; ahead++)
        {
            if (!isSigned && IsSignature(ahead))
                return true;
            if (Footnotes.NoteOf(page[ahead]) is { } note && marks.Contains(note) && !notes.Contains(note))
                return true;
            var isSomeoneElse = vocabulary.TimesAlone(page[ahead].Text) > 1 && vocabulary.NameScore(page[ahead]) is > 0;
            if (isSomeoneElse || ahead > at && ByLine.AuthorIn(page[ahead]) is not null)
                return false;
        }

        return false;
    }

    private bool IsSignature(int at) =>
        signature is not null && at > first && page[at].IsSingleLine && NameKey.Of(page[at].Text) == signature;

    private bool IsSubhead(int at) =>
        page[at].IsSingleLine
        && page[at].Text.Length <= 2 * NameShape.MaxChars
        && !".!?…:,".Contains(page[at].Text[^1])
        && ByLine.AuthorIn(page[at]) is null
        && at + 1 < page.Count;

    /// <summary>A line that looks like a name is a subhead when the article speaks of it, or goes on below it as it was.</summary>
    private bool IsPartOfIt(int at)
    {
        if (vocabulary.IsKnown(page[at].Text) || vocabulary.TimesAlone(page[at].Text) > 1)
            return false;
        var telling = Words.Of(page[at].Text).Select(word => word.Folded).Where(word => !Wording.Common.Contains(word)).ToHashSet();
        var isSpokenOf = page.Skip(Math.Max(first, at - 40)).Take(Math.Min(40, at - first)).Concat(page.Skip(at + 1).Take(2))
            .Any(above => Words.Of(above.Text, 500).Any(word => telling.Contains(word.Folded)));
        var below = page.Skip(at + 1)
            .TakeWhile((line, ahead) => line.Missing == 0 && ahead < 6 && vocabulary.NameScore(line) is not > 0)
            .ToList();
        var voice = below.Count == 0 ? double.NegativeInfinity : Voice.OfReport(below);
        return voice >= (isSpokenOf ? 0 : 1.5);
    }
}
