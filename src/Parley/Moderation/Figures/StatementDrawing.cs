using System.Globalization;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;

namespace Parley.Moderation.Figures;

/// <summary>Draws a decision of the record as the Commission's database wants it: standard words, no text of anybody's.</summary>
internal static class StatementDrawing
{
    /// <summary>The European Economic Area: pages are the same for every reader, so each restriction holds everywhere.</summary>
    public static readonly IReadOnlyList<string> Territory =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ];

    private const string Prefix = "STATEMENT_CATEGORY_", Keyword = "KEYWORD_";

    /// <summary>Our reasons as the database sorts them, with its keyword where it has one.</summary>
    private static readonly Dictionary<string, (string Category, string? Keyword, string Name)> Categories = new()
    {
        ["threat"] = ("VIOLENCE", null, "Threat or intimidation"),
        ["insult"] = ("CYBER_VIOLENCE", "CYBER_BULLYING_INTIMIDATION", "Insult"),
        ["hate"] = ("ILLEGAL_OR_HARMFUL_SPEECH", "HATE_SPEECH", "Hatred"),
        ["private"] = ("DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", null, "Private data of others"),
        ["libel"] = ("ILLEGAL_OR_HARMFUL_SPEECH", "DEFAMATION", "False claim that harms"),
        ["selfharm"] = ("SELF_HARM", null, "Self-harm"),
        ["notgenuine"] = ("SCAMS_AND_FRAUD", "INAUTHENTIC_ACCOUNTS", "Account that is not genuine"),
        ["advertising"] = ("OTHER_VIOLATION_TC", null, "Advertising"),
        ["repeats"] = ("OTHER_VIOLATION_TC", null, "Repetition"),
        ["offtopic"] = ("OTHER_VIOLATION_TC", null, "Off topic"),
        [Reason.ChildAbuse] = ("PROTECTION_OF_MINORS", "CHILD_SEXUAL_ABUSE_MATERIAL", "Sexual abuse of children"),
        ["terrorism"] = ("RISK_FOR_PUBLIC_SECURITY", "TERRORIST_CONTENT", "Terrorist content"),
        ["fraud"] = ("SCAMS_AND_FRAUD", null, "Fraud"),
        ["copyright"] = ("INTELLECTUAL_PROPERTY_INFRINGEMENTS", "COPYRIGHT_INFRINGEMENT", "Infringement of copyright"),
        ["unlawful"] = ("ILLEGAL_OR_HARMFUL_SPEECH", null, "Other breach of the law"),
    };

    /// <returns>Null for what the database does not take: no restriction, one that nobody is told of, or an authority's order (Art. 9 is not Art. 17).</returns>
    public static DatabaseStatement? Draw(FigureRow row, SiteId site, string language)
    {
        if (EnumWord.Read<DecisionKind>(row.Subject) is not { } kind || !DecisionRules.Restricts(kind) || kind == DecisionKind.Warn
            || row.Fact("told") != "yes" || row.Fact("source") == EnumWord.Of(CaseSource.Order) || row.Fact("decision") is not { } id)
            return null;
        var isLaw = row.Fact("ground") == EnumWord.Of(Ground.Law);
        var reason = row.Fact("reason") ?? Reason.OtherCode;
        var ground = row.Fact("clause") ?? (Categories.TryGetValue(reason, out var known) ? known.Name : reason);
        var (category, keyword, name) = Categories.GetValueOrDefault(reason, (isLaw ? "ILLEGAL_OR_HARMFUL_SPEECH" : "OTHER_VIOLATION_TC", null, ground));
        var statement = new DatabaseStatement
        {
            Puid = $"parley-{site}-{id}",
            DecisionGround = isLaw ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            Category = Prefix + category,
            CategorySpecification = keyword is null ? null : [Keyword + keyword],
            ContentType = ["CONTENT_TYPE_TEXT"],
            ContentLanguage = language.Length == 2 ? language.ToUpperInvariant() : null,
            ContentDate = Day(row.SubjectId is { } subject ? IdSource.TimeOf(subject) : row.At),
            ApplicationDate = Day(row.At),
            TerritorialScope = Territory,
            DecisionFacts = FactsOf(row),
            SourceType = SourceOf(row),
            AutomatedDetection = row.Fact("machine") is null ? "No" : "Yes",
            AutomatedDecision = row.Fact("machine") == "decided" ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_NOT_AUTOMATED",
        };
        return Effect(Grounded(statement, isLaw, ground, Explained(row, isLaw, name)), kind, EndOf(row));
    }

    private static DatabaseStatement Grounded(DatabaseStatement statement, bool isLaw, string ground, string explanation) => isLaw
        ? statement with
        {
            IllegalContentLegalGround = ground,
            IllegalContentExplanation = explanation,
        }
        : statement with
        {
            IncompatibleContentGround = ground,
            IncompatibleContentExplanation = explanation,
        };

    private static string Explained(FigureRow row, bool isLaw, string name)
    {
        var ground = isLaw ? "the law" : "the terms of the site";
        return row.Fact("machine") == "decided"
            ? $"A rule of the site stopped the comment without a person, as it may be against {ground}: {name}. Its author can have a person look at it."
            : $"A moderator read the comment in its conversation and holds it to be against {ground}: {name}.";
    }

    private static DatabaseStatement Effect(DatabaseStatement statement, DecisionKind kind, string? end) => kind switch
    {
        DecisionKind.Remove => statement with { DecisionVisibility = ["DECISION_VISIBILITY_CONTENT_REMOVED"] },
        DecisionKind.Hold or DecisionKind.Refuse or DecisionKind.Reword => statement with { DecisionVisibility = ["DECISION_VISIBILITY_CONTENT_DISABLED"] },
        DecisionKind.OffTopic => statement with { DecisionVisibility = ["DECISION_VISIBILITY_CONTENT_DEMOTED"] },
        DecisionKind.Close => statement with { DecisionVisibility = ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"] },
        DecisionKind.Redact => statement with { DecisionVisibility = ["DECISION_VISIBILITY_OTHER"], DecisionVisibilityOther = "A passage of the comment was taken out." },
        DecisionKind.Suspend => statement with { DecisionAccount = "DECISION_ACCOUNT_SUSPENDED", EndDateAccountRestriction = end },
        DecisionKind.Ban when end is null => statement with { DecisionAccount = "DECISION_ACCOUNT_TERMINATED" },
        DecisionKind.Ban => statement with { DecisionAccount = "DECISION_ACCOUNT_SUSPENDED", EndDateAccountRestriction = end },
        _ => statement with { DecisionProvision = "DECISION_PROVISION_PARTIAL_SUSPENSION", EndDateServiceRestriction = end },
    };

    private static string FactsOf(FigureRow row) => row.Fact("source") switch
    {
        _ when row.Fact("machine") == "decided" && row.Subject is "hold" or "refuse" => "A check looked at a reader's comment below an article before it was published, and stopped it.",
        "notice" when row.Fact("flagger") is not null => "A trusted flagger gave notice that a reader's comment below an article is illegal. A moderator looked at it in its conversation.",
        "notice" => "Somebody gave notice that a reader's comment below an article is illegal. A moderator looked at it in its conversation.",
        "report" => "Readers reported a comment below an article. A moderator looked at it in its conversation.",
        "hold" => "A check held a reader's comment below an article before it was published. A moderator looked at it in its conversation.",
        "screen" => "A check noted a reader's comment below an article. A moderator looked at it in its conversation.",
        "appeal" => "A reader's comment below an article was looked at again after a complaint.",
        _ => "A moderator came upon a reader's comment below an article and looked at it in its conversation.",
    };

    private static string SourceOf(FigureRow row) => row.Fact("source") switch
    {
        "notice" when row.Fact("flagger") is not null => "SOURCE_TRUSTED_FLAGGER",
        "notice" => "SOURCE_ARTICLE_16",
        "report" => "SOURCE_TYPE_OTHER_NOTIFICATION",
        _ => "SOURCE_VOLUNTARY",
    };

    private static string? EndOf(FigureRow row) =>
        long.TryParse(row.Fact("until"), CultureInfo.InvariantCulture, out var until) ? Day(DateTimeOffset.FromUnixTimeSeconds(until)) : null;

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
