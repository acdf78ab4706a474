using System.Collections.Concurrent;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Platform.Web.Cache;

/// <summary>
/// For each thing shown, the position of the last event that changed it, held in memory on each node. A cached page is
/// good as long as the version it was built at is still this one.
/// </summary>
internal sealed class PageVersions : INodeReaction
{
    /// <summary>Things remembered; past it all are forgotten and every page is built once more.</summary>
    private const int MaxSubjects = 200_000;

    private readonly ConcurrentDictionary<long, EventPosition> _subjects = new();
    private readonly ConcurrentDictionary<SiteId, EventPosition> _sites = new();
    private readonly ConcurrentDictionary<SiteId, EventPosition> _within = new();
    private readonly SharedPosition _floor = new();
    private readonly SharedPosition _latest = new();

    public ReactionTurn Turn => ReactionTurn.Versions;

    /// <summary>The last event of all: the version of pages that show many things.</summary>
    public EventPosition Latest => _latest.Value;

    /// <summary>The last event of a site, whatever it was about: the version of pages that list much of it.</summary>
    public EventPosition Within(SiteId site) => _within.GetValueOrDefault(site, _floor.Value);

    public EventPosition Of(SiteId site, long subject)
    {
        var ofSite = _sites.GetValueOrDefault(site, _floor.Value);
        var own = _subjects.GetValueOrDefault(subject, _floor.Value);
        return own > ofSite ? own : ofSite;
    }

    public Task Start(EventPosition position, CancellationToken cancellation)
    {
        (_floor.Value, _latest.Value) = (position, position);
        return Task.CompletedTask;
    }

    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var one in events)
        {
            _within[one.SiteId] = one.Position;
            if (one.Happened is IAbout about)
                _subjects[about.Subject] = one.Position;
            else
                _sites[one.SiteId] = one.Position;
        }
        _latest.Value = events[^1].Position;
        if (_subjects.Count > MaxSubjects)
        {
            _floor.Value = Latest;
            _subjects.Clear();
        }
        return Task.CompletedTask;
    }
}
