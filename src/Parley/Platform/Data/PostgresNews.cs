using Npgsql;

namespace Parley.Platform.Data;

/// <summary>
/// Tells other nodes that there is news, and hears it. Outside any transaction and at most every 50 ms, because a
/// NOTIFY inside each write would queue them behind one lock. It only wakes: whoever misses it looks once a second.
/// </summary>
internal sealed class PostgresNews(NpgsqlDataSource source, string channel) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _closing = new();
    private NpgsqlConnection? _listening;
    private Task _waiting = Task.CompletedTask;
    private int _isTelling;

    public void Tell()
    {
        if (Interlocked.Exchange(ref _isTelling, 1) == 0)
            _ = TellAfterPause();
    }

    /// <summary>One wait at a time: a caller that was woken otherwise and comes back joins the one it left behind.</summary>
    public Task Await(TimeSpan patience, CancellationToken cancellation) =>
        _waiting.IsCompleted ? _waiting = AwaitOnce(patience, cancellation) : _waiting;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Hang();
        _closing.Dispose();
    }

    private async Task AwaitOnce(TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            _listening ??= await Listen(cancellation);
            await _listening.WaitAsync(patience, cancellation);
        }
        catch (NpgsqlException)
        {
            // The connection is gone; the next call makes another, and until then the reader polls.
            await Hang();
            await Task.Delay(patience, TimeProvider.System, cancellation);
        }
    }

    private async Task<NpgsqlConnection> Listen(CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand($"LISTEN {channel}", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    private async Task TellAfterPause()
    {
        try
        {
            await Task.Delay(Pause, TimeProvider.System, _closing.Token);
            // Cleared before the call, so that a write during it is told by the next one.
            Volatile.Write(ref _isTelling, 0);
            await using var command = source.CreateCommand($"NOTIFY {channel}");
            await command.ExecuteNonQueryAsync(_closing.Token);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or ObjectDisposedException)
        {
            // Readers look once a second all the same.
            Volatile.Write(ref _isTelling, 0);
        }
    }

    private async Task Hang()
    {
        if (_listening is { } connection)
            await connection.DisposeAsync();
        _listening = null;
    }
}
