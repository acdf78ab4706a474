using Parley.Comments;
using Parley.Moderation.Misuse;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;

namespace Parley.Moderation.Desk;

/// <summary>The queue as the desk shows it.</summary>
public sealed record QueueView
{
    internal QueueView(QueueFilter filter, IReadOnlyList<QueuedView> items, string? next, QueueCounts counts) =>
        (Filter, Items, Next, Counts) = (filter, items, next, counts);

    internal QueueFilter Filter { get; }

    /// <summary>Which cases these are, as addresses say it.</summary>
    public string View => Filter.ToString();

    public IReadOnlyList<QueuedView> Items { get; }

    /// <summary>Where it goes on; null at its end.</summary>
    public string? Next { get; }

    public QueueCounts Counts { get; }

    /// <summary>Authorities' orders that wait, in their view only.</summary>
    public IReadOnlyList<OrderLine> Orders { get; init; } = [];
}

/// <summary>A filter under a name.</summary>
/// <param name="Count">What waits there; null where that is not counted.</param>
public sealed record SavedFilterView(string Id, string Name, string View, bool IsShared, int? Count);

/// <summary>What was decided about a text much like the one on screen.</summary>
/// <param name="Percent">How much alike they are.</param>
public sealed record SimilarView(string Kind, string? Reason, DateTimeOffset At, string? Excerpt, int Percent);

/// <summary>A reply that still holds words of a comment that was removed.</summary>
public sealed record QuotingView(string CommentId, string? Name, string Words);

/// <summary>How many cases each view holds, counted when asked.</summary>
public sealed record QueueCounts(int Waiting, int Reported, int Held, int Notices, int Orders, int Appeals, int Mine);

/// <summary>A case in the list.</summary>
/// <param name="Cursor">Its place in the queue, to go on after.</param>
/// <param name="Excerpt">Null where the text stays covered until asked for.</param>
/// <param name="Holder">Who has it on their screen; null for nobody else.</param>
public sealed record QueuedView(
    string Id, string Cursor, int Version, int Revision, string Reason, int Severity, bool IsThreat, DateTimeOffset OpenedAt, string? Excerpt, int Reports, string Story, string? Holder)
{
    /// <summary>Of a list of comments: its state, as <c>desk.state</c> names it; null in a list of cases.</summary>
    public string? CommentState { get; init; }

    /// <summary>Its case, in a list of comments; null where there is none.</summary>
    public string? CaseId { get; init; }

    /// <summary>Whether there is a case that waits.</summary>
    public bool IsWaiting { get; init; } = true;
}

/// <summary>A case on screen.</summary>
public sealed record CaseView(QueuedView Queued, CommentView Comment, string StoryId, string StoryTitle)
{
    /// <summary>The whole text as its author wrote it, whatever the comment's state.</summary>
    public required string Html { get; init; }

    /// <summary>What it said before its author was asked for other words; null where nobody asked.</summary>
    public RewordedView? Reworded { get; init; }

    /// <summary>Whether nobody may write below it any more.</summary>
    public bool IsBranchClosed { get; init; }

    public required IReadOnlyList<AboveView> Above { get; init; }

    public required IReadOnlyList<ReportedByView> Reports { get; init; }

    /// <summary>Notices of illegal content that wait for a decision.</summary>
    public required IReadOnlyList<GivenNoticeView> Notices { get; init; }

    /// <summary>Authorities' orders that wait for it.</summary>
    public required IReadOnlyList<OrderView> Orders { get; init; }

    public required AuthorView Author { get; init; }

    /// <summary>How often the author wrote what was plainly illegal; null for never.</summary>
    public MisuseView? Misuse { get; init; }

    public required IReadOnlyList<NoteView> Notes { get; init; }

    /// <summary>Decisions about this comment and its author, newest first.</summary>
    public required IReadOnlyList<DecidedView> Earlier { get; init; }

    /// <summary>What people decided about texts much like it, the likest first.</summary>
    public IReadOnlyList<SimilarView> Similar { get; init; } = [];

    /// <summary>Replies that still quote it, after it was removed.</summary>
    public IReadOnlyList<QuotingView> Quoting { get; init; } = [];

    public required PlaceView Place { get; init; }

    /// <summary>The appeal to be decided; null where there is none.</summary>
    public AppealView? Appeal { get; init; }

    /// <summary>Words of the colleague who asks; null where nobody does.</summary>
    public bool IsPassedToMe { get; init; }
}

/// <param name="Passage">The words that were to change; null for all of them.</param>
/// <param name="Until">Until when it waits for its author; null once they answered.</param>
public sealed record RewordedView(string? Former, string? Passage, DateTimeOffset? Until);

/// <summary>What the comment answers.</summary>
public sealed record AboveView(string? Name, DateTimeOffset At, string Words);

/// <param name="Right">Of the reporter's decided reports, those that were right.</param>
/// <param name="Decided">How many were decided.</param>
public sealed record ReportedByView(string? Name, string Reason, string? Words, DateTimeOffset At, int Right, int Decided, bool IsStale);

/// <summary>Whoever wrote it.</summary>
/// <param name="Standing">As <c>desk.standing</c> names it.</param>
public sealed record AuthorView(
    string Id, string? Name, string Kind, DateTimeOffset Since, int Comments, int Removed, int Right, int Decided, string Standing, DateTimeOffset? StandingUntil, bool IsWarned);

/// <param name="Kind">As <c>desk.noteKind</c> names it.</param>
public sealed record NoteView(string By, string Kind, string Words, DateTimeOffset At);

/// <param name="Kind">As <c>desk.kind</c> names it.</param>
public sealed record DecidedView(string Kind, string? Reason, DateTimeOffset At, string? By, bool IsTakenBack, string? Excerpt, bool IsThis);

/// <summary>Why a case stands where it stands.</summary>
public sealed record PlaceView(double Severity, double Reach, double Reporters, int Replies, int Readers)
{
    /// <summary>For an order, or the notice of a trusted flagger; 0 for neither.</summary>
    public double Ahead { get; init; }
}

/// <param name="MayDecide">False where somebody else has to.</param>
public sealed record AppealView(string Id, string Words, DateTimeOffset At, string Kind, string? Reason, DateTimeOffset DecidedAt, bool MayDecide)
{
    /// <summary>How often the person's appeals were plainly unfounded; null for never.</summary>
    public MisuseView? Misuse { get; init; }
}

/// <summary>A colleague a case can be passed to.</summary>
public sealed record ColleagueView(string Id, string Name, string Role);

/// <summary>What the one who decided can still take back.</summary>
public sealed record UndoView(string Batch, string Kind, int Count, int Passed, DateTimeOffset Until)
{
    /// <summary>The comment just removed that replies still quote; null where none do.</summary>
    public string? Quoted { get; init; }

    public int Quotes { get; init; }
}
