namespace Parley.Transfer.Import;

/// <summary>Which records of a kind are said to be another one by now.</summary>
internal sealed class Merges(ReferenceKind kind)
{
    private readonly Dictionary<long, (long Into, int Line)> _merged = [];

    public void Add(long id, long? into, int line)
    {
        if (into is { } other)
            _merged[id] = (other, line);
    }

    /// <summary>Lines of those that lead round in a ring.</summary>
    public IEnumerable<int> Rings()
    {
        var sound = new HashSet<long>();
        return _merged.Where(merged => !EndsSomewhere(merged.Key, sound)).Select(merged => merged.Value.Line);
    }

    /// <summary>What they have become, where the file does not hold it.</summary>
    public IEnumerable<Reference> Outside(SortedIds file) =>
        from merged in _merged.Values
        where !file.Contains(merged.Into)
        select new Reference(kind, merged.Into, merged.Line);

    private bool EndsSomewhere(long id, HashSet<long> sound)
    {
        var way = new HashSet<long>();
        while (_merged.TryGetValue(id, out var merged) && !sound.Contains(id))
        {
            if (!way.Add(id))
                return false;
            id = merged.Into;
        }
        sound.UnionWith(way);
        return true;
    }
}
