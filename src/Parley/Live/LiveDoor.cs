using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Live;

/// <summary>Lets readers in and gives them their frames.</summary>
internal sealed class LiveDoor(LiveHub hub, LiveCatchUp catchUp, SiteDirectory sites, StoryStates states, OwnOrigin own, RateLimits limits)
{
    /// <summary>Stories on one stream: more tabs than anyone reads at once.</summary>
    public const int MaxStories = 20;

    /// <summary>Streams one client may open a minute, for each it may have: enough for a train in a tunnel.</summary>
    private const int OpeningsPerStream = 4;

    /// <summary>Milliseconds after which a browser whose stream was cut comes back: not all of them at once.</summary>
    private const int SoonestReturn = 2_000, LatestReturn = 8_000;

    /// <summary>Takes a reader in, unless something speaks against it.</summary>
    /// <param name="asked">Ids of stories, a comma between them.</param>
    public async Task<Outcome<LiveReader>> Open(HttpContext http, string? site, string? asked, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(site) || sites.Find(site) is not { } found)
            return new Refusal("site", 404, "site");
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != own.Of(http) && !found.Origins.Contains(origin))
            return new Refusal("origin", 403);
        if (ReadIds(asked) is not { } ids)
            return new Refusal("live-stories", 400, "stories", ("max", MaxStories));
        var client = ClientAddress.Key(http.Connection.RemoteIpAddress);
        var perClient = found.Settings.StreamsPerClient;
        if (!limits.TryTake($"live {site} {client}", perClient * OpeningsPerStream, out _))
            return new Refusal("too-often", 429);
        var known = await states.Known(found, ids, cancellation);
        if (known.Count == 0)
            return Refusal.NotFound("story");
        return hub.Admit(client, perClient) is { } full ? full : Seat(http, found.Id, known, client);
    }

    /// <summary>The frames of a reader: what it missed after a place, then what happens.</summary>
    public async IAsyncEnumerable<SseItem<string>> Read(
        LiveReader reader, EventPosition? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = await catchUp.Begin(reader, after, cancellation);
        var pause = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(SoonestReturn, LatestReturn));
        yield return new SseItem<string>(first.Data, first.EventType) { EventId = first.EventId, ReconnectionInterval = pause };
        foreach (var story in reader.Stories)
            if (hub.ShownOf(story) is > 0 and var count)
                yield return LiveFrames.Readers(story, count);
        await foreach (var frame in reader.Frames.ReadAllAsync(cancellation))
            yield return frame;
    }

    private LiveReader Seat(HttpContext http, SiteId site, List<StoryId> stories, string client)
    {
        var connection = http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var reader = new LiveReader(site, stories, client, hub.Leave, connection.Abort);
        http.Response.RegisterForDispose(reader);
        return reader;
    }

    /// <returns>Null when there is none, one that is no id, or more than may be.</returns>
    private static List<StoryId>? ReadIds(string? text)
    {
        var ids = new List<StoryId>();
        foreach (var one in (text ?? "").Split(',', MaxStories + 1))
        {
            if (!IdText.TryRead<StoryId>(one, out var id))
                return null;
            if (!ids.Contains(id))
                ids.Add(id);
        }
        return ids.Count <= MaxStories ? ids : null;
    }
}
