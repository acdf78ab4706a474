namespace Parley.Transfer.PageText;

/// <summary>Tells the voice of a report from the voice of someone who comments on it.</summary>
internal static class Voice
{
    /// <summary>Long enough to be a paragraph of an article.</summary>
    public const int LongParagraphChars = 150;

    /// <summary>What is looked at: enough to judge, so that the cost stays the same on any page.</summary>
    private const int MostParagraphs = 8;

    /// <summary>Log odds that these paragraphs, which stand together, are a report and not a comment.</summary>
    public static double OfReport(IEnumerable<Paragraph> together)
    {
        var paragraphs = together.Take(MostParagraphs).ToList();
        var spoken = string.Join('\n', paragraphs.Select(paragraph => Quotes.LeftOut(paragraph.Text)));
        var words = Words.Of(spoken, 2_000);
        return Length(paragraphs) + Reporting(words) + Attribution(paragraphs) + Persons(words) + Temper(spoken, paragraphs);
    }

    /// <summary>Articles run on in long paragraphs.</summary>
    private static double Length(List<Paragraph> paragraphs)
    {
        var chars = paragraphs.Sum(paragraph => paragraph.Text.Length);
        var longOnes = paragraphs.Count(paragraph => paragraph.Text.Length >= LongParagraphChars);
        return Math.Min(2, 0.5 * longOnes) - (chars < 200 ? 1.5 : 0) - (paragraphs.Count == 1 ? 0.5 : 0);
    }

    /// <summary>Articles tell who said what.</summary>
    private static double Reporting(IReadOnlyList<Word> words) =>
        Math.Min(2, 0.6 * words.Count(word => Wording.Reporting.Contains(word.Folded)));

    /// <summary>"…," the chairman said: nothing tells a report so well.</summary>
    private static double Attribution(List<Paragraph> paragraphs) =>
        Math.Min(3, 1.5 * paragraphs.Count(paragraph => Quotes.In(paragraph.Text).Any(quote =>
            Words.Of(paragraph.Text[quote.End..Math.Min(paragraph.Text.Length, quote.End + 60)], 6)
                .Any(word => Wording.Reporting.Contains(word.Folded)))));

    /// <summary>Outside quotations an article says neither I nor you.</summary>
    private static double Persons(IReadOnlyList<Word> words)
    {
        var first = words.Count(word => Wording.FirstPerson.Contains(word.Folded));
        var second = words.Count(word => Wording.SecondPerson.Contains(word.Folded));
        return -Math.Min(2.5, 1.5 * first) - Math.Min(2.5, 1.5 * second);
    }

    /// <summary>Articles neither ask nor shout, begin with a capital and end with a full stop.</summary>
    private static double Temper(string spoken, List<Paragraph> paragraphs)
    {
        var loud = Math.Min(1.5, 0.5 * spoken.Count(letter => letter is '!' or '?'));
        var begun = paragraphs.Count > 0 && char.IsLower(paragraphs[0].Text[0]) ? 1 : 0;
        var ended = paragraphs.Count > 0 && !".!?…:”\"»)".Contains(paragraphs[^1].Text[^1]) ? 0.5 : 0;
        return -loud - begun - ended;
    }
}
