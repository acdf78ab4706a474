using Parley.Platform.Data;

namespace Parley.Transfer.Records;

/// <summary>The site with its settings.</summary>
internal sealed record SiteRecord : ExportRecord
{
    public const string Kind = "site";

    public override string Record => Kind;

    public required SiteId Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Language { get; init; }

    public required IReadOnlyList<string> Origins { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Those that were set, in the order of their names.</summary>
    public required IReadOnlyList<SettingValue> Settings { get; init; }
}

internal sealed record SettingValue
{
    public required string Name { get; init; }

    public required string Value { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
