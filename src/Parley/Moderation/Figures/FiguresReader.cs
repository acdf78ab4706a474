using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Record;
using Parley.Platform.Data;

namespace Parley.Moderation.Figures;

/// <summary>Makes figures and statements from the record alone, a row at a time.</summary>
internal sealed class FiguresReader(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>What was decided just before the end may be undone just after it.</summary>
    private static readonly TimeSpan UndoneWithin = TimeSpan.FromMinutes(1);

    public async Task<FiguresView> Figures(SiteId site, Period period, CancellationToken cancellation)
    {
        var count = new FigureCount(period, await Undone(site, period, cancellation));
        await foreach (var row in Rows(site, period.Start, period.End, FigureRow.Kinds, cancellation))
            count.Add(row);
        return count.Sum();
    }

    /// <summary>The decisions of a period that were not undone, as the record has them.</summary>
    public async Task<IReadOnlyList<FigureRow>> Decisions(SiteId site, Period period, CancellationToken cancellation)
    {
        var undone = await Undone(site, period, cancellation);
        var decisions = new List<FigureRow>();
        await foreach (var row in Rows(site, period.Start, period.End, ["decision"], cancellation))
            if (row.Fact("decision") is { } id && !undone.Contains(id))
                decisions.Add(row);
        return decisions;
    }

    private async Task<HashSet<string>> Undone(SiteId site, Period period, CancellationToken cancellation)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in Rows(site, period.Start, period.End + UndoneWithin, ["undo"], cancellation))
            if (row.Fact("decision") is { } id)
                undone.Add(id);
        return undone;
    }

    /// <summary>Ids begin with the moment, so that a period is a range of the index.</summary>
    private async IAsyncEnumerable<FigureRow> Rows(
        SiteId site, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<string> kinds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var (first, end) = (new AuditId(IdSource.At(from, 0) - 1), new AuditId(IdSource.At(to, 0)));
        var wanted = kinds.ToList();
        var rows = db.AuditLog
            .Where(row => row.SiteId == site && row.Id > first && row.Id < end && EF.Parameter(wanted).Contains(row.Kind))
            .OrderBy(row => row.Id)
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellation))
            yield return new(row.Kind, row.Subject, row.SubjectId, row.ActorId, row.At, row.FactValues());
    }
}
