namespace Parley.Live;

/// <summary>Keeps the streams of this node going: news at most twice a second, removals at once, beats, the number of readers.</summary>
internal sealed class LiveBroadcast(LiveHub hub, IHostApplicationLifetime lifetime, ILogger<LiveBroadcast> log) : BackgroundService
{
    /// <summary>Between two frames of one reader, however much is written.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Seconds between two looks at the number of readers: it is a mood, not a meter.</summary>
    private const int ReadersEvery = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server waits for open answers before it stops anything else, so these end first.
        await using var closing = lifetime.ApplicationStopping.Register(hub.Close);
        await Task.WhenAll(TellNews(stoppingToken), Beat(stoppingToken));
    }

    private async Task TellNews(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var (news, urgent) = (hub.News.Next, hub.Urgent.Next);
                if (!hub.HasNews)
                    await news.WaitAsync(stopping);
                await hub.Tell(stopping);
                await Task.WhenAny(urgent, Task.Delay(Pace, TimeProvider.System, stopping));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Readers could not be told; trying again");
                await Task.WhenAny(Task.Delay(Second, TimeProvider.System, stopping));
            }
        }
    }

    private async Task Beat(CancellationToken stopping)
    {
        for (var seconds = 1; !stopping.IsCancellationRequested; seconds++)
        {
            await Task.WhenAny(Task.Delay(Second, TimeProvider.System, stopping));
            hub.Beat();
            if (seconds % ReadersEvery == 0)
                hub.TellReaders();
        }
    }
}
