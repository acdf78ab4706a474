namespace Parley.Tests.Hosting;

/// <summary>The build of a thread, the same for the same seed.</summary>
internal sealed class RandomThread
{
    private readonly HashSet<int> _held = [];

    /// <param name="roots">0..1: how often a comment begins a branch of its own.</param>
    /// <param name="chained">0..1: how often a reply answers the comment right before it rather than any.</param>
    public RandomThread(int seed, int count, double roots, double chained)
    {
        Seed = seed;
        var random = new Random(seed);
        var parents = new int?[count];
        for (var at = 1; at < count; at++)
        {
            parents[at] = random.NextDouble() < roots ? null : random.NextDouble() < chained ? at - 1 : random.Next(at);
            // What answers a comment that was never published was not published either.
            if (random.Next(20) == 0 || (parents[at] is { } above && _held.Contains(above)))
                _held.Add(at);
        }
        Parents = parents;
    }

    private RandomThread(int seed, IReadOnlyList<int?> parents) => (Seed, Parents) = (seed, parents);

    public int Seed { get; }

    /// <summary>For each comment the place of the one it answers, or null for a root.</summary>
    public IReadOnlyList<int?> Parents { get; }

    /// <summary>Each comment answers the one before it.</summary>
    public static RandomThread Chain(int count) => new(-1, [.. Enumerable.Range(0, count).Select(at => at == 0 ? (int?)null : at - 1)]);

    /// <summary>All answer the first.</summary>
    public static RandomThread Star(int count) => new(-2, [.. Enumerable.Range(0, count).Select(at => at == 0 ? (int?)null : 0)]);

    public bool IsHeld(int place) => _held.Contains(place);
}
