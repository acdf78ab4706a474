namespace Parley.Stories;

/// <summary>A story as every reader may see it.</summary>
public sealed record StoryView
{
    /// <summary>Null for a story that its first comment will make.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the site it belongs to.</summary>
    public required string Site { get; init; }

    /// <summary>The publisher's own id; null when the publisher gave none.</summary>
    public string? StoryId { get; init; }

    /// <summary>Canonical address of the article; null when it has none.</summary>
    public string? Url { get; init; }

    /// <summary>The URL until the publisher sends a title.</summary>
    public required string Title { get; init; }

    public string? Summary { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    /// <summary>Address of a picture, shown by the publisher's page and in previews, never loaded by ours.</summary>
    public string? Image { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>BCP 47 tag of the article; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Sanitised HTML of the article's own text, where the site keeps it; only on the story's own page.</summary>
    public string? TextHtml { get; init; }

    /// <summary>Whose text it is and under which terms.</summary>
    public string? TextAttribution { get; init; }

    /// <summary>What the newsroom says above the thread; null when it says nothing.</summary>
    public NoteView? Note { get; init; }

    /// <summary><c>open</c>, <c>closed</c> or <c>archived</c>.</summary>
    public required string Thread { get; init; }

    /// <summary>Why the thread is closed, in words for readers.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>When the thread closes, or closed, by itself; null when it never does.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Who may do what in the thread.</summary>
    public AccessView Access { get; init; } = new("anyone", "anyone", "anyone", "anyone");

    /// <summary>Comments readers can see. Brought up in batches, so it may be a second behind.</summary>
    public int CommentCount { get; init; }
}

/// <summary>Who may do what in a thread: <c>anyone</c>, <c>signed-in</c>, or a claim such as <c>subscriber</c>.</summary>
public sealed record AccessView(string Read, string Write, string Vote, string Report);

/// <summary>A signed note of the newsroom.</summary>
/// <param name="Html">Sanitised.</param>
public sealed record NoteView(string Html, string? By, DateTimeOffset At);
