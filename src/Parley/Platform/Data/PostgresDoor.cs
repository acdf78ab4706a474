using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Parley.Platform.Events;

namespace Parley.Platform.Data;

/// <summary>On PostgreSQL a write is a plain transaction.</summary>
/// <param name="options">Of contexts that may write and open a connection themselves.</param>
internal sealed class PostgresDoor(IEngine engine, DbContextOptions<ParleyContext> options, EventSignal signal) : IWriteDoor
{
    private readonly PooledDbContextFactory<ParleyContext> _contexts = new(options);

    public async Task<Written<T>> Write<T>(Func<ParleyContext, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await WriteOnce(work, cancellation);
        }
        catch (Exception failure) when (engine.IsUnavailable(failure))
        {
            throw new StorageUnavailable("The database does not answer.", failure);
        }
    }

    private async Task<Written<T>> WriteOnce<T>(Func<ParleyContext, Task<T>> work, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var value = await work(db);
        if (value is IMayRefuse { IsRefused: true })
            return new(value, null);
        await db.SaveChangesAsync(cancellation);
        var position = DoorContext.LastPosition(db);
        await transaction.CommitAsync(cancellation);
        if (position is not null)
        {
            signal.Wake();
            engine.TellNews();
        }
        return new(value, position);
    }
}

/// <summary>The contexts the doors hand to a write.</summary>
internal static class DoorContext
{
    /// <summary>A context on a connection that is open; making one takes as long as a write, so it is kept with it.</summary>
    public static ParleyContext Open(IEngine engine, DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<ParleyContext>();
        engine.ConfigureWriting(options, connection);
        var db = new ParleyContext(options.Options);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    /// <summary>Where the last event of a saved context stands; null when it recorded none.</summary>
    public static EventPosition? LastPosition(ParleyContext db)
    {
        EventPosition? last = null;
        // All is saved: nothing is to be looked for in the other rows.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries<EventRow>())
            if (last is null || entry.Entity.Position > last)
                last = entry.Entity.Position;
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        return last;
    }
}
