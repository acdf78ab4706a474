using System.Text;

namespace Parley.Transfer.PageText;

/// <summary>Writes plain text as Markdown that renders as the text stood.</summary>
/// <remarks>Parley's Markdown keeps line ends, so the lines an author broke need no mark.</remarks>
internal static class MarkdownSource
{
    /// <summary>Marks that mean something anywhere in a line.</summary>
    private const string Inline = "\\`*_[]<>~";

    /// <summary>Lines broken at a width are longer than this; shorter ones were broken by their author.</summary>
    private const int WrappedLineChars = 55;

    public static string Of(IEnumerable<Paragraph> paragraphs) => string.Join("\n\n", paragraphs.Select(Of));

    public static string Of(Paragraph paragraph)
    {
        var quoted = paragraph.Lines.All(line => line.StartsWith('>')) && paragraph.Lines.Any(line => line.TrimStart('>', ' ').Length > 0);
        if (quoted)
            return Quote(Lines([.. paragraph.Lines.Select(line => line.TrimStart('>', ' '))]));
        return Quotes.IsAll(paragraph.Text) ? Quote(Lines(paragraph.Lines)) : Lines(paragraph.Lines);
    }

    /// <summary>
    /// A comment that holds an article. What stays in sight when it is folded comes first, as one block: what its author
    /// says of it, or else the headline down to the by-line, and the address. Then the article as a quotation.
    /// </summary>
    public static string Of(IReadOnlyList<Paragraph> body, PastedArticle article, Uri? address)
    {
        var above = body.Where(paragraph => paragraph.Index < article.First).ToList();
        var within = body.Where(article.Holds).ToList();
        var head = above.Count > 0 ? [] : within.Take(article.Opening - article.First).ToList();
        var inSight = above.Count > 0 ? above[..1] : head;
        var showsAddress = address is null || inSight.Exists(paragraph => WebLinks.First(paragraph.Text) is not null);
        var link = showsAddress ? "" : $"\n<{address!.OriginalString}>";
        var first = above.Count > 0 ? Of(above[0]) + link : Quote(Article(head, article) + link);
        var parts = above.Skip(1).Select(Of)
            .Prepend(first)
            .Append(Quote(Article(within.Skip(head.Count), article)))
            .Concat(body.Where(paragraph => paragraph.Index > article.Last).Select(Of));
        return string.Join("\n\n", parts);
    }

    private static string Article(IEnumerable<Paragraph> paragraphs, PastedArticle article) =>
        string.Join("\n\n", paragraphs.Select(paragraph => InArticle(paragraph, article)));

    private static string InArticle(Paragraph paragraph, PastedArticle article) =>
        article.Subheads.Contains(paragraph.Index) && WebLinks.First(paragraph.Text) is null
            ? $"**{Lines(paragraph.Lines)}**"
            : Lines(paragraph.Lines);

    private static string Quote(string markdown) =>
        string.Join('\n', markdown.Split('\n').Select(line => line.Length == 0 ? ">" : "> " + line));

    private static string Lines(IReadOnlyList<string> lines)
    {
        var wrapped = lines.Count > 1 && lines.Take(lines.Count - 1).All(line => line.Length >= WrappedLineChars);
        return string.Join(wrapped ? " " : "\n", lines.Select(Line).Where(line => line.Length > 0));
    }

    private static string Line(string line)
    {
        var written = new StringBuilder(line.Length + 8);
        var from = 0;
        foreach (var link in WebLinks.In(line))
        {
            Escape(written, line[from..link.At]);
            written.Append(link.Text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
                ? $"<{link.Text}>"
                : $"[{Escaped(link.Text)}](<https://{link.Text}>)");
            from = link.At + link.Text.Length;
        }

        Escape(written, line[from..]);
        return AtLineStart(written.ToString());
    }

    private static string Escaped(string text)
    {
        var written = new StringBuilder(text.Length);
        Escape(written, text);
        return written.ToString();
    }

    private static void Escape(StringBuilder written, string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var isWithinWord = text[at] == '_' && at > 0 && at + 1 < text.Length
                && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);
            var isEntity = text[at] == '&' && at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] == '#');
            if (Inline.Contains(text[at]) && !isWithinWord || isEntity)
                written.Append('\\');
            written.Append(text[at]);
        }
    }

    /// <summary>Marks that would make a heading, a list or a rule of a line that begins with them.</summary>
    private static string AtLineStart(string line)
    {
        if (line.Length == 0)
            return line;
        if (line[0] is '#' or '+' or '-' or '=' or ':' or '|')
            return "\\" + line;
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 10 && digits < line.Length && line[digits] is '.' or ')'
            ? line[..digits] + "\\" + line[digits..]
            : line;
    }
}
