namespace Parley.Moderation.Screens.Wording;

/// <summary>Finds the entries of all lists in one walk through a text, however many there are.</summary>
/// <remarks>
/// Aho and Corasick 1975, "Efficient string matching: an aid to bibliographic search". The automaton knows the fixed part
/// of each term; what stands around it is looked at where that is found, a bounded number of letters to either side.
/// </remarks>
internal sealed class WordAutomaton
{
    private const int Root = 0;

    private readonly Dictionary<long, int> _steps = [];
    private readonly List<int> _fallbacks = [Root];

    /// <summary>For each node, the entries whose anchor ends there; null for none.</summary>
    private readonly List<List<WordEntry>?> _ends = [null];

    /// <summary>For each node, the next one on its fallbacks with entries; the root for none.</summary>
    private readonly List<int> _next = [Root];

    public WordAutomaton(IEnumerable<WordEntry> entries)
    {
        var order = new List<(int Node, int Parent, char Letter)>();
        foreach (var entry in entries)
            Add(entry, order);
        // By depth, since a fallback is shorter than what falls back.
        Link(order);
        Count = _ends.Sum(ends => ends?.Count ?? 0);
    }

    public int Count { get; }

    /// <summary>All places where an entry's term stands.</summary>
    public IEnumerable<(WordEntry Entry, int Start, int End)> Find(string letters)
    {
        var node = Root;
        for (var at = 0; at < letters.Length; at++)
        {
            node = Step(node, letters[at]);
            for (var ended = _ends[node] is null ? _next[node] : node; ended != Root; ended = _next[ended])
                foreach (var entry in _ends[ended]!)
                    if (entry.Pattern.Match(letters, at + 1 - entry.Pattern.Anchor.Length) is { } found)
                        yield return (entry, found.Start, found.End);
        }
    }

    private void Add(WordEntry entry, List<(int Node, int Parent, char Letter)> order)
    {
        var node = Root;
        foreach (var letter in entry.Pattern.Anchor)
        {
            if (!_steps.TryGetValue(Key(node, letter), out var next))
            {
                next = _fallbacks.Count;
                _steps[Key(node, letter)] = next;
                _fallbacks.Add(Root);
                _ends.Add(null);
                _next.Add(Root);
                order.Add((next, node, letter));
            }
            node = next;
        }
        (_ends[node] ??= []).Add(entry);
    }

    private void Link(List<(int Node, int Parent, char Letter)> order)
    {
        var depths = new int[_fallbacks.Count];
        foreach (var (node, parent, _) in order)
            depths[node] = depths[parent] + 1;
        foreach (var (node, parent, letter) in order.OrderBy(one => depths[one.Node]))
        {
            if (parent != Root)
                _fallbacks[node] = Step(_fallbacks[parent], letter);
            var fallback = _fallbacks[node];
            _next[node] = _ends[fallback] is null ? _next[fallback] : fallback;
        }
    }

    private int Step(int node, char letter)
    {
        while (true)
        {
            if (_steps.TryGetValue(Key(node, letter), out var next))
                return next;
            if (node == Root)
                return Root;
            node = _fallbacks[node];
        }
    }

    private static long Key(int node, char letter) => ((long)node << 16) | letter;
}
