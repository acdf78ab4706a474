using System.Net.ServerSentEvents;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web.Cache;
using Parley.Stories;

namespace Parley.Live;

/// <summary>Finds what a reader missed: from memory, else from the log.</summary>
internal sealed class LiveCatchUp(LiveHub hub, EventLog events, EventPump pump, PageVersions versions, StoryStates states)
{
    /// <summary>Events of the installation read for one reader; whoever is further behind looks at the page again.</summary>
    private const int MaxEvents = 10 * EventLog.BatchSize;

    /// <summary>How long a page another node built may be ahead of this one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Lets the reader in and says what it must hear first.</summary>
    /// <param name="after">The last place it knows; null when it begins now.</param>
    public async Task<SseItem<string>> Begin(LiveReader reader, EventPosition? after, CancellationToken cancellation)
    {
        var isAhead = after is { } place && !await pump.Reach(place, Patience, cancellation);
        var missed = hub.Join(reader, isAhead ? null : after);
        if (missed is null && !HasChanged(reader, after!.Value))
            missed = [];
        missed ??= await FromLog(reader, after!.Value, cancellation);
        if (missed is null || isAhead)
            return LiveFrames.Reset(reader.From);
        var asked = missed.Where(fact => fact.Kind == LiveKind.Story).Select(fact => fact.Story).Distinct().ToList();
        return LiveChanges.Draw(missed, await states.Read(asked, cancellation)) is { } changes
            ? LiveFrames.Changes(changes, reader.From)
            : LiveFrames.Beat(reader.From);
    }

    /// <summary>Most threads are quiet: then it does not matter how long ago the page was built.</summary>
    private bool HasChanged(LiveReader reader, EventPosition after) =>
        reader.Stories.Any(story => versions.Of(reader.Site, story.Value) > after);

    /// <returns>Null when the log does not reach back that far, or it is too much to tell.</returns>
    private async Task<List<LiveFact>?> FromLog(LiveReader reader, EventPosition after, CancellationToken cancellation)
    {
        if (await events.ReadStart(cancellation) is not { } start || after < start)
            return null;
        var facts = new List<LiveFact>();
        for (var (read, at) = (0, after); read < MaxEvents;)
        {
            var batch = await events.ReadAfter(at, cancellation);
            facts.AddRange(batch
                .Where(one => one.SiteId == reader.Site && one.Position <= reader.From)
                .Select(LiveFacts.Of).OfType<LiveFact>()
                .Where(fact => reader.Stories.Contains(fact.Story)));
            if (batch.Count < EventLog.BatchSize || batch[^1].Position >= reader.From)
                return facts;
            (read, at) = (read + batch.Count, batch[^1].Position);
        }
        return null;
    }
}
