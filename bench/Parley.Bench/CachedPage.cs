using System.Diagnostics;

namespace Parley.Bench;

/// <summary>The first page of a thread from the cache, beside a bare server with the same bytes, in turns.</summary>
internal sealed class CachedPage : IMeasure
{
    private const int Connections = 32;
    private const int Turns = 7;
    private const double Required = 0.8;

    public string Name => "cached";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var parley = await stage.Open();
        var path = stage.Seeded.Small.Path;
        await using var bare = await BareKestrel.Start(new Uri(parley.Address, path), stage.BarePort);
        var seconds = TimeSpan.FromSeconds(stage.Size.Seconds);
        await Turn(parley.Port, path, seconds);
        await Turn(bare.Port, path, seconds);
        var turns = new List<(double Parley, double Bare)>();
        for (var turn = 0; turn < Turns; turn++)
            turns.Add((await Turn(parley.Port, path, seconds), await Turn(bare.Port, path, seconds)));
        var ratio = Samples.MedianOf(turns.Select(turn => turn.Parley / turn.Bare));
        var (own, other) = (Samples.MedianOf(turns.Select(turn => turn.Parley)), Samples.MedianOf(turns.Select(turn => turn.Bare)));
        return
        [
            new(
                "cached first page, 32 connections, against bare Kestrel",
                $">= {Required:0.0} x",
                $"{ratio:0.00} x ({own:N0}/s against {other:N0}/s)",
                ratio >= Required),
        ];
    }

    /// <returns>Requests answered in a second.</returns>
    private static async Task<double> Turn(int port, string path, TimeSpan length)
    {
        var request = Connection.Get(path);
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => Client(port, request, start, length))));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<int> Client(int port, byte[] request, long start, TimeSpan length)
    {
        using var connection = await Connection.Open(port);
        var count = 0;
        for (; Stopwatch.GetElapsedTime(start) < length; count++)
        {
            var answer = await connection.Ask(request);
            if (answer.Status != 200)
                throw new InvalidOperationException($"A cached page was answered with {answer.Status}.");
        }
        return count;
    }
}
