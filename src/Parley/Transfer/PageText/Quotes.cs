using System.Text;

namespace Parley.Transfer.PageText;

/// <summary>Finds what stands between quotation marks.</summary>
internal static class Quotes
{
    /// <summary>A longer stretch is a mark left open, not a quotation.</summary>
    private const int MaxChars = 1_000;

    /// <summary>More opening marks than this in one text are noise, and searching each for its end would be slow.</summary>
    private const int MostOpenings = 200;

    /// <summary>A phrase a text quotes, and where its opening mark stands.</summary>
    internal readonly record struct Quote(string Text, int At, int End);

    public static IReadOnlyList<Quote> In(string text)
    {
        var quotes = new List<Quote>();
        var openings = 0;
        for (var at = 0; at < text.Length && openings < MostOpenings; at++)
        {
            var closers = ClosersOf(text, at);
            if (closers is null && !IsQuotedLine(text, at))
                continue;
            openings++;
            var end = closers is null ? EndOfLine(text, at) : Closing(text, at, closers);
            if (end < 0)
                continue;
            quotes.Add(new(text[(at + 1)..end].Trim(), at, Math.Min(end + 1, text.Length)));
            at = end;
        }

        return quotes;
    }

    /// <summary>The text without what it quotes: what its author says.</summary>
    public static string LeftOut(string text)
    {
        var own = new StringBuilder(text.Length);
        var from = 0;
        foreach (var quote in In(text))
        {
            own.Append(text, from, quote.At - from).Append(' ');
            from = quote.End;
        }

        return own.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>True when the paragraph is one quotation and nothing more, so that it is shown as one.</summary>
    /// <remarks>Two words in marks are irony; four or more were said by someone.</remarks>
    public static bool IsAll(string paragraph)
    {
        var bare = paragraph.TrimEnd('.', ',', ':', ';', ' ');
        return In(bare) is [{ At: 0 } only] && only.End == bare.Length && Words.Of(only.Text, 4).Count >= 4;
    }

    /// <summary>A single mark opens only at the start of a word and is often an apostrophe.</summary>
    private static string? ClosersOf(string text, int at) => text[at] switch
    {
        '“' => "”“",
        '„' => "“”",
        '«' => "»",
        '»' => "«",
        '"' => "\"",
        '‘' => "’”",
        '‹' => "›",
        '「' => "」",
        '\'' when at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] == '(' => "'",
        _ => null,
    };

    /// <summary>Since the first mails, ">" before a line says that someone else wrote it.</summary>
    private static bool IsQuotedLine(string text, int at) => text[at] == '>' && (at == 0 || text[at - 1] == '\n');

    private static int EndOfLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    private static int Closing(string text, int open, string closers)
    {
        var last = Math.Min(text.Length, open + MaxChars);
        for (var at = open + 1; at < last; at++)
            if (closers.Contains(text[at]) && !IsApostrophe(text, at))
                return at > open + 1 ? at : -1;
        return -1;
    }

    private static bool IsApostrophe(string text, int at) =>
        text[at] is '\'' or '’'
        && at > 0 && char.IsLetter(text[at - 1])
        && at + 1 < text.Length && char.IsLetter(text[at + 1]);
}
