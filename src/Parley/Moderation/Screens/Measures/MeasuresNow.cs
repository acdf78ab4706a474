using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Moderation.Screens.Measures;

/// <summary>The measures of all sites, few as they are, held in memory on each node.</summary>
internal sealed class MeasuresNow(IDbContextFactory<ParleyContext> reading) : INodeReaction
{
    private volatile IReadOnlyDictionary<(SiteId, MeasureKind, long), Measure> _measures = new Dictionary<(SiteId, MeasureKind, long), Measure>();

    public bool IsAny(MeasureKind kind) => _measures.Keys.Any(key => key.Item2 == kind);

    /// <summary>What holds there now; null for nothing.</summary>
    public Measure? Find(SiteId site, MeasureKind kind, long? subject, DateTimeOffset now) =>
        subject is { } id && _measures.GetValueOrDefault((site, kind, id)) is { } measure && measure.Holds(now) ? measure : null;

    public IEnumerable<Measure> Of(SiteId site, DateTimeOffset now) =>
        _measures.Values.Where(one => one.SiteId == site && one.Holds(now)).OrderBy(one => one.BeganAt);

    public Task Start(EventPosition position, CancellationToken cancellation) => Load(cancellation);

    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation) =>
        events.Any(one => one.Happened is MeasureChanged) ? Load(cancellation) : Task.CompletedTask;

    private async Task Load(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var all = await db.Measures.AsNoTracking().ToListAsync(cancellation);
        _measures = all.ToDictionary(one => (one.SiteId, one.Kind, one.SubjectId));
    }
}
