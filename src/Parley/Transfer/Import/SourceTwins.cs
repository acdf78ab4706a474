using Parley.Platform.Data;

namespace Parley.Transfer.Import;

/// <summary>Finds what came from the same place before: the same source and source id, under whatever id.</summary>
internal static class SourceTwins
{
    /// <param name="records">Id, source and source id of each record.</param>
    /// <param name="find">Those of one source that the site holds.</param>
    /// <returns>By source and source id the id that is stored.</returns>
    public static async Task<Dictionary<(string Source, string SourceId), TId>> Find<TId>(
        IEnumerable<(string? Source, string? SourceId)> records,
        Func<string, List<string?>, Task<List<SourceTwin<TId>>>> find)
        where TId : struct, IId<TId>
    {
        var twins = new Dictionary<(string Source, string SourceId), TId>();
        var sources = records.Where(record => record is { Source: not null, SourceId: not null }).ToLookup(record => record.Source!, record => record.SourceId);
        foreach (var source in sources)
            foreach (var twin in await find(source.Key, [.. source]))
                twins[(source.Key, twin.SourceId)] = twin.Id;
        return twins;
    }
}

internal sealed record SourceTwin<TId>(TId Id, string SourceId);
