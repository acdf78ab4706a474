using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Parley.Platform.Data;

/// <summary>All that differs between SQLite and PostgreSQL.</summary>
internal interface IEngine
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>, for logs and words.</summary>
    string Name { get; }

    /// <summary>Words of the migration scripts that differ, such as <c>{bool}</c>.</summary>
    IReadOnlyDictionary<string, string> SchemaWords { get; }

    /// <summary>Options of a context that can only read.</summary>
    void ConfigureReading(DbContextOptionsBuilder options);

    /// <summary>Opens a reading context's connection; it is closed, or kept for the next, with the context.</summary>
    Task OpenForReading(ParleyContext db, CancellationToken cancellation);

    /// <summary>The same for a caller that cannot wait, such as the key ring of ASP.NET Core.</summary>
    void OpenForReading(ParleyContext db);

    /// <summary>Closes what was kept of them, at the end.</summary>
    Task CloseReading();

    /// <summary>Opens a connection that may write; the caller disposes it.</summary>
    Task<DbConnection> OpenForWriting(CancellationToken cancellation);

    /// <summary>Points a context at an open connection.</summary>
    void ConfigureWriting(DbContextOptionsBuilder options, DbConnection connection);

    /// <summary>Makes the writing door of this engine.</summary>
    IWriteDoor CreateDoor(IServiceProvider services);

    /// <summary>Holds the one lock under which the schema changes, until disposed; on SQLite after copying the file aside.</summary>
    Task<ISchemaLock> LockSchema(CancellationToken cancellation);

    /// <summary>Whether a failure means that the same key is there already.</summary>
    bool IsDuplicate(Exception failure);

    /// <summary>Whether a failure means that the database is locked, full or gone: try later.</summary>
    bool IsUnavailable(Exception failure);

    /// <summary>Transactions from this one on may still be running, so their events are not read yet.</summary>
    Task<long> EventHorizon(ParleyContext db, CancellationToken cancellation);

    /// <summary>Wakes when another node or process may have written; returns after <paramref name="patience"/> all the same.</summary>
    Task AwaitNews(TimeSpan patience, CancellationToken cancellation);

    /// <summary>Tells the other nodes that there is news. Called after commit; may be called often.</summary>
    void TellNews();

    /// <summary>Writes many rows of one table quickly, within the open transaction of that connection.</summary>
    /// <returns>Rows written.</returns>
    Task<int> BulkLoad(DbConnection connection, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation);

    /// <summary>
    /// Adds to a whole number in many rows of a site, within the open transaction of that connection. It adds rather than
    /// sets, so that of two writers neither undoes the other, and goes in the order of the ids, so that they never wait
    /// for each other in a ring.
    /// </summary>
    /// <param name="differences">What to add, by id.</param>
    Task BulkAdd(
        DbConnection connection, BulkNumber number, SiteId site, IReadOnlyDictionary<long, int> differences, CancellationToken cancellation);

    /// <summary>Takes what was deleted out of files that keep it until its room is needed.</summary>
    Task Scrub(CancellationToken cancellation);

    /// <summary>Lets a reading context see one moment of the database until what is returned is disposed.</summary>
    Task<IAsyncDisposable> HoldSnapshot(ParleyContext db, CancellationToken cancellation);
}

/// <summary>The schema is ours until disposed.</summary>
internal interface ISchemaLock : IAsyncDisposable
{
    DbConnection Connection { get; }

    /// <summary>Keeps what was done. Without it nothing of it stays.</summary>
    Task Keep(CancellationToken cancellation);

    /// <summary>Copies the database aside before it changes, where it is a file.</summary>
    /// <param name="version">The version the copy has.</param>
    /// <returns>The copy's path; null where backups are the server's own affair.</returns>
    string? CopyAside(int version);

    /// <summary>After a failed change and once disposed: puts the copy back if the database is not whole any more.</summary>
    void Recover(string? copy);
}

/// <summary>A table and the columns a bulk load fills, in the order of each row's values.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<string> Columns);

/// <summary>A column that counts something, in a table with columns <c>site_id</c> and <c>id</c>.</summary>
internal sealed record BulkNumber(string Table, string Column);
