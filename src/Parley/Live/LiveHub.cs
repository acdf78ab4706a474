using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Live;

/// <summary>Who is reading what on this node, and what they have been told.</summary>
/// <remarks>
/// Facts come in as the pump reads them and go out when <see cref="LiveBroadcast"/> says so. Each reader has heard all up
/// to the place told, or up to where it joined if that is later; both move under one lock, so nothing falls between.
/// </remarks>
internal sealed class LiveHub(EventLog events, StoryStates states, SiteDirectory sites) : INodeReaction
{
    /// <summary>About 12 KB each with its connection: what a small machine can hold.</summary>
    public const int MaxReaders = 20_000;

    /// <summary>Seconds between two beats of a stream: shorter than the idle limit of any usual proxy.</summary>
    public const int BeatSeconds = 20;

    private const int MaxHistory = 8_192;

    /// <summary>Events read back when the node starts: as many as make the restart of a busy node cheap.</summary>
    private const int RecentEvents = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<StoryId, LiveRoom> _rooms = [];
    private readonly HashSet<LiveReader>[] _turns = [.. Enumerable.Range(0, BeatSeconds).Select(_ => new HashSet<LiveReader>())];
    private readonly Dictionary<string, int> _clients = [];
    private readonly LiveHistory _history = new(MaxHistory);

    /// <summary>Sites whose settings may say otherwise by now who may read.</summary>
    private readonly Dictionary<SiteId, EventPosition> _changedSites = [];
    private EventPosition _received;
    private EventPosition _told;
    private int _count;
    private int _turn;
    private bool _isClosed;

    /// <summary>Wakes when there is something to tell.</summary>
    public EventSignal News { get; } = new();

    /// <summary>Wakes when there is something to tell at once.</summary>
    public EventSignal Urgent { get; } = new();

    public ReactionTurn Turn => ReactionTurn.Listeners;

    public bool HasNews
    {
        get
        {
            lock (_gate)
                return _told < _received;
        }
    }

    /// <summary>How many have each story open on this node.</summary>
    public IReadOnlyList<(Platform.Data.SiteId Site, StoryId Story, int Readers)> Crowds()
    {
        lock (_gate)
            return [.. _rooms.Select(room => (room.Value.Site, room.Key, room.Value.Readers.Count))];
    }

    public async Task Start(EventPosition position, CancellationToken cancellation)
    {
        var recent = await events.ReadLast(position, RecentEvents, cancellation);
        lock (_gate)
        {
            (_received, _told) = (position, position);
            _history.Begin(recent.Count > 0 ? recent[0].Position : position);
            Add(recent);
        }
    }

    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        bool hasRemoval;
        lock (_gate)
        {
            hasRemoval = Add(events);
            foreach (var change in events.Where(one => one.Happened is SiteChanged))
                _changedSites[change.SiteId] = change.Position;
            _received = events[^1].Position;
        }
        News.Wake();
        if (hasRemoval)
            Urgent.Wake();
        return Task.CompletedTask;
    }

    /// <summary>Counts a reader in, if there is room for one more of that client.</summary>
    /// <param name="perClient">Streams one client may have.</param>
    public Refusal? Admit(string client, int perClient)
    {
        lock (_gate)
        {
            if (_isClosed || _count >= MaxReaders)
                return new Refusal("live-full", 503);
            var open = _clients.GetValueOrDefault(client);
            if (open >= perClient)
                return new Refusal("live-streams", 429, null, ("max", perClient));
            _clients[client] = open + 1;
            _count++;
            return null;
        }
    }

    /// <summary>From here on the reader is told. What it missed is the caller's to tell.</summary>
    /// <param name="after">The last place it knows; null when it begins now.</param>
    /// <returns>What happened between that place and here; null when it is longer ago than this node remembers.</returns>
    public List<LiveFact>? Join(LiveReader reader, EventPosition? after)
    {
        lock (_gate)
        {
            reader.From = _received;
            foreach (var story in reader.Stories)
            {
                if (!_rooms.TryGetValue(story, out var room))
                    _rooms[story] = room = new LiveRoom(reader.Site);
                room.Readers.Add(reader);
            }
            _turns.MinBy(turn => turn.Count)!.Add(reader);
            if (_isClosed)
                reader.End();
            if (after is not { } place)
                return [];
            return place >= _history.Floor ? Of(reader, _history.Between(place, _received)) : null;
        }
    }

    public void Leave(LiveReader reader)
    {
        lock (_gate)
        {
            foreach (var story in reader.Stories)
                if (_rooms.TryGetValue(story, out var room) && room.Readers.Remove(reader) && room.Readers.Count == 0)
                    _rooms.Remove(story);
            foreach (var turn in _turns)
                turn.Remove(reader);
            _count--;
            if (--_clients[reader.Client] == 0)
                _clients.Remove(reader.Client);
        }
    }

    /// <summary>Tells everyone what happened in their stories since the last time.</summary>
    public async Task Tell(CancellationToken cancellation)
    {
        EventPosition upTo;
        List<StoryId> asked;
        lock (_gate)
        {
            upTo = _received;
            asked = Asked(upTo);
        }
        var read = await states.Read(asked, cancellation);
        lock (_gate)
        {
            if (_told < _history.Floor)
                foreach (var room in _rooms.Values)
                    room.Tell(LiveFrames.Reset(upTo));
            else
                Tell(_history.Between(_told, upTo), upTo, read);
            _told = upTo;
            foreach (var site in _changedSites.Where(change => change.Value <= upTo).Select(change => change.Key).ToList())
                _changedSites.Remove(site);
            // A stream shows nobody who listens, so it is for what anyone may read. They may ask again for their other stories.
            foreach (var (story, state) in read)
                if (!state.IsPublic && _rooms.TryGetValue(story, out var room))
                    foreach (var reader in room.Readers)
                        reader.End();
        }
    }

    /// <summary>Beats for the readers whose turn it is; called once a second.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            _turn = (_turn + 1) % _turns.Length;
            foreach (var reader in _turns[_turn])
                reader.Tell(LiveFrames.Beat(reader.From > _told ? reader.From : _told));
        }
    }

    /// <summary>Tells how many are reading, where that has changed and the site wants it shown.</summary>
    public void TellReaders()
    {
        lock (_gate)
        {
            foreach (var (story, room) in _rooms)
            {
                var from = sites.Find(room.Site)?.Settings.ReadersShownFrom ?? 0;
                var shown = from > 0 && room.Readers.Count >= from ? room.Readers.Count : 0;
                if (shown == room.Shown)
                    continue;
                room.Shown = shown;
                room.Tell(LiveFrames.Readers(story, shown));
            }
        }
    }

    /// <summary>How many are told to be reading now; 0 when that is not shown.</summary>
    public int ShownOf(StoryId story)
    {
        lock (_gate)
            return _rooms.GetValueOrDefault(story)?.Shown ?? 0;
    }

    /// <summary>Ends all streams; the browsers come back, to this node or another.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var reader in _turns.SelectMany(turn => turn))
                reader.End();
        }
    }

    private bool Add(IReadOnlyList<RecordedEvent> events)
    {
        var hasRemoval = false;
        foreach (var one in events)
        {
            if (LiveFacts.Of(one) is not { } fact)
                continue;
            _history.Add(fact);
            hasRemoval |= fact.Kind == LiveKind.Removed;
        }
        return hasRemoval;
    }

    /// <summary>Stories that are being read and of which more must be known than that something happened.</summary>
    private List<StoryId> Asked(EventPosition upTo)
    {
        var changed = _history.Between(_told, upTo).Where(fact => fact.Kind == LiveKind.Story && _rooms.ContainsKey(fact.Story)).Select(fact => fact.Story);
        var ofSites = _told < _history.Floor ? _rooms : _rooms.Where(room => _changedSites.ContainsKey(room.Value.Site));
        return [.. changed.Union(ofSites.Select(room => room.Key))];
    }

    /// <summary>Readers of one story share its frame; those of several, and those who joined since, get their own.</summary>
    private void Tell(List<LiveFact> facts, EventPosition upTo, IReadOnlyDictionary<StoryId, StoryState> read)
    {
        var others = new HashSet<LiveReader>();
        foreach (var story in facts.GroupBy(fact => fact.Story))
        {
            if (!_rooms.TryGetValue(story.Key, out var room))
                continue;
            var shared = LiveChanges.Draw(story, read);
            foreach (var reader in room.Readers)
            {
                if (reader.Stories.Count > 1 || reader.From > _told)
                    others.Add(reader);
                else if (shared is not null)
                    reader.Tell(LiveFrames.Changes(shared, upTo));
            }
        }
        foreach (var reader in others)
            if (LiveChanges.Draw(Of(reader, facts).Where(fact => fact.Position > reader.From), read) is { } own)
                reader.Tell(LiveFrames.Changes(own, upTo));
    }

    private static List<LiveFact> Of(LiveReader reader, IEnumerable<LiveFact> facts) =>
        [.. facts.Where(fact => reader.Stories.Contains(fact.Story))];
}
