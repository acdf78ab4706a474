using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>An event read back from the log.</summary>
internal sealed record RecordedEvent(EventPosition Position, SiteId SiteId, Event Happened, DateTimeOffset At);

/// <summary>
/// A reaction of every node, from the moment it started: it keeps what the node holds in memory true. It runs before
/// the node's position moves on, so it must be quick: memory, or one small read.
/// </summary>
internal interface INodeReaction
{
    /// <summary>When it is this one's turn, among all reactions of the node to the same events.</summary>
    ReactionTurn Turn => ReactionTurn.Facts;

    /// <summary>Called once before the first request is served, with the place in the log from which events will come.</summary>
    Task Start(EventPosition position, CancellationToken cancellation);

    Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation);
}

/// <summary>
/// The order in which a node takes in what happened. A page drawn meanwhile must not count as new before everything it
/// is drawn from is, and whoever is told of news may ask for the page at once.
/// </summary>
internal enum ReactionTurn
{
    /// <summary>What pages are drawn from.</summary>
    Facts,

    /// <summary>Which pages are out of date by now.</summary>
    Versions,

    /// <summary>Whoever hears of it.</summary>
    Listeners,
}

/// <summary>
/// A reaction that runs once for the whole installation, on whichever node holds its lease. What it writes through
/// <c>db</c> is committed together with its cursor, so each event counts exactly once in the database; anything it does
/// outside may happen again and must bear that.
/// </summary>
internal interface IStoredReaction
{
    /// <summary>Name of its cursor; never changes.</summary>
    string Name { get; }

    /// <summary>Called inside the write door with the next events, oldest first.</summary>
    Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now);
}
