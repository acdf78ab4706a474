using System.Text.RegularExpressions;

namespace Parley.Moderation.Screens;

/// <summary>What is offered in place of a pasted article: a quotation, its source, and room for a line of one's own.</summary>
internal static partial class ShortenedArticle
{
    /// <summary>In characters: enough to say what it is about.</summary>
    private const int MaxQuoted = 500;

    /// <summary>A shorter first line is a headline or a name.</summary>
    private const int MinParagraph = 120;

    /// <param name="body">Markdown.</param>
    /// <returns>Markdown that ends with an empty line to write on.</returns>
    public static string Of(string body)
    {
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.TrimStart('>', ' '))
            .Where(line => line.Length > 0)
            .ToList();
        var paragraph = lines.Find(line => line.Length >= MinParagraph && !Address().IsMatch(line)) ?? lines.FirstOrDefault() ?? "";
        var source = Address().Match(body) is { Success: true } found ? found.Value.TrimEnd('.', ',', ';', ')', ']', '>') : null;
        return $"> {Cut(paragraph)}\n\n{(source is null ? "" : source + "\n\n")}";
    }

    /// <summary>As many whole sentences as fit, or words where the first alone is longer.</summary>
    private static string Cut(string paragraph)
    {
        if (paragraph.Length <= MaxQuoted)
            return paragraph;
        var end = paragraph.LastIndexOfAny(['.', '!', '?', '…', '؟'], MaxQuoted - 1) + 1;
        if (end < MinParagraph)
            end = paragraph.LastIndexOf(' ', MaxQuoted - 1);
        return (end > 0 ? paragraph[..end] : paragraph[..MaxQuoted]).TrimEnd() + " […]";
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
