using System.Net;
using System.Text;

namespace Parley.Search;

/// <summary>A piece of an excerpt, as plain text.</summary>
/// <param name="IsMatch">Whether it is what was looked for.</param>
public sealed record ExcerptPart(string Text, bool IsMatch);

/// <summary>The words of a comment around the first match, with every match in them marked.</summary>
/// <remarks>Plain text in parts, so that whoever shows it needs no markup from here.</remarks>
internal static class Excerpt
{
    /// <summary>Characters shown: three lines on a phone.</summary>
    private const int Length = 260;

    /// <summary>Characters shown before the first match.</summary>
    private const int Before = 80;

    /// <summary>How far a cut goes to meet a space, in characters.</summary>
    private const int Reach = 24;

    private const string Gap = "…";

    private static readonly string[] Inline = ["a", "b", "code", "del", "em", "i", "s", "strong", "sub", "sup"];

    /// <param name="html">Sanitised HTML of the comment.</param>
    public static IReadOnlyList<ExcerptPart> Of(string html, IReadOnlyList<SearchTerm> terms)
    {
        var text = SearchText.Normal(PlainText(html));
        var matches = Matches([.. SearchText.Tokens(text)], terms);
        var first = matches.Count > 0 ? matches[0].Start : 0;
        var from = first <= Before ? 0 : CutBefore(text, first - Before);
        var to = text.Length - from <= Length ? text.Length : CutBefore(text, from + Length);
        var parts = new List<ExcerptPart>();
        Add(parts, from > 0 ? Gap : "", false);
        var at = from;
        foreach (var (start, end) in matches.Where(match => match.Start >= from && match.End <= to))
        {
            Add(parts, text[at..start], false);
            Add(parts, text[start..end], true);
            at = end;
        }
        Add(parts, to < text.Length ? text[at..to].TrimEnd() + Gap : text[at..to], false);
        return parts;
    }

    /// <summary>What a reader sees of sanitised HTML: no tags, references as characters, white space as one space.</summary>
    public static string PlainText(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length; at++)
        {
            if (html[at] != '<')
            {
                text.Append(html[at]);
                continue;
            }
            var end = EndOfTag(html, at);
            var name = html.AsSpan(at + 1, end - at - 1).TrimStart('/');
            var length = name.IndexOfAny(" />");
            // Blocks and line breaks part words; what stands within a line does not.
            if (!Inline.Contains((length < 0 ? name : name[..length]).ToString()))
                text.Append(' ');
            at = end;
        }
        return string.Join(' ', WebUtility.HtmlDecode(text.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A tag ends at the first <c>&gt;</c> outside of its attributes' values.</summary>
    private static int EndOfTag(string html, int from)
    {
        var quote = '\0';
        for (var at = from + 1; at < html.Length; at++)
        {
            if (quote != '\0')
                quote = html[at] == quote ? '\0' : quote;
            else if (html[at] is '"' or '\'')
                quote = html[at];
            else if (html[at] == '>')
                return at;
        }
        return html.Length;
    }

    /// <summary>Where in the text something that was looked for stands; matches that touch or overlap are one.</summary>
    private static List<(int Start, int End)> Matches(List<SearchToken> tokens, IReadOnlyList<SearchTerm> terms)
    {
        var found = new List<(int Start, int End)>();
        for (var at = 0; at < tokens.Count; at++)
        {
            var words = terms.Where(term => !term.IsExcluded && term.IsAt(tokens, at)).Select(term => term.Words.Count).DefaultIfEmpty().Max();
            if (words == 0)
                continue;
            var (start, end) = (tokens[at].Start, tokens[at + words - 1].Start + tokens[at + words - 1].Length);
            if (found.Count > 0 && start <= found[^1].End)
                found[^1] = (found[^1].Start, Math.Max(end, found[^1].End));
            else
                found.Add((start, end));
        }
        return found;
    }

    /// <summary>A place at or shortly before the one given at which no word is cut, or at least no character.</summary>
    private static int CutBefore(string text, int place)
    {
        var space = text.LastIndexOf(' ', place, Math.Min(Reach, place));
        if (space >= 0)
            return space + 1;
        return char.IsLowSurrogate(text[place]) ? place - 1 : place;
    }

    private static void Add(List<ExcerptPart> parts, string text, bool isMatch)
    {
        if (text.Length > 0)
            parts.Add(new(text, isMatch));
    }
}
