namespace Parley.Platform.Data;

/// <summary>The only place that writes. A write is a short delegate: no network, no rendering, no hashing inside it.</summary>
internal interface IWriteDoor
{
    /// <summary>Runs <paramref name="work"/> in a transaction, saves what it changed, and answers once that is on disk.</summary>
    /// <remarks>Work that answers with a refusal (<see cref="IMayRefuse"/>) leaves nothing behind, whatever it had begun.</remarks>
    /// <returns>What the work returned and where its last event stands, null when it recorded none.</returns>
    /// <exception cref="StorageUnavailable">The database is locked, full or gone; nothing was written.</exception>
    Task<Written<T>> Write<T>(Func<ParleyContext, Task<T>> work, CancellationToken cancellation);
}

/// <summary>The result of a write.</summary>
internal readonly record struct Written<T>(T Value, Events.EventPosition? Position);

/// <summary>An answer that may be a no.</summary>
internal interface IMayRefuse
{
    bool IsRefused { get; }
}

/// <summary>The database cannot take or give anything now. Nothing was lost; the same call may pass later.</summary>
internal sealed class StorageUnavailable(string message, Exception cause) : Exception(message, cause);

/// <summary>A write that answers nothing.</summary>
internal static class WriteDoorShortcuts
{
    public static Task<Written<bool>> Write(
        this IWriteDoor door, Func<ParleyContext, Task> work, CancellationToken cancellation) =>
        door.Write<bool>(
            async db =>
            {
                await work(db);
                return true;
            },
            cancellation);
}
