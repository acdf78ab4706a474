namespace Parley.Platform.Events;

/// <summary>Wakes the pump of this process when something was committed here.</summary>
internal sealed class EventSignal
{
    private TaskCompletionSource _news = New();

    public void Wake() => Interlocked.Exchange(ref _news, New()).TrySetResult();

    /// <summary>Completes at the next <see cref="Wake"/> after this call.</summary>
    public Task Next => Volatile.Read(ref _news).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
