using System.Net.ServerSentEvents;
using Parley.Platform.Data;

namespace Parley.Live;

/// <summary>The readers who have one story open.</summary>
internal sealed class LiveRoom(SiteId site)
{
    public SiteId Site { get; } = site;

    public HashSet<LiveReader> Readers { get; } = [];

    /// <summary>The number of readers they were told last; 0 for none.</summary>
    public int Shown { get; set; }

    public void Tell(SseItem<string> frame)
    {
        foreach (var reader in Readers)
            reader.Tell(frame);
    }
}
