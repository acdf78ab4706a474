namespace Parley.Transfer.PageText;

/// <summary>Finds the web addresses a text writes out.</summary>
internal static class WebLinks
{
    /// <summary>No address anyone pastes is longer; browsers refuse far shorter ones.</summary>
    private const int MaxChars = 2_000;

    internal readonly record struct Link(string Text, int At, Uri Address);

    public static Uri? First(string text) => In(text) is [var first, ..] ? first.Address : null;

    public static IReadOnlyList<Link> In(string text)
    {
        var links = new List<Link>();
        for (var at = 0; at < text.Length;)
        {
            if (!BeginsHere(text, at))
            {
                at++;
                continue;
            }

            var end = EndOf(text, at);
            var written = text[at..end];
            var full = written.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + written : written;
            var isAddress = Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Host.Contains('.', StringComparison.Ordinal);
            if (isAddress && written.Length <= MaxChars)
                links.Add(new(written, at, address!));
            at = Math.Max(end, at + 1);
        }

        return links;
    }

    private static bool BeginsHere(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && text[at] is 'h' or 'H' or 'w' or 'W'
        && (StartsWith(text, at, "https://") || StartsWith(text, at, "http://") || StartsWith(text, at, "www."));

    private static bool StartsWith(string text, int at, string what) =>
        text.AsSpan(at).StartsWith(what, StringComparison.OrdinalIgnoreCase);

    /// <summary>Up to a blank or a quotation mark, without the marks that end the sentence around it.</summary>
    private static int EndOf(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start <= MaxChars && !char.IsWhiteSpace(text[end]) && !"<>\"“”«»`\\^{}|".Contains(text[end]))
            end++;
        while (end > start && (".,;:!?'’*_~…".Contains(text[end - 1]) || IsUnopened(text, start, end)))
            end--;
        return end;
    }

    /// <summary>A closing bracket belongs to the address only when the address opened it.</summary>
    private static bool IsUnopened(string text, int start, int end)
    {
        var opening = text[end - 1] switch { ')' => '(', ']' => '[', _ => '\0' };
        return opening != '\0' && text.AsSpan(start, end - start).Count(opening) < text.AsSpan(start, end - start).Count(text[end - 1]);
    }
}
