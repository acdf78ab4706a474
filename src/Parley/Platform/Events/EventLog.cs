using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>Reads the log in the one order every node agrees on.</summary>
internal sealed class EventLog(IDbContextFactory<ParleyContext> reading, IEngine engine)
{
    public const int BatchSize = 500;

    /// <summary>By transaction, after a sequence, how many.</summary>
    private static readonly KeptRows<long, long, int, EventRow> RestOf = new((db, transaction, after, take) => db.Set<EventRow>()
        .AsNoTracking()
        .Where(row => row.Transaction == transaction && row.Sequence > after)
        .OrderBy(row => row.Transaction).ThenBy(row => row.Sequence)
        .Take(take));

    /// <summary>After a transaction, before another, how many.</summary>
    private static readonly KeptRows<long, long, int, EventRow> Between = new((db, after, before, take) => db.Set<EventRow>()
        .AsNoTracking()
        .Where(row => row.Transaction > after && row.Transaction < before)
        .OrderBy(row => row.Transaction).ThenBy(row => row.Sequence)
        .Take(take));

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
        // The rest of one transaction, then those after it: two places of the index. Asked for at once with "or", a
        // database would read the log from its beginning each time.
        var rows = await RestOf.Ask(db, transaction, sequence, BatchSize, cancellation);
        if (rows.Count < BatchSize)
            rows.AddRange(await Between.Ask(db, transaction, horizon, BatchSize - rows.Count, cancellation));
        return rows.ConvertAll(Recorded);
    }

    /// <summary>The last events up to a position, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> ReadLast(EventPosition upTo, int count, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var (transaction, sequence) = (upTo.Transaction, upTo.Sequence);
        var rows = await FromTheEnd(db)
            .Where(row => row.Transaction == transaction && row.Sequence <= sequence)
            .Take(count)
            .ToListAsync(cancellation);
        if (rows.Count < count)
            rows.AddRange(await FromTheEnd(db)
                .Where(row => row.Transaction < transaction)
                .Take(count - rows.Count)
                .ToListAsync(cancellation));
        rows.Reverse();
        return rows.ConvertAll(Recorded);
    }

    /// <summary>The oldest position still there; null when nothing is. After it nothing is missing.</summary>
    public async Task<EventPosition?> ReadStart(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var first = await InOrder(db).FirstOrDefaultAsync(cancellation);
        return first?.Position;
    }

    /// <summary>Where the log ends now; a node that starts here has missed nothing it will need.</summary>
    public async Task<EventPosition> ReadEnd(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var horizon = await engine.EventHorizon(db, cancellation);
        var last = await FromTheEnd(db).FirstOrDefaultAsync(row => row.Transaction < horizon, cancellation);
        return last?.Position ?? EventPosition.Start;
    }

    private static IQueryable<EventRow> InOrder(ParleyContext db) =>
        db.Set<EventRow>().AsNoTracking().OrderBy(row => row.Transaction).ThenBy(row => row.Sequence);

    private static IQueryable<EventRow> FromTheEnd(ParleyContext db) =>
        db.Set<EventRow>().AsNoTracking().OrderByDescending(row => row.Transaction).ThenByDescending(row => row.Sequence);

    private static RecordedEvent Recorded(EventRow row) =>
        new(row.Position, row.SiteId, EventKinds.Read(row.Kind, row.Data) ?? new UnknownEvent(row.Kind), row.At);
}

/// <summary>An event of a kind this version does not know, left by a newer node.</summary>
internal sealed record UnknownEvent(string Kind) : Event;
