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

    private static int NestingOf(string line)
    {
        var nesting = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '>' || (line[at] is '-' or '+' or '*' && at + 1 < line.Length && line[at + 1] is ' ' or '\t'))
                nesting++;
            else if (char.IsAsciiDigit(line[at]) && at + 1 < line.Length && line[at + 1] is '.' or ')')
                (nesting, at) = (nesting + 1, at + 1);
            else if (line[at] is not (' ' or '\t'))
                break;
        }
        // Indentation nests lists too: four columns a level.
        return Math.Max(nesting, (line.Length - line.TrimStart(' ').Length) / 4);
    }
}
