using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Comments;
using Parley.Stories;

namespace Parley.Transfer.Records;

/// <summary>A comment. Its revisions, corrections and changes follow it.</summary>
internal sealed record CommentRecord : ExportRecord
{
    public const string Kind = "comment";

    public override string Record => Kind;

    public required CommentId Id { get; init; }

    /// <summary>The story above.</summary>
    public required StoryId Story { get; init; }

    /// <summary>Null for a root.</summary>
    public CommentId? Parent { get; init; }

    public required PersonId Author { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>False when <see cref="PostedAt"/> only keeps the order.</summary>
    public required bool TimeKnown { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>How often the body was rewritten.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Revision { get; init; }

    public required CommentState State { get; init; }

    /// <summary>Whether it has a place in the thread readers see.</summary>
    public required bool Listed { get; init; }

    public Remover? RemovedBy { get; init; }

    public string? RemovedReason { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether its body is a whole article pasted in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Pasted { get; init; }

    /// <summary>Set while the newsroom shows it above the thread.</summary>
    public DateTimeOffset? FeaturedAt { get; init; }

    /// <summary>Set while its branch is folded as off topic.</summary>
    public DateTimeOffset? OffTopicAt { get; init; }

    /// <summary>Set while nobody may write below it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? BranchClosedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BranchClosedReason { get; init; }

    /// <summary>Until when its author may word it anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RewordUntil { get; init; }

    public string? Source { get; init; }

    public string? SourceId { get; init; }

    public double? ParentConfidence { get; init; }

    public double? AuthorConfidence { get; init; }
}

/// <summary>What the comment above said before it was rewritten.</summary>
internal sealed record RevisionRecord : ExportRecord
{
    public const string Kind = "revision";

    public override string Record => Kind;

    /// <summary>0 for the first words.</summary>
    public required int Revision { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>A dated line its author added to the comment above.</summary>
internal sealed record CorrectionRecord : ExportRecord
{
    public const string Kind = "correction";

    public override string Record => Kind;

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}
