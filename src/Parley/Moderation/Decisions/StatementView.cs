namespace Parley.Moderation.Decisions;

/// <summary>Why somebody was restricted, as they read it.</summary>
/// <param name="Number">By which it can be asked about.</param>
/// <param name="Kind">As <c>statement.kind</c> names it.</param>
/// <param name="Excerpt">What they wrote; null where it is about them alone.</param>
/// <param name="Ground"><c>law</c> or <c>terms</c>.</param>
/// <param name="Source">What brought it before the moderators.</param>
/// <param name="Status"><c>stands</c>, <c>undone</c>, <c>reversed</c>.</param>
public sealed record StatementView(
    string Number, string Kind, string? CommentId, string? StoryTitle, string? Excerpt, DateTimeOffset At, DateTimeOffset? Until, string? Reason, string? Ground,
    string? Clause, string? Words, string Source, bool IsDetectedByMachine, bool IsDecidedByMachine, string Status)
{
    /// <summary>Whether the person was asked to say that they read it, and did not yet.</summary>
    public bool MustBeRead { get; init; }

    /// <summary>Until when it can be appealed; null where it cannot, or not any more.</summary>
    public DateTimeOffset? AppealUntil { get; init; }

    /// <summary>The words the person is asked to change; null for none in particular.</summary>
    public string? Passage { get; init; }

    /// <summary>Until when other words are taken; null where nobody asked, or not any more.</summary>
    public DateTimeOffset? RewordUntil { get; init; }

    /// <summary>The checks that decided; none where a person did.</summary>
    public IReadOnlyList<CheckView> Checks { get; init; } = [];

    public AppealedView? Appeal { get; init; }

    /// <summary>Whether the person was warned lately that appeals of theirs were plainly unfounded.</summary>
    public bool IsWarned { get; init; }
}

/// <param name="Screen">As the page of screens names it.</param>
/// <param name="Reason">What it found, as the screen names it.</param>
public sealed record CheckView(string Screen, string Reason);

/// <param name="Outcome"><c>open</c>, <c>reversed</c>, <c>upheld</c>.</param>
public sealed record AppealedView(string Words, DateTimeOffset At, string Outcome, string? Answer, DateTimeOffset? DecidedAt);

/// <summary>A statement as a list names it.</summary>
public sealed record StatementLine(string Number, string Kind, string? Reason, DateTimeOffset At, bool IsUnread, string Status);
