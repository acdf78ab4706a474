using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Moderation.Figures;

/// <summary>Holds a statement to the rules of the Commission's database, and to naming nobody, before it leaves.</summary>
internal static partial class StatementChecks
{
    private const int MaxGround = 500, MaxExplanation = 2_000, MaxFacts = 5_000, MaxPuid = 500;

    private static readonly string[] Categories =
    [
        "ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN", "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "ILLEGAL_OR_HARMFUL_SPEECH",
        "INTELLECTUAL_PROPERTY_INFRINGEMENTS", "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "NOT_SPECIFIED_NOTICE", "OTHER_VIOLATION_TC", "PROTECTION_OF_MINORS",
        "RISK_FOR_PUBLIC_SECURITY", "SCAMS_AND_FRAUD", "SELF_HARM", "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE",
    ];

    /// <summary>What the database would refuse, a field each; none where it would take it.</summary>
    public static IReadOnlyList<string> Faults(DatabaseStatement one) =>
    [
        .. Fault("puid", one.Puid.Length is > 0 and <= MaxPuid && PuidShape().IsMatch(one.Puid)),
        .. Fault("decision", one.DecisionVisibility is { Count: > 0 } || one.DecisionProvision is not null || one.DecisionAccount is not null),
        .. Fault("decision_visibility_other", one.DecisionVisibility?.Contains("DECISION_VISIBILITY_OTHER") != true || IsText(one.DecisionVisibilityOther, MaxGround)),
        .. Fault("decision_ground", one.DecisionGround is "DECISION_GROUND_ILLEGAL_CONTENT" or "DECISION_GROUND_INCOMPATIBLE_CONTENT"),
        .. Fault("illegal_content", one.DecisionGround != "DECISION_GROUND_ILLEGAL_CONTENT" || (IsText(one.IllegalContentLegalGround, MaxGround) && IsText(one.IllegalContentExplanation, MaxExplanation))),
        .. Fault("incompatible_content", one.DecisionGround != "DECISION_GROUND_INCOMPATIBLE_CONTENT" || (IsText(one.IncompatibleContentGround, MaxGround) && IsText(one.IncompatibleContentExplanation, MaxExplanation))),
        .. Fault("category", Categories.Contains(one.Category.Replace("STATEMENT_CATEGORY_", "", StringComparison.Ordinal))),
        .. Fault("content_type", one.ContentType.Count > 0),
        .. Fault("content_language", one.ContentLanguage is null || LanguageShape().IsMatch(one.ContentLanguage)),
        .. Fault("content_date", IsDay(one.ContentDate, 2000)),
        .. Fault("application_date", IsDay(one.ApplicationDate, 2020)),
        .. Fault("end_date", EndsWell(one.EndDateVisibilityRestriction, one) && EndsWell(one.EndDateServiceRestriction, one) && EndsWell(one.EndDateAccountRestriction, one)),
        .. Fault("territorial_scope", one.TerritorialScope.Count > 0 && one.TerritorialScope.All(StatementDrawing.Territory.Contains)),
        .. Fault("decision_facts", IsText(one.DecisionFacts, MaxFacts)),
        .. Fault("source_type", one.SourceType is "SOURCE_ARTICLE_16" or "SOURCE_TRUSTED_FLAGGER" or "SOURCE_TYPE_OTHER_NOTIFICATION" or "SOURCE_VOLUNTARY"),
        .. Fault("automated_detection", one.AutomatedDetection is "Yes" or "No"),
        .. Fault("automated_decision", one.AutomatedDecision is "AUTOMATED_DECISION_FULLY" or "AUTOMATED_DECISION_PARTIALLY" or "AUTOMATED_DECISION_NOT_AUTOMATED"),
    ];

    /// <summary>Whether a text may tell of a person: an address, a number, a name.</summary>
    /// <param name="names">Of the people concerned; those of one word are passed over, since readers may call themselves by any word of a clause.</param>
    public static bool TellsOfSomebody(string text, IEnumerable<string> names) =>
        Contact().IsMatch(text) || names.Any(name => name.Contains(' ', StringComparison.Ordinal) && HasWord(text, name));

    private static bool HasWord(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + name.Length == text.Length || !char.IsLetterOrDigit(text[at + name.Length])))
                return true;
        return false;
    }

    private static IEnumerable<string> Fault(string field, bool isRight) => isRight ? [] : [field];

    private static bool IsText(string? text, int max) => !string.IsNullOrWhiteSpace(text) && text.Length <= max;

    private static bool IsDay(string text, int firstYear) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= firstYear;

    private static bool EndsWell(string? end, DatabaseStatement one) =>
        end is null || (IsDay(end, 2020) && string.CompareOrdinal(end, one.ApplicationDate) >= 0);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex PuidShape();

    [GeneratedRegex(@"\A[A-Z]{2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageShape();

    /// <summary>Mail addresses, names with an @, telephone and account numbers, addresses of machines.</summary>
    [GeneratedRegex(@"\S@\S|(?:^|\s)@\w|(?:\+|\b0)\d(?:[ ()/.-]{0,2}\d){6,}|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,}|\b\d{1,3}(?:\.\d{1,3}){3}\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Contact();
}
