using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Events;

namespace Parley.Platform.Data;

/// <summary>
/// On SQLite one writer runs the waiting writes, a savepoint each, and commits once before it answers any: one sync to
/// disk serves them all.
/// </summary>
internal sealed class SqliteDoor : IWriteDoor, IAsyncDisposable
{
    /// <summary>Writes per commit at the most: bounds how long the first of them waits.</summary>
    private const int BatchSize = 128;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(10_000) { SingleReader = true });

    private readonly IEngine _engine;
    private readonly EventSignal _signal;
    private readonly ILogger<SqliteDoor> _log;
    private readonly Task _writer;
    private SqliteConnection? _connection;
    private SqliteInserts? _inserts;
    private SqliteSavepoint? _savepoint;
    private ParleyContext? _context;

    public SqliteDoor(IEngine engine, EventSignal signal, ILogger<SqliteDoor> log)
    {
        (_engine, _signal, _log) = (engine, signal, log);
        // The writer keeps its own thread: SQLite's calls do not yield.
        _writer = Task.Factory.StartNew(
            Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public async Task<Written<T>> Write<T>(Func<ParleyContext, Task<T>> work, CancellationToken cancellation)
    {
        var waiting = new Waiting<T>(work, cancellation);
        await _queue.Writer.WriteAsync(waiting, cancellation);
        return await waiting.Answer;
    }

    /// <summary>Writes what was accepted before, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        await Close();
    }

    private async Task Serve()
    {
        var batch = new List<Waiting>(BatchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await Commit(batch);
            batch.Clear();
        }
    }

    private async Task Commit(List<Waiting> batch)
    {
        try
        {
            _connection ??= (SqliteConnection)await _engine.OpenForWriting(CancellationToken.None);
            _inserts ??= new SqliteInserts(_connection);
            _savepoint ??= new SqliteSavepoint(_connection);
            _context ??= DoorContext.Open(_engine, _connection);
            await using var transaction = _connection.BeginTransaction();
            await _context.Database.UseTransactionAsync(transaction);
            foreach (var waiting in batch)
                await RunOne(waiting, _context, _savepoint, _inserts);
            await transaction.CommitAsync(CancellationToken.None);
            await _context.Database.UseTransactionAsync(null);
        }
        catch (Exception failure)
        {
            _log.LogWarning(failure, "A batch of {Count} writes could not be committed", batch.Count);
            await Close();
            var told = _engine.IsUnavailable(failure)
                ? new StorageUnavailable("The database does not take writes now.", failure)
                : failure;
            foreach (var waiting in batch)
                waiting.Fail(told);
            return;
        }

        if (batch.Exists(waiting => waiting.HasEvents))
            _signal.Wake();
        foreach (var waiting in batch)
            waiting.Complete();
    }

    private async Task RunOne(Waiting waiting, ParleyContext db, SqliteSavepoint savepoint, SqliteInserts inserts)
    {
        if (waiting.IsAbandoned)
            return;
        savepoint.Begin();
        try
        {
            if (!await waiting.Run(db, () => inserts.TrySave(db)))
                savepoint.Undo();
        }
        catch (Exception failure) when (!_engine.IsUnavailable(failure))
        {
            savepoint.Undo();
            waiting.Refuse(failure);
        }
        // The next write finds an empty context, as if it had one of its own.
        db.ChangeTracker.Clear();
        savepoint.End();
    }

    /// <summary>After a failed commit nothing of the old connection is trusted; the next batch opens a new one.</summary>
    private async Task Close()
    {
        _inserts?.Dispose();
        _savepoint?.Dispose();
        if (_context is not null)
            await _context.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        (_connection, _inserts, _savepoint, _context) = (null, null, null, null);
    }

    /// <summary>A write that waits for the writer.</summary>
    private abstract class Waiting
    {
        public abstract bool IsAbandoned { get; }

        public bool HasEvents { get; protected set; }

        /// <summary>What the work itself threw; answered after the commit of the others.</summary>
        protected Exception? Refusal { get; private set; }

        /// <param name="tryInsert">Saves where there is nothing but new rows.</param>
        /// <returns>False when the work refused, so that nothing of it may stay.</returns>
        public abstract Task<bool> Run(ParleyContext db, Func<bool> tryInsert);

        public void Refuse(Exception failure) => Refusal = failure;

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Waiting<T>(Func<ParleyContext, Task<T>> work, CancellationToken cancellation) : Waiting
    {
        private readonly TaskCompletionSource<Written<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Written<T>? _written;

        public Task<Written<T>> Answer => _answer.Task;

        public override bool IsAbandoned => cancellation.IsCancellationRequested;

        public override async Task<bool> Run(ParleyContext db, Func<bool> tryInsert)
        {
            var value = await work(db);
            if (value is IMayRefuse { IsRefused: true })
            {
                _written = new Written<T>(value, null);
                return false;
            }
            if (!tryInsert())
                await db.SaveChangesAsync(CancellationToken.None);
            _written = new Written<T>(value, DoorContext.LastPosition(db));
            HasEvents = _written.Value.Position is not null;
            return true;
        }

        public override void Complete()
        {
            if (Refusal is not null)
                _answer.TrySetException(Refusal);
            else if (_written is { } written)
                _answer.TrySetResult(written);
            else
                _answer.TrySetCanceled(cancellation);
        }

        public override void Fail(Exception failure) => _answer.TrySetException(failure);
    }
}
