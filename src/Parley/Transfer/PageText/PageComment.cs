using Parley.Comments;

namespace Parley.Transfer.PageText;

/// <summary>One comment of the page.</summary>
internal sealed record PageComment
{
    /// <summary>What stands in for a comment of which no words are left; plain English, as the source of any comment is.</summary>
    public const string NothingLeft = "*Nothing is left of this comment. A picture or a video may have stood here.*";

    /// <summary>Made of the words and of how often they were met before, so that the same page gives the same ids.</summary>
    public required string SourceId { get; init; }

    /// <summary>The line of the file it begins at, from 1: its name, or its first words.</summary>
    public required int Line { get; init; }

    /// <summary>Markdown that renders as the text stood.</summary>
    public required string Body { get; init; }

    /// <summary>Characters of <see cref="Body"/> are Markdown; these are the author's.</summary>
    public required int PlainChars { get; init; }

    /// <summary>Null: the name was not preserved.</summary>
    public string? Name { get; init; }

    /// <summary>Null when the page itself names the author; 0..1 when the name is proposed because answers use it.</summary>
    public double? NameConfidence { get; init; }

    /// <summary>What it seems to answer, attached or not; null when nothing points anywhere.</summary>
    public ProposedParent? Parent { get; init; }

    public Fold Fold { get; init; }

    /// <summary>Where a pasted article says it is from; null otherwise.</summary>
    public Uri? SourceLink { get; init; }

    /// <summary>How many parts in a row were made one; 1 for an ordinary comment.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>True when no words were left, and <see cref="Body"/> says so instead.</summary>
    public bool IsEmptied { get; init; }

    /// <summary>The comment it is stored under; null for a root.</summary>
    public string? AttachedTo => Parent is { IsAttached: true } ? Parent.SourceId : null;
}
