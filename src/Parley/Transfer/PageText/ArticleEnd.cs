namespace Parley.Transfer.PageText;

/// <summary>Finds where the story stops and its comments begin.</summary>
/// <remarks>
/// The first gap or name after the story's opening paragraph ends it, unless what follows still speaks in the
/// voice of a report: stories have subheads that look like names, and lose pictures of their own.
/// </remarks>
internal static class ArticleEnd
{
    /// <summary>A story has at least one paragraph of this length before any comment.</summary>
    public const int ProseChars = 80;

    /// <summary>What the voice of a stretch must make up for when a gap is above it: gaps are what comments leave.</summary>
    private const double AfterGap = 2.5;

    /// <summary>The same while the story has this few paragraphs of prose: hardly any story is so short.</summary>
    private const double AfterEarlyGap = 1;

    private const int ProseOfAShortStory = 2;

    /// <summary>The same below a line that looks like a name and whose words the story uses.</summary>
    private const double AfterSubhead = 0.5;

    /// <summary>The same below a line that looks like a name and is found nowhere else.</summary>
    private const double AfterName = 2;

    /// <summary>A voice this far from a report is a comment, whatever comes after it.</summary>
    private const double CertainlyComment = -1.5;

    /// <summary>A by-line this near to the top of a stretch says that another article begins: one that was pasted.</summary>
    private const int MostLinesAboveByLine = 4;

    /// <summary>Paragraphs looked at around a place: a subhead speaks of what is near it.</summary>
    private const int Near = 40;

    /// <summary>Short stretches between subheads and pictures are weighed together with the next ones.</summary>
    private const int MostStretches = 3;

    /// <param name="First">The first paragraph of the comments; the number of paragraphs when there are none.</param>
    /// <param name="StoryEnd">The paragraph after the story's last; a heading over the comments is part of neither.</param>
    internal readonly record struct Cut(int StoryEnd, int First);

    public static Cut Find(IReadOnlyList<Paragraph> page, PageVocabulary vocabulary, List<Doubt> doubts)
    {
        var opening = 1;
        while (opening < page.Count && page[opening].Text.Length < ProseChars)
            opening++;
        for (var at = opening + 1; at < page.Count; at++)
        {
            if (IsHeading(page[at]))
                return new(at, at + 1);
            var mayBeName = MayBeName(page[at], vocabulary);
            if (page[at].Missing == 0 && !mayBeName)
                continue;
            if (!GoesOn(page, at, vocabulary, doubts))
                return new(at, at);
        }

        return new(page.Count, page.Count);
    }

    /// <summary>"Comments", "12 comments", "Comments (12)": what a page prints over them.</summary>
    public static bool IsHeading(Paragraph paragraph)
    {
        var words = paragraph.IsSingleLine && paragraph.Text.Length <= NameShape.MaxChars ? Words.Of(paragraph.Text) : [];
        var spoken = words.Where(word => !char.IsDigit(word.Raw[0])).ToList();
        return spoken is [var only] && Wording.CommentsHeading.Contains(only.Folded);
    }

    private static bool MayBeName(Paragraph paragraph, PageVocabulary vocabulary) =>
        vocabulary.NameScore(paragraph) is > 0;

    private static bool GoesOn(IReadOnlyList<Paragraph> page, int at, PageVocabulary vocabulary, List<Doubt> doubts)
    {
        var (sum, best, from) = (0.0, double.NegativeInfinity, at);
        for (var stretch = 0; stretch < MostStretches && from < page.Count && best < 0; stretch++)
        {
            var mayBeName = MayBeName(page[from], vocabulary);
            var body = Stretch(page, mayBeName ? from + 1 : from, vocabulary);
            var isSomeone = mayBeName && IsSomeone(page[from], vocabulary);
            if (body.Count == 0 || isSomeone || body.Take(MostLinesAboveByLine).Any(line => ByLine.AuthorIn(line) is not null))
                break;
            var voice = Voice.OfReport(body);
            if (voice <= CertainlyComment)
            {
                best = Math.Max(best, voice);
                break;
            }

            sum += voice - Needed(page, from, mayBeName);
            best = Math.Max(best, sum);
            from = body[^1].Index + 1;
        }

        Tell(page[at], best, doubts);
        return best >= 0;
    }

    private static bool IsSomeone(Paragraph line, PageVocabulary vocabulary) =>
        vocabulary.IsKnown(line.Text) || vocabulary.TimesAlone(line.Text) > 1;

    private static double Needed(IReadOnlyList<Paragraph> page, int at, bool mayBeName)
    {
        if (mayBeName)
            return IsOfTheStory(page, at, page[at].Text) ? AfterSubhead : AfterName;
        var prose = page.Take(Math.Min(at, Near)).Count(paragraph => paragraph.Text.Length >= ProseChars);
        return prose <= ProseOfAShortStory ? AfterEarlyGap : AfterGap;
    }

    private static void Tell(Paragraph paragraph, double best, List<Doubt> doubts)
    {
        var sureness = Odds.ToConfidence(Math.Abs(best));
        if (sureness < Doubtful.Below)
            doubts.Add(new(
                paragraph.Line,
                best >= 0 ? "The story was taken to go on here." : "The story was taken to end above here.",
                sureness,
                best >= 0 ? "What follows still reads like a report." : "A gap or a name, and what follows reads like a comment."));
    }

    /// <summary>What stands together from here to the next gap or name.</summary>
    private static List<Paragraph> Stretch(IReadOnlyList<Paragraph> page, int from, PageVocabulary vocabulary)
    {
        var stretch = new List<Paragraph>();
        for (var at = from; at < page.Count && stretch.Count < 8; at++)
        {
            if (at > from && (page[at].Missing > 0 || MayBeName(page[at], vocabulary)))
                break;
            stretch.Add(page[at]);
        }

        return stretch;
    }

    /// <summary>A subhead speaks of what the story speaks of; a commenter's name does not.</summary>
    private static bool IsOfTheStory(IReadOnlyList<Paragraph> page, int at, string line)
    {
        var telling = Words.Of(line).Select(word => word.Folded).Where(word => !Wording.Common.Contains(word)).ToHashSet();
        return page.Take(at).TakeLast(Near).Concat(page.Skip(at + 1).Take(3))
            .Where(paragraph => paragraph.Text.Length >= ProseChars)
            .Any(paragraph => Words.Of(paragraph.Text, 500).Any(word => telling.Contains(word.Folded)));
    }
}
