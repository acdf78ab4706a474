namespace Parley.Transfer.PageText;

/// <summary>Reads blank lines, which are all the structure that is left.</summary>
/// <remarks>
/// Flattening a page put one blank line between any two paragraphs and then dropped some (names of one word,
/// pictures) while leaving their blank lines. So a gap of n blank lines says that n - 1 paragraphs are gone.
/// </remarks>
internal static class PageLayout
{
    /// <summary>A longer run of blank lines is an accident of copying and says only that something ended.</summary>
    public const int MaxMissing = 6;

    /// <summary>Share of even gaps in a page with doubled line ends: some were touched by hand.</summary>
    private const double Rare = 0.02;

    /// <summary>Share of single blank lines there: they were line ends within paragraphs.</summary>
    private const double Seldom = 0.1;

    public static IReadOnlyList<Paragraph> Read(string text, IReadOnlySet<string> knownNames)
    {
        var blocks = Blocks(text);
        var (smallest, step) = Spacing(blocks.Skip(1).Select(block => block.BlankLines));
        var paragraphs = new List<Paragraph>();
        foreach (var (line, blankLines, lines) in blocks)
        {
            var missing = paragraphs.Count == 0 ? 0 : MissingIn(blankLines, smallest, step);
            var nameStandsOnTop = lines.Count > 1 && knownNames.Contains(NameKey.Of(lines[0]));
            if (nameStandsOnTop)
            {
                paragraphs.Add(new(paragraphs.Count, line, missing, [lines[0]]));
                paragraphs.Add(new(paragraphs.Count, line + 1, 0, [.. lines.Skip(1)]));
            }
            else
            {
                paragraphs.Add(new(paragraphs.Count, line, missing, lines));
            }
        }

        return paragraphs;
    }

    /// <summary>How many paragraphs are gone where there are this many blank lines.</summary>
    public static int MissingIn(int blankLines, int smallest, int step)
    {
        var missing = Math.Max(0, (int)Math.Round((blankLines - smallest) / (double)step, MidpointRounding.AwayFromZero));
        return missing > MaxMissing ? 1 : missing;
    }

    /// <summary>The gap that loses nothing, and how much one lost paragraph adds to it.</summary>
    /// <remarks>A page whose line ends were doubled on the way has gaps of 3, 5 and 7 instead of 1, 2 and 3.</remarks>
    public static (int Smallest, int Step) Spacing(IEnumerable<int> gaps)
    {
        var all = gaps.Where(gap => gap > 0).ToList();
        var isDoubled = all.Exists(gap => gap > 1)
            && all.Count(gap => gap % 2 == 0) <= Rare * all.Count
            && all.Count(gap => gap == 1) <= Seldom * all.Count;
        return isDoubled ? (3, 2) : all.Distinct().Order().Take(2).ToList() switch
        {
            [] or [1, ..] => (1, 1),
            [var only] => (only, 1),
            [var first, var second, ..] => (first, second - first),
        };
    }

    private static List<(int Line, int BlankLines, List<string> Lines)> Blocks(string text)
    {
        var blocks = new List<(int Line, int BlankLines, List<string> Lines)>();
        var (number, blank) = (0, 1);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty)
            {
                blank++;
                continue;
            }

            if (blank > 0)
                blocks.Add((number, blank, []));
            blocks[^1].Lines.Add(line.ToString());
            blank = 0;
        }

        return blocks;
    }
}
