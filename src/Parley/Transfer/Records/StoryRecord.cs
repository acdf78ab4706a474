using Parley.Accounts;
using Parley.Stories;

namespace Parley.Transfer.Records;

/// <summary>A story with its addresses. Its changes and its comments follow it.</summary>
internal sealed record StoryRecord : ExportRecord
{
    public const string Kind = "story";

    public override string Record => Kind;

    public required StoryId Id { get; init; }

    /// <summary>The publisher's own id.</summary>
    public string? PublisherId { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    public string? Image { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public string? Language { get; init; }

    /// <summary>The article's own text, Markdown.</summary>
    public string? Text { get; init; }

    public string? TextAttribution { get; init; }

    /// <summary>What the newsroom says above the thread, Markdown.</summary>
    public string? Note { get; init; }

    public string? NoteBy { get; init; }

    public DateTimeOffset? NoteAt { get; init; }

    /// <summary>The person whose comments are the story's own author's.</summary>
    public PersonId? AuthorPerson { get; init; }

    public required Stories.ThreadState Thread { get; init; }

    public string? ClosedReason { get; init; }

    /// <summary>Who may, where the story says so itself.</summary>
    public string? MayRead { get; init; }

    public string? MayWrite { get; init; }

    public string? MayVote { get; init; }

    public string? MayReport { get; init; }

    /// <summary>The story it is by now.</summary>
    public StoryId? MergedInto { get; init; }

    public string? Source { get; init; }

    public string? SourceId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>In the order of their normal forms.</summary>
    public required IReadOnlyList<UrlValue> Urls { get; init; }
}

internal sealed record UrlValue
{
    public required string Address { get; init; }

    /// <summary>Whether this is the one to link to.</summary>
    public required bool Canonical { get; init; }
}
