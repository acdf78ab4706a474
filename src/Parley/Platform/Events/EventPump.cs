using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>
/// Reads the log for this node and hands each event to the node's reactions. Woken by a commit here, by news from
/// another node, or once a second.
/// </summary>
internal sealed class EventPump(
    EventLog events,
    EventSignal signal,
    IEngine engine,
    IEnumerable<INodeReaction> reactions,
    ILogger<EventPump> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<INodeReaction> _reactions = [.. reactions.OrderBy(reaction => reaction.Turn)];
    private readonly EventSignal _moved = new();
    private readonly SharedPosition _position = new();

    /// <summary>Every event up to here has been reacted to on this node.</summary>
    public EventPosition Position => _position.Value;

    /// <summary>Waits until this node has come at least to <paramref name="wanted"/>.</summary>
    /// <returns>False when it did not within <paramref name="patience"/>.</returns>
    public async Task<bool> Reach(EventPosition wanted, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        while (true)
        {
            var next = _moved.Next;
            if (Position >= wanted)
                return true;
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Position >= wanted;
            }
        }
    }

    /// <summary>Finds the end of the log before the first request is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _position.Value = await events.ReadEnd(cancellationToken);
        foreach (var reaction in _reactions)
            await reaction.Start(Position, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var here = signal.Next;
                if (!await Step(stoppingToken))
                    await Task.WhenAny(here, engine.AwaitNews(Patience, stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "The event log could not be read; trying again");
                await Task.Delay(Patience, TimeProvider.System, stoppingToken);
            }
        }
    }

    /// <returns>True when there was something, so that there may be more.</returns>
    private async Task<bool> Step(CancellationToken cancellation)
    {
        var batch = await events.ReadAfter(Position, cancellation);
        if (batch.Count == 0)
            return false;
        foreach (var reaction in _reactions)
            await reaction.React(batch, cancellation);
        _position.Value = batch[^1].Position;
        _moved.Wake();
        return true;
    }
}
