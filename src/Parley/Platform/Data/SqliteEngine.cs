using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Events;

namespace Parley.Platform.Data;

/// <summary>One file, one writer, readers beside it (write-ahead log). Acknowledged means synced to disk.</summary>
internal sealed class SqliteEngine(string file) : IEngine
{
    /// <summary>Connections kept open for reading; what a rush needs beyond these is closed after use.</summary>
    private const int MaxKept = 64;

    /// <summary>Free pages overwritten in one transaction: about 4 MB.</summary>
    private const int PagesAtOnce = 1_000;

    private const int FullErrorCode = 13;
    private static readonly int[] UnavailableCodes = [5, 6, 8, 10, FullErrorCode, 14];
    private static readonly int[] DuplicateCodes = [1555, 2067];

    private readonly SqliteKeptStatements _statements = new();
    private readonly ConcurrentStack<SqliteConnection> _idle = [];
    private volatile bool _isClosed;

    private readonly string _reading = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = 5,
        Pooling = false,
    }.ToString();

    private readonly string _writing = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = 5,
        Pooling = false,
        ForeignKeys = true,
    }.ToString();

    public string Name => "SQLite";

    public IReadOnlyDictionary<string, string> SchemaWords { get; } = new Dictionary<string, string>
    {
        ["{id}"] = "INTEGER",
        ["{key}"] = "INTEGER PRIMARY KEY",
        ["{pair}"] = "UNIQUE (site_id, id)",
        ["{sequence}"] = "INTEGER PRIMARY KEY AUTOINCREMENT",
        ["{transaction}"] = "INTEGER NOT NULL DEFAULT 0",
        ["{int}"] = "INTEGER",
        ["{bool}"] = "INTEGER",
        ["{time}"] = "INTEGER",
        ["{real}"] = "REAL",
        ["{text}"] = "TEXT",
        ["{bytes}"] = "BLOB",
        ["{end}"] = "STRICT",
        ["{search}"] =
            "CREATE VIRTUAL TABLE comment_search USING fts5 (words, name, place, content='', contentless_delete=1, "
            + "prefix='3', tokenize='unicode61 remove_diacritics 0')",
    };

    public void ConfigureReading(DbContextOptionsBuilder options) =>
        options.UseSqlite().AddInterceptors(_statements);

    // SQLite's calls do not yield.
    public Task OpenForReading(ParleyContext db, CancellationToken cancellation)
    {
        OpenForReading(db);
        return Task.CompletedTask;
    }

    /// <remarks>
    /// Opening a connection and preparing its statements takes longer than what is asked, so they are kept. The one used
    /// last is lent first: a commit makes each connection read its pages anew, and the fewer are in use, the fewer do.
    /// </remarks>
    public void OpenForReading(ParleyContext db)
    {
        if (!_idle.TryPop(out var connection))
            connection = OpenReading();
        db.Database.SetDbConnection(connection, contextOwnsConnection: false);
        db.GivenBack = () => GiveBack(connection);
    }

    public async Task CloseReading()
    {
        _isClosed = true;
        while (_idle.TryPop(out var connection))
            await connection.DisposeAsync();
    }

    private SqliteConnection OpenReading()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        using var command = connection.CreateCommand();
        // Mapped into memory, pages are read where they are; the cache holds little but those still in the log.
        command.CommandText = "PRAGMA query_only = ON; PRAGMA cache_size = -4000; PRAGMA mmap_size = 268435456;";
        command.ExecuteNonQuery();
        return connection;
    }

    private void GiveBack(SqliteConnection connection)
    {
        if (_isClosed || _idle.Count >= MaxKept)
            connection.Dispose();
        else
            _idle.Push(connection);
    }

    public async Task<DbConnection> OpenForWriting(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_writing);
        await connection.OpenAsync(cancellation);
        // NORMAL would keep commits over a crash of the process, but may lose the last ones when the power goes.
        // What a savepoint would undo is kept in memory rather than in a file of its own, and the log grows to 16 MB before
        // it is copied over: pages that every post touches are then copied once for many posts. What is deleted is
        // overwritten where that costs no page more; the rest waits for the night.
        await Run(
            connection,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = FAST;",
            cancellation);
        return connection;
    }

    /// <remarks>
    /// Free pages are taken by a table of zeros, some at a time so that nobody waits long for the writer, and given back.
    /// Then the log, which holds pages as they were, is copied over and cut off.
    /// </remarks>
    public async Task Scrub(CancellationToken cancellation)
    {
        await using var connection = (SqliteConnection)await OpenForWriting(cancellation);
        await Run(connection, "CREATE TABLE IF NOT EXISTS scrubbed (zeros BLOB)", cancellation);
        // To the last one: the page that lists the others holds what stood there before, too.
        while (await FreePages(connection, cancellation) is > 0 and var free)
            await Run(connection, $"INSERT INTO scrubbed VALUES (zeroblob({Math.Clamp(free - 1, 1, PagesAtOnce)} * 4000))", cancellation);
        await Run(connection, "DROP TABLE scrubbed; PRAGMA wal_checkpoint(TRUNCATE);", cancellation);
    }

    private static async Task<long> FreePages(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA freelist_count";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public void ConfigureWriting(DbContextOptionsBuilder options, DbConnection connection) =>
        options.UseSqlite(connection).AddInterceptors(_statements);

    public IWriteDoor CreateDoor(IServiceProvider services) =>
        new SqliteDoor(this, services.GetRequiredService<EventSignal>(), services.GetRequiredService<ILogger<SqliteDoor>>());

    public async Task<ISchemaLock> LockSchema(CancellationToken cancellation)
    {
        var connection = (SqliteConnection)await OpenForWriting(cancellation);
        var transaction = connection.BeginTransaction();
        return new SqliteSchemaLock(file, connection, transaction);
    }

    public bool IsDuplicate(Exception failure) =>
        Find(failure) is { } sqlite && DuplicateCodes.Contains(sqlite.SqliteExtendedErrorCode);

    public bool IsUnavailable(Exception failure) =>
        Find(failure) is { } sqlite && UnavailableCodes.Contains(sqlite.SqliteErrorCode);

    public Task<long> EventHorizon(ParleyContext db, CancellationToken cancellation) => Task.FromResult(long.MaxValue);

    public Task AwaitNews(TimeSpan patience, CancellationToken cancellation) =>
        Task.Delay(patience, TimeProvider.System, cancellation);

    public void TellNews()
    {
        // Other processes on this file look once a second; there is nobody to call.
    }

    public Task<int> BulkLoad(
        DbConnection connection, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        using var insert = new SqliteStatement(
            (SqliteConnection)connection,
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) " +
            $"VALUES ({string.Join(", ", table.Columns.Select((_, at) => "?" + (at + 1)))})");
        foreach (var row in rows)
            insert.Run(row);
        return Task.FromResult(rows.Count);
    }

    public Task BulkAdd(
        DbConnection connection, BulkNumber number, SiteId site, IReadOnlyDictionary<long, int> differences, CancellationToken cancellation)
    {
        using var update = new SqliteStatement(
            (SqliteConnection)connection,
            $"UPDATE {number.Table} SET {number.Column} = {number.Column} + ?1 WHERE id = ?2 AND site_id = ?3");
        foreach (var row in differences.OrderBy(row => row.Key))
            update.Run([row.Value, row.Key, site.Value]);
        return Task.CompletedTask;
    }

    public async Task<IAsyncDisposable> HoldSnapshot(ParleyContext db, CancellationToken cancellation) =>
        // Any other level would ask for the one writer's lock; with a write-ahead log a reader's view is whole in any case.
        await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);

    internal static async Task Run(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static SqliteException? Find(Exception? failure) => failure switch
    {
        null => null,
        SqliteException sqlite => sqlite,
        _ => Find(failure.InnerException),
    };
}
