using Parley.Accounts;

namespace Parley.Transfer.Records;

/// <summary>Somebody a reader ignores. Only the reader knows.</summary>
internal sealed record IgnoreRecord : ExportRecord
{
    public const string Kind = "ignore";

    public override string Record => Kind;

    /// <summary>The reader.</summary>
    public required PersonId Person { get; init; }

    public required PersonId Ignored { get; init; }

    public required DateTimeOffset Since { get; init; }
}
