using System.Collections.Concurrent;

namespace Parley.Tests.House.Fixtures.Live;

internal sealed class State
{
    public const int Constant = 1;
    public static readonly string[] Open = ["anyone may change it"];
    private static readonly string[] Closed = ["nobody does"];
    private static readonly Dictionary<string, int> Filled = [];
    private static readonly Dictionary<string, int> Fixed = new() { ["one"] = 1 };
    private static readonly ConcurrentDictionary<string, int> Shared = new();
    private static int _counted;

    public static int Set { get; set; }

    public static int Got { get; } = 1;

    public static List<int> Seen { get; } = [];

    public static IReadOnlyList<int> View { get; } = [1, 2];

    public static int Fill(string key) => Filled[key] = _counted++;

    public static int Read(string key) => Fixed.TryGetValue(key, out var found) ? found : Closed.Length + Shared.Count;

    public static Func<int, int> Cached() => number => number + 1;

    public static DateTime Clock() => DateTime.UtcNow;

    public static DateTimeOffset SystemClock() => TimeProvider.System.GetUtcNow();

    public static async Task Stamped(Action<TimeProvider> stamp)
    {
        stamp(TimeProvider.System);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
    }

    public static Task Paused() => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);

    public static int Chance() => Random.Shared.Next();

    public static Guid Drawn() => Guid.NewGuid();

    public static int Seeded(int seed) => new Random(seed).Next();

    public static DateTimeOffset Given(TimeProvider time) => time.GetUtcNow();
}
