using Parley.Platform.Web;

namespace Parley.Comments;

/// <summary>Looks at a source before the parser does, whose cost and stack grow with nesting and with unclosed openers.</summary>
internal static class MarkdownShape
{
    /// <summary>Quotes and lists within each other; the sixth level already reads badly.</summary>
    private const int MaxNesting = 12;

    /// <summary>Brackets and emphasis marks in one text; the longest article stays well below.</summary>
    private const int MaxOpeners = 2_000;

    /// <summary>The longest run of one mark, such as <c>*****</c>.</summary>
    private const int MaxRun = 100;

    /// <summary>Longer numbers begin no list (CommonMark, "ordered list marker").</summary>
    private const int MaxNumberDigits = 9;

    public static Refusal? MayParse(string source) =>
        CountOpeners(source) > MaxOpeners || LongestRun(source) > MaxRun ? new Refusal("body-too-tangled", 422, "body")
        : source.Split('\n').Any(line => NestingOf(line) > MaxNesting) ? new Refusal("body-too-deep", 422, "body", ("max", MaxNesting))
        : null;

    private static int CountOpeners(string source) => source.Count(letter => letter is '[' or '!' or '*' or '_' or '`' or '<' or '~');

    private static int LongestRun(string source)
    {
        var (longest, run) = (0, 0);
        for (var at = 0; at < source.Length; at++)
        {
            run = at > 0 && source[at] == source[at - 1] && IsMark(source[at]) ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static bool IsMark(char letter) => letter is '[' or ']' or '(' or ')' or '*' or '_' or '`' or '<' or '>' or '~' or '!';

    /// <summary>Quotes and lists a line stands in: its own marks, and what its indentation may continue, four columns a level.</summary>
    private static int NestingOf(string line)
    {
        var (marks, columns) = (0, 0);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '>' || (line[at] is '-' or '+' or '*' && IsBlankAfter(line, at)))
                marks++;
            else if (NumberEnd(line, at) is { } end)
                (marks, at) = (marks + 1, end);
            else if (line[at] is ' ' or '\t')
                columns += line[at] == '\t' ? 4 : 1;
            else
                break;
        }
        // Without a mark of its own a line opens nothing, however far in it stands: code often does.
        return marks == 0 ? 0 : marks + (Math.Max(0, columns - marks) / 4);
    }

    private static bool IsBlankAfter(string line, int at) => at + 1 == line.Length || line[at + 1] is ' ' or '\t';

    /// <summary>Where the mark of a numbered list ends, such as <c>12.</c>; null where there is none.</summary>
    private static int? NumberEnd(string line, int at)
    {
        var end = at;
        while (end < line.Length && end - at < MaxNumberDigits && char.IsAsciiDigit(line[end]))
            end++;
        return end > at && end < line.Length && line[end] is '.' or ')' && IsBlankAfter(line, end) ? end : null;
    }
}
