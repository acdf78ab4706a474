using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Parley.Bench;

/// <summary>What the figures were measured on: they say little without it.</summary>
internal static class Machine
{
    private const int Writes = 200;
    private const int WriteBytes = 4096;

    public static void Print()
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "run")).FullName;
        Console.WriteLine($"A synced write of 4 KiB: {SyncedWrites(folder)}");
    }

    /// <summary>What it takes until 4 KiB appended to a file are on disk.</summary>
    private static Samples SyncedWrites(string folder)
    {
        var file = Path.Combine(folder, "synced-write");
        var samples = new Samples();
        using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var bytes = new byte[WriteBytes];
            for (var at = 0; at < Writes; at++)
            {
                var start = Stopwatch.GetTimestamp();
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
                samples.AddSince(start);
            }
        }
        File.Delete(file);
        return samples;
    }
}
