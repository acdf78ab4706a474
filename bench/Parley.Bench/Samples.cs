using System.Diagnostics;

namespace Parley.Bench;

/// <summary>Durations of the same thing done again and again.</summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public double Median => Percentile(50);

    public double Worst => _milliseconds.Max();

    /// <param name="since">A timestamp of <see cref="Stopwatch"/>.</param>
    public void AddSince(long since) => _milliseconds.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public void AddBetween(long start, long end) => _milliseconds.Add(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);

    public void Add(Samples others) => _milliseconds.AddRange(others._milliseconds);

    /// <summary>The smallest sample that <paramref name="percent"/> of all do not exceed (nearest rank).</summary>
    public double Percentile(double percent)
    {
        var ordered = _milliseconds.Order().ToList();
        return ordered[Math.Clamp((int)Math.Ceiling(percent / 100 * ordered.Count) - 1, 0, ordered.Count - 1)];
    }

    public override string ToString() =>
        $"median {Median:0.00} ms, p95 {Percentile(95):0.0} ms, p99 {Percentile(99):0.0} ms, worst {Worst:0.0} ms of {Count}";

    /// <summary>The middle one of a few numbers.</summary>
    public static double MedianOf(IEnumerable<double> numbers)
    {
        var ordered = numbers.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
