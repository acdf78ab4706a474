using System.Diagnostics;
using System.Globalization;

namespace Parley.Bench;

/// <summary>A server in a process of its own, stopped with this object.</summary>
internal sealed class ParleyProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ParleyProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Memory in RAM, in MB of a million bytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Parley itself, once it answers.</summary>
    public static async Task<ParleyProcess> Serve(string dataFolder, string? database, int port, bool demo)
    {
        List<string> arguments = ["serve", "--data", dataFolder, "--urls", $"http://127.0.0.1:{port}"];
        if (database is not null)
            arguments.AddRange(["--database", database]);
        if (!demo)
            arguments.Add("--no-demo");
        return await Start("parley.dll", arguments, port, "/health/ready");
    }

    /// <param name="assembly">Stands beside this program.</param>
    /// <param name="path">Answers 200 once the server is ready.</param>
    public static async Task<ParleyProcess> Start(string assembly, IEnumerable<string> arguments, int port, string path)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ParleyProcess(Process.Start(start)!, port);
        server._process.OutputDataReceived += server.Keep;
        server._process.ErrorDataReceived += server.Keep;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await server.WaitUntilReady(path);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture));
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }
        _process.Dispose();
    }

    private async Task WaitUntilReady(string path)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var start = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(start) < StartLimit)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(50);
        }
        await DisposeAsync();
        lock (_lines)
            throw new InvalidOperationException("A server did not start:\n" + string.Join('\n', _lines));
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_lines)
        {
            if (_lines.Count < 100)
                _lines.Add(line.Data);
        }
    }
}
