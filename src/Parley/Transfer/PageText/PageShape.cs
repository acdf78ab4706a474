namespace Parley.Transfer.PageText;

/// <summary>Refuses what is text but not the text of a page with comments.</summary>
internal static class PageShape
{
    public const int MaxHeadlineChars = 300;

    /// <summary>The longest threads any news page ever carried had a tenth of it.</summary>
    public const int MostParagraphs = 300_000;

    /// <summary>Share of lines that end as code or data does, from which a file is one of these.</summary>
    private const double CodeShare = 0.3;

    private const string Expected = "Expected are a headline, the story and then its comments, with blank lines between paragraphs.";

    /// <returns>Null when it may be a page.</returns>
    public static string? Refuse(IReadOnlyList<Paragraph> page)
    {
        if (page.Count > MostParagraphs)
            return $"The file has {page.Count:N0} paragraphs; the text of a page has at most {MostParagraphs:N0}.";
        var first = page[0].Text;
        if (first[0] == '<' && first.Length > 1 && (char.IsAsciiLetter(first[1]) || first[1] is '!' or '?'))
            return $"The file is HTML or XML, not plain text. {Expected}";
        if (first[0] == '{' || first[0] == '[' && first.TrimStart('[', ' ', '\n') is ['{' or '"', ..])
            return $"The file is JSON or another data format, not plain text. {Expected}";
        if (LooksLikeCode(page))
            return $"The file looks like program code or data. {Expected}";
        if (page[0].Lines[0].Length > MaxHeadlineChars)
            return $"The first line is too long to be a headline: {page[0].Lines[0].Length:N0} characters, "
                + $"and at most {MaxHeadlineChars} are taken for one. {Expected}";
        return page.Count < 3 || !page.Skip(1).Any(paragraph => paragraph.Text.Length >= ArticleEnd.ProseChars)
            ? $"There is no story in the file. {Expected}"
            : null;
    }

    public const string NoComments =
        "No comments were found below the story: no name stands on a line of its own, and no blank lines are left over where one stood. "
        + Expected;

    private static bool LooksLikeCode(IReadOnlyList<Paragraph> page)
    {
        var (code, all) = (0, 0);
        foreach (var line in page.Take(2_000).SelectMany(paragraph => paragraph.Lines).Take(5_000))
        {
            all++;
            if (line[^1] is '{' or '}' or ';' or '\\' || line.Count(letter => letter is '\t' or '|') > 2)
                code++;
        }

        return all > 4 && code > CodeShare * all;
    }
}
