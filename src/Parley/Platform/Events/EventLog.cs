using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>Reads the log in the one order every node agrees on.</summary>
internal sealed class EventLog(IDbContextFactory<ParleyContext> reading, IEngine engine)
{
    public const int BatchSize = 500;

    /// <summary>The next events after a position; those of transactions that may still be running are left for later.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> ReadAfter(EventPosition after, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await ReadAfter(db, after, cancellation);
    }

    /// <inheritdoc cref="ReadAfter(EventPosition, CancellationToken)"/>
    public async Task<IReadOnlyList<RecordedEvent>> ReadAfter(
        ParleyContext db, EventPosition after, CancellationToken cancellation)
    {
        var horizon = await engine.EventHorizon(db, cancellation);
        var (transaction, sequence) = (after.Transaction, after.Sequence);
        var rows = await db.Set<EventRow>().AsNoTracking()
            .Where(row => row.Transaction < horizon)
            .Where(row => row.Transaction > transaction || (row.Transaction == transaction && row.Sequence > sequence))
            .OrderBy(row => row.Transaction).ThenBy(row => row.Sequence)
            .Take(BatchSize)
            .ToListAsync(cancellation);
        return rows.ConvertAll(Recorded);
    }

    /// <summary>The last events up to a position, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> ReadLast(EventPosition upTo, int count, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var (transaction, sequence) = (upTo.Transaction, upTo.Sequence);
        var rows = await db.Set<EventRow>().AsNoTracking()
            .Where(row => row.Transaction < transaction || (row.Transaction == transaction && row.Sequence <= sequence))
            .OrderByDescending(row => row.Transaction).ThenByDescending(row => row.Sequence)
            .Take(count)
            .ToListAsync(cancellation);
        rows.Reverse();
        return rows.ConvertAll(Recorded);
    }

    /// <summary>The oldest position still there; null when nothing is. After it nothing is missing.</summary>
    public async Task<EventPosition?> ReadStart(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var first = await db.Set<EventRow>().AsNoTracking()
            .OrderBy(row => row.Transaction).ThenBy(row => row.Sequence)
            .FirstOrDefaultAsync(cancellation);
        return first?.Position;
    }

    /// <summary>Where the log ends now; a node that starts here has missed nothing it will need.</summary>
    public async Task<EventPosition> ReadEnd(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var horizon = await engine.EventHorizon(db, cancellation);
        var last = await db.Set<EventRow>().AsNoTracking()
            .Where(row => row.Transaction < horizon)
            .OrderByDescending(row => row.Transaction).ThenByDescending(row => row.Sequence)
            .FirstOrDefaultAsync(cancellation);
        return last?.Position ?? EventPosition.Start;
    }

    private static RecordedEvent Recorded(EventRow row) =>
        new(row.Position, row.SiteId, EventKinds.Read(row.Kind, row.Data) ?? new UnknownEvent(row.Kind), row.At);
}

/// <summary>An event of a kind this version does not know, left by a newer node.</summary>
internal sealed record UnknownEvent(string Kind) : Event;
