namespace Parley.Moderation;

/// <summary>What a reason rests on.</summary>
internal enum Ground
{
    Law,
    Terms,
}

/// <summary>Why something is reported or decided, from the site's list.</summary>
/// <param name="Code">A word of ours that every language names, or the site's own.</param>
/// <param name="Severity">1, 3, 10 or 30.</param>
/// <param name="Clause">The clause it rests on, as the site wrote it; null where it named none.</param>
internal sealed record Reason(string Code, int Severity, Ground Ground, string? Clause)
{
    public const string Threat = "threat", Advertising = "advertising", OtherCode = "other", ChildAbuse = "childabuse";

    /// <summary>What stands in for a reason that the list no longer has.</summary>
    public static Reason Other { get; } = new(OtherCode, 3, Ground.Terms, null);

    public bool IsGrave => Severity >= ReasonRules.Gravest;
}

/// <summary>Reads the site's list of reasons.</summary>
internal static class ReasonRules
{
    public const int Gravest = 30;

    private const int MaxCodeLength = 40;

    private static readonly int[] Severities = [1, 3, 10, Gravest];

    /// <summary>The words that every language names.</summary>
    public static readonly IReadOnlyList<string> Known =
        ["threat", "insult", "hate", "private", "libel", "advertising", "repeats", "offtopic", "other", "selfharm", "notgenuine",
            Reason.ChildAbuse, "terrorism", "fraud", "copyright", "unlawful"];

    /// <summary>What a notice of illegal content may name on any site, and a moderator may then decide by, whatever the site's list has.</summary>
    public static readonly IReadOnlyList<Reason> OfLaw =
    [
        new(Reason.ChildAbuse, Gravest, Ground.Law, null), new("terrorism", Gravest, Ground.Law, null), new("fraud", 10, Ground.Law, null),
        new("copyright", 3, Ground.Law, null), new("unlawful", 10, Ground.Law, null),
    ];

    /// <summary>The reasons in the order of the list; lines that are none are passed over, and a word counts once.</summary>
    public static IReadOnlyList<Reason> Read(string lines)
    {
        var reasons = lines.Split('\n').Select(ReadLine).OfType<Reason>().DistinctBy(reason => reason.Code).ToList();
        return reasons.Count == 0 ? [Reason.Other] : reasons;
    }

    /// <returns>Null when the list has no such reason.</returns>
    public static Reason? Find(string lines, string? code) => Read(lines).FirstOrDefault(reason => reason.Code == code);

    /// <summary>The same, with what a notice may always name.</summary>
    public static Reason? FindAny(string lines, string? code) => Find(lines, code) ?? OfLaw.FirstOrDefault(reason => reason.Code == code);

    /// <summary>What a notice may name: what breaks the law by the site's list, and what always may.</summary>
    public static IReadOnlyList<Reason> ForNotices(string lines) =>
        [.. Read(lines).Where(reason => reason.Ground == Ground.Law).Concat(OfLaw).DistinctBy(reason => reason.Code)];

    /// <summary>The gravest reason of the list that screens name; what only they call so is slight.</summary>
    public static Reason OfScreens(string lines, IReadOnlyList<string> said) =>
        Read(lines).Where(reason => said.Any(word => word.Contains(reason.Code, StringComparison.Ordinal)))
            .MaxBy(reason => reason.Severity) ?? Reason.Other with { Severity = 1 };

    private static Reason? ReadLine(string line)
    {
        var parts = line.Trim().Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        return parts is [var code, var number, "law" or "terms", ..] && code.Length <= MaxCodeLength
            && int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var severity) && Severities.Contains(severity)
            ? new(code, severity, parts[2] == "law" ? Ground.Law : Ground.Terms, parts.Length == 4 ? parts[3].Trim() : null)
            : null;
    }
}
