using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Transfer.Records;

/// <summary>A change of the state of the story or comment above: from what to what, who, why and when.</summary>
internal sealed record ChangeRecord : ExportRecord
{
    public const string Kind = "change";

    public override string Record => Kind;

    public required StateChangeId Id { get; init; }

    public string? From { get; init; }

    public required string To { get; init; }

    public required ActorKind By { get; init; }

    /// <summary>The person or key that did it.</summary>
    public ActorId? ById { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Whoever changed a state: a person or an API key.</summary>
internal readonly record struct ActorId(long Value) : IId<ActorId>
{
    public static ActorId From(long value) => new(value);
}
