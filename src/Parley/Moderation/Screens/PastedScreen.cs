using Parley.Comments.Screening;

namespace Parley.Moderation.Screens;

/// <summary>A whole article pasted in: its author is offered to keep a quotation, its source and a line of one's own.</summary>
/// <remarks>People write long comments too, so that no single clue is enough: length, a headline, a by-line, an agency, an address alone on its line and paragraphs of print are weighed together.</remarks>
internal sealed class PastedScreen() : RuleScreen("pasted", settings => settings.ScreenPasted)
{
    private const int Needed = 4;
    private const int MaxHeadline = 160;
    private const int PrintedParagraph = 160;
    private const int MaxByLine = 70;

    /// <summary>How by-lines begin in the languages we speak.</summary>
    private static readonly string[] ByWords =
        ["by ", "von ", "par ", "por ", "автор", "текст:", "yazan", "haber:", "بقلم", "كتب", "نویسنده", "نوشته"];

    private static readonly string[] Agencies =
        ["(Reuters)", "(AP)", "(AFP)", "(dpa)", "(EFE)", "(ANSA)", "(ТАСС)", "(Интерфакс)", "(AA)", "(رويترز)", "(ایسنا)", "©", "All rights reserved", "Alle Rechte vorbehalten", "Tous droits réservés"];

    public override ScreenAnswer? Judge(ScreenedText text) => Judge(text.Body, text.Settings.PastedFrom);

    /// <param name="from">Characters an article has at least.</param>
    public static ScreenAnswer? Judge(string body, int from)
    {
        if (body.Length < from)
            return null;
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var weight = Weigh(body, lines, from);
        return weight < Needed ? null : new(Verdict.Nudge, "pasted")
        {
            Passages = [new(0, body.Length)],
            Values = Figure("weight", weight),
        };
    }

    private static int Weigh(string body, string[] lines, int from)
    {
        var weight = body.Length >= 4 * from ? 3 : body.Length >= 2 * from ? 2 : 1;
        if (lines.Any(IsByLine))
            weight += 2;
        if (HasHeadline(lines))
            weight++;
        if (Agencies.Any(agency => body.Contains(agency, StringComparison.OrdinalIgnoreCase)))
            weight++;
        if (lines.Any(IsAddress))
            weight++;
        if (lines.Count(line => line.Length >= PrintedParagraph) >= 4)
            weight++;
        return weight;
    }

    private static bool HasHeadline(string[] lines) =>
        lines.Length > 3 && lines.Take(3).Any(line => line.Length is > 10 and < MaxHeadline && !".!?…,:;".Contains(line[^1], StringComparison.Ordinal))
        && lines.Skip(1).Take(4).Any(line => line.Length >= PrintedParagraph);

    private static bool IsByLine(string line) =>
        line.Length is > 5 and < MaxByLine
        && ByWords.Any(word => line.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        && line.Split(' ').Skip(1).Take(1).Any(word => word.Length > 0 && !char.IsLower(word[0]));

    private static bool IsAddress(string line) =>
        !line.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(line, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
