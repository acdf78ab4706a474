using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Live;

/// <summary>One open stream: a browser that has some stories of a site open.</summary>
internal sealed class LiveReader : IDisposable
{
    /// <summary>Frames that may wait to be sent: half a minute at the usual pace. A reader further behind is dropped and catches up.</summary>
    private const int MaxWaiting = 64;

    private readonly Channel<SseItem<string>> _frames = Channel.CreateBounded<SseItem<string>>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly Action<LiveReader> _leave;
    private readonly Action _cut;

    /// <param name="client">Whom it counts for.</param>
    /// <param name="leave">Takes it off the list.</param>
    /// <param name="cut">Ends its connection at once, whatever still waits to be written.</param>
    public LiveReader(SiteId site, IReadOnlyList<StoryId> stories, string client, Action<LiveReader> leave, Action cut) =>
        (Site, Stories, Client, _leave, _cut) = (site, stories, client, leave, cut);

    public SiteId Site { get; }

    public IReadOnlyList<StoryId> Stories { get; }

    public string Client { get; }

    /// <summary>The place in the log from which on it is told; set once, when it joins.</summary>
    public EventPosition From { get; set; }

    public ChannelReader<SseItem<string>> Frames => _frames.Reader;

    /// <summary>Hands it a frame, or drops it when it does not keep up.</summary>
    public bool Tell(SseItem<string> frame)
    {
        if (_frames.Writer.TryWrite(frame))
            return true;
        _frames.Writer.TryComplete();
        // On another thread: whoever tells holds the list of readers, which the end of a connection changes.
        ThreadPool.UnsafeQueueUserWorkItem(static cut => cut(), _cut, preferLocal: false);
        return false;
    }

    /// <summary>Ends the stream once what waits is sent.</summary>
    public void End() => _frames.Writer.TryComplete();

    public void Dispose()
    {
        End();
        _leave(this);
    }
}

/// <summary>The frames of a stream. A frame with an id is all there was up to that place, so that a cut loses and repeats nothing.</summary>
internal static class LiveFrames
{
    public static SseItem<string> Changes(string data, EventPosition at) => new(data, "changes") { EventId = at.ToString() };

    /// <summary>Nothing new up to here. It keeps proxies from closing the line, lets a browser notice that it is dead, and moves its place on.</summary>
    public static SseItem<string> Beat(EventPosition at) => new("{}", "beat") { EventId = at.ToString() };

    /// <summary>What happened before this place cannot be told: look again.</summary>
    public static SseItem<string> Reset(EventPosition at) => new("{}", "reset") { EventId = at.ToString() };

    /// <summary>Has no place in the log, so no id.</summary>
    public static SseItem<string> Readers(StoryId story, int count) =>
        new(LiveChanges.Draw(new LiveReadersView(story.ToString(), count)), "readers");
}
