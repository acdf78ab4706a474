namespace Parley.Transfer.Records;

/// <summary>A list of words of the site, or a part of a long one; they stand before the first account.</summary>
internal sealed record WordListRecord : ExportRecord
{
    public const string Kind = "word-list";

    /// <summary>Characters of a list in one record, so that no line is too long.</summary>
    public const int PartLength = 100_000;

    public override string Record => Kind;

    public required string Name { get; init; }

    public required bool On { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Characters of the list that stand in records before this one.</summary>
    public required int From { get; init; }

    public required string Lines { get; init; }
}
