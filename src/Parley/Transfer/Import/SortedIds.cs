namespace Parley.Transfer.Import;

/// <summary>Ids that come in ascending order, 8 bytes each: a million people take 8 MB.</summary>
internal sealed class SortedIds
{
    private readonly List<long> _ids = [];

    public int Count => _ids.Count;

    /// <returns>False, and nothing is added, unless the id is above all before it.</returns>
    public bool TryAdd(long id)
    {
        if (_ids.Count > 0 && id <= _ids[^1])
            return false;
        _ids.Add(id);
        return true;
    }

    public bool Contains(long id) => _ids.BinarySearch(id) >= 0;

    public void Clear() => _ids.Clear();
}
