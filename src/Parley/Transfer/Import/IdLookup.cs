using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Transfer.Import;

/// <summary>Asks the database about ids of a file, thousands at a time.</summary>
/// <param name="find">Those of the ids that are there.</param>
/// <param name="fault">What is wrong with a line whose id <paramref name="isFault"/>; gets the id as people see it.</param>
/// <param name="isFault">Judges whether an id was found.</param>
internal sealed class IdLookup<TId>(
    Func<List<TId>, IQueryable<TId>> find, Func<bool, bool> isFault, Func<string, string> fault, List<(int Line, string Fault)> faults) : IIdLookup
    where TId : struct, IId<TId>
{
    /// <summary>Few enough for one quick query, many enough that the queries do not count.</summary>
    private const int BatchSize = 4_000;

    private readonly List<(long Id, int Line)> _waiting = new(BatchSize);

    public ValueTask Add(long id, int line, CancellationToken cancellation)
    {
        _waiting.Add((id, line));
        return _waiting.Count < BatchSize ? ValueTask.CompletedTask : new ValueTask(Ask(cancellation));
    }

    /// <summary>Asks about those that are still waiting.</summary>
    public async Task Ask(CancellationToken cancellation)
    {
        if (_waiting.Count == 0)
            return;
        var ids = _waiting.Select(one => one.Id).Distinct().Select(TId.From).ToList();
        var found = (await find(ids).ToListAsync(cancellation)).Select(id => id.Value).ToHashSet();
        foreach (var (id, line) in _waiting)
            if (isFault(found.Contains(id)))
                faults.Add((line, fault(IdText.Write(id))));
        _waiting.Clear();
    }
}

/// <inheritdoc cref="IdLookup{TId}"/>
internal interface IIdLookup
{
    ValueTask Add(long id, int line, CancellationToken cancellation);

    /// <summary>Asks about those that are still waiting.</summary>
    Task Ask(CancellationToken cancellation);
}
