using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>
/// Runs each stored reaction once for the installation: its cursor moves in the same transaction as its work, so that of
/// two nodes that take the same batch only one commits.
/// </summary>
internal sealed class StoredReactions(
    EventLog events,
    IDbContextFactory<ParleyContext> reading,
    EventSignal signal,
    IWriteDoor door,
    IEngine engine,
    IEnumerable<IStoredReaction> reactions,
    TimeProvider time,
    ReactionPace pace,
    ILogger<StoredReactions> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(reactions.Select(reaction => Serve(reaction, stoppingToken)));

    private async Task Serve(IStoredReaction reaction, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var here = signal.Next;
                if (!await Step(reaction, stopping))
                    await Task.WhenAny(here, Task.Delay(Patience, TimeProvider.System, stopping));
                await Task.Delay(pace.Gathering, TimeProvider.System, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                log.LogWarning(failure, "The reaction {Name} failed; trying again", reaction.Name);
                await Task.Delay(Patience, TimeProvider.System, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> Step(IStoredReaction reaction, CancellationToken cancellation)
    {
        var from = await ReadCursor(reaction.Name, cancellation);
        var batch = await events.ReadAfter(from, cancellation);
        if (batch.Count == 0)
            return false;
        try
        {
            await door.Write(
                async db =>
                {
                    if (await MoveCursor(db, reaction.Name, from, batch[^1].Position))
                        await reaction.React(db, batch, time.Now);
                },
                cancellation);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || engine.IsDuplicate(failure))
        {
            // Another node has done this batch; the next step reads where it came to.
            log.LogDebug("Another node was quicker with {Name}", reaction.Name);
        }
        return true;
    }

    private async Task<EventPosition> ReadCursor(string name, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var cursor = await db.Set<EventCursor>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == name, cancellation);
        return cursor?.Position ?? EventPosition.Start;
    }

    /// <returns>False when the cursor is not where it was read: another node has moved it.</returns>
    private static async Task<bool> MoveCursor(ParleyContext db, string name, EventPosition from, EventPosition to)
    {
        var cursor = await db.Set<EventCursor>().SingleOrDefaultAsync(one => one.Name == name);
        if (cursor is null)
            db.Add(cursor = new EventCursor(name));
        if (cursor.Position != from)
            return false;
        cursor.MoveTo(to);
        return true;
    }
}

/// <param name="Gathering">How long events are gathered before a batch is worked on: a storm costs a few writes a second, not one each.</param>
internal sealed record ReactionPace(TimeSpan Gathering)
{
    public static ReactionPace Usual { get; } = new(TimeSpan.FromMilliseconds(200));
}
