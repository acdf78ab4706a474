using System.Diagnostics;

namespace Parley.Bench;

/// <summary><c>parley import parley</c> into an empty database: the whole command, from its start to its end.</summary>
internal sealed class Import : IMeasure
{
    private const int RequiredMegabytes = 300;

    /// <summary>How often memory is looked at; the system keeps the peak, so only the last look must not miss it.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public string Name => "import";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var comments = stage.Size.Thread;
        var required = stage.EngineName == Engine.Sqlite ? 15_000 : 10_000;
        var (seconds, megabytes) = await stage.OnEmpty(async (data, database, _) =>
        {
            var file = Path.Combine(data, "moved.jsonl");
            await ImportFile.Write(file, comments);
            Console.WriteLine($"    a file of {new FileInfo(file).Length / 1e6:0} MB");
            return await Command(["import", "parley", file, "--data", data, .. database is null ? Array.Empty<string>() : ["--database", database]]);
        });
        var perSecond = comments / seconds;
        return
        [
            new($"import parley of {comments:N0} comments", $">= {required:N0}/s", $"{perSecond:N0}/s ({seconds:0.0} s from the command's start to its end)", perSecond >= required),
            new("the same, memory in RAM at its peak", $"<= {RequiredMegabytes} MB", $"{megabytes:0} MB", megabytes <= RequiredMegabytes),
        ];
    }

    private static async Task<(double Seconds, double PeakMegabytes)> Command(IEnumerable<string> arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "parley.dll"), .. arguments]))!;
        var ended = process.WaitForExitAsync();
        var peak = 0L;
        while (!ended.IsCompleted)
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
            await Task.WhenAny(ended, Task.Delay(LookEvery));
        }
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? (seconds, peak / 1e6)
            : throw new InvalidOperationException($"The import ended with {process.ExitCode}.");
    }
}
