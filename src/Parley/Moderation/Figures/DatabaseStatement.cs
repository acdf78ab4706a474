using System.Text.Json.Serialization;

namespace Parley.Moderation.Figures;

/// <summary>
/// A statement of reasons in the schema of the Commission's transparency database (v2, since July 2025). It names nobody and
/// quotes nothing.
/// </summary>
internal sealed record DatabaseStatement
{
    /// <summary>Unique for good: by it a statement is sent once.</summary>
    public required string Puid { get; init; }

    public IReadOnlyList<string>? DecisionVisibility { get; init; }

    public string? DecisionVisibilityOther { get; init; }

    public string? DecisionProvision { get; init; }

    public string? DecisionAccount { get; init; }

    public string? EndDateVisibilityRestriction { get; init; }

    public string? EndDateServiceRestriction { get; init; }

    public string? EndDateAccountRestriction { get; init; }

    public required string DecisionGround { get; init; }

    public string? IllegalContentLegalGround { get; init; }

    public string? IllegalContentExplanation { get; init; }

    public string? IncompatibleContentGround { get; init; }

    public string? IncompatibleContentExplanation { get; init; }

    public required string Category { get; init; }

    public IReadOnlyList<string>? CategorySpecification { get; init; }

    public required IReadOnlyList<string> ContentType { get; init; }

    public string? ContentLanguage { get; init; }

    public required string ContentDate { get; init; }

    public required string ApplicationDate { get; init; }

    public required IReadOnlyList<string> TerritorialScope { get; init; }

    public required string DecisionFacts { get; init; }

    public required string SourceType { get; init; }

    public required string AutomatedDetection { get; init; }

    public required string AutomatedDecision { get; init; }

    /// <summary>What of it the site wrote, and might name somebody; all else is in standard words.</summary>
    [JsonIgnore]
    public string SiteText => IllegalContentLegalGround ?? IncompatibleContentGround ?? "";
}

/// <summary>What is sent in one call: at most a hundred, taken or refused together.</summary>
internal sealed record DatabaseBatch(IReadOnlyList<DatabaseStatement> Statements)
{
    public const int Size = 100;
}
