using System.Text.Json.Serialization;

namespace Parley.Admin.Demo;

/// <summary>A story an empty installation shows, with its whole thread, as its data file has it.</summary>
/// <remarks>All times are distances, so that the stories are fresh whenever the installation starts.</remarks>
internal sealed record DemoStory
{
    public required string StoryId { get; init; }

    public required string Url { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Author { get; init; }

    public required string Section { get; init; }

    /// <summary>BCP 47 tag of the article.</summary>
    public required string Language { get; init; }

    /// <summary>Minutes between its publication and the start of the installation; no comment is as old.</summary>
    public required int MinutesAgo { get; init; }

    /// <summary>Markdown of the article.</summary>
    public required string Text { get; init; }

    /// <summary>Whose text it is.</summary>
    public required string Attribution { get; init; }

    /// <summary>What the newsroom says above the thread; null when it says nothing.</summary>
    public DemoNote? Note { get; init; }

    /// <summary>The roots, oldest first.</summary>
    public required IReadOnlyList<DemoComment> Comments { get; init; }
}

/// <summary>A comment of the demo and the replies below it, oldest first.</summary>
internal sealed record DemoComment
{
    private const string ByAuthor = "author";
    private const string ByModerator = "moderator: ";

    /// <summary>Name of its author. In all stories together, one name is one person.</summary>
    public required string By { get; init; }

    /// <summary>Kind of person; the demo knows guests alone.</summary>
    public required string Kind { get; init; }

    /// <summary>Minutes after the story's publication.</summary>
    public required int Minute { get; init; }

    /// <summary>Markdown. A removed comment has one too: it was written before it was removed.</summary>
    public required string Body { get; init; }

    /// <summary>Minutes after posting when its author edited it; null when it stands as posted.</summary>
    public int? Edited { get; init; }

    /// <summary>The dated line its author added later; null when there is none.</summary>
    public DemoCorrection? Correction { get; init; }

    /// <summary><c>author</c>, or <c>moderator: </c> and the rule; null when the comment stands.</summary>
    public string? Removed { get; init; }

    /// <summary>Whether its author said that it goes on past the usual length.</summary>
    public bool Continued { get; init; }

    /// <summary>Whether the newsroom shows it above the thread.</summary>
    public bool Featured { get; init; }

    public IReadOnlyList<DemoComment> Replies { get; init; } = [];

    [JsonIgnore]
    public bool IsRemovedByAuthor => Removed == ByAuthor;

    /// <summary>The rule a moderator removed it under; null unless a moderator did.</summary>
    [JsonIgnore]
    public string? BrokenRule =>
        Removed?.StartsWith(ByModerator, StringComparison.Ordinal) is true ? Removed[ByModerator.Length..] : null;
}

/// <summary>The newsroom's note in the demo.</summary>
/// <param name="Minute">Minutes after the story's publication.</param>
/// <param name="Text">Markdown.</param>
/// <param name="By">Who signed it.</param>
internal sealed record DemoNote(int Minute, string Text, string By);

/// <summary>A dated line added to a comment of the demo.</summary>
/// <param name="Minute">Minutes after the story's publication, past the comment's edit window.</param>
internal sealed record DemoCorrection(int Minute, string Text);
