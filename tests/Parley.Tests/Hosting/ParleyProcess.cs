using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Parley.Tests.Hosting;

/// <summary>The real executable in a process of its own, for what only a process can suffer: to be killed, or to find its disk full.</summary>
internal sealed partial class ParleyProcess : IAsyncDisposable
{
    /// <summary>A cold start takes a second or two; this only ends a test that would hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ParleyProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; private set; } = null!;

    public int Id => _process.Id;

    /// <summary>All it said so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Serves a database on a free loopback port.</summary>
    /// <param name="shell">A line of shell to run before, in the same process; null for none.</param>
    public static async Task<ParleyProcess> Serve(TestDatabase database, string? shell = null)
    {
        string[] arguments = ["serve", .. database.Arguments, "--urls", "http://127.0.0.1:0", "--no-demo"];
        var node = new ParleyProcess(Start(arguments, shell));
        var started = await Task.WhenAny(node._listening.Task, node._process.WaitForExitAsync(), Task.Delay(Patience));
        Assert.True(started == node._listening.Task, "It did not start:\n" + node.Log);
        node.Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = await node._listening.Task };
        return node;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ended> Run(TestDatabase database, params string[] arguments)
    {
        using var process = Start([.. arguments, .. database.Arguments], null);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Ends it as the operating system does (SIGKILL): nothing of it runs any more.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as an operator or a container does (SIGTERM), and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop()
    {
        using var asking = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await asking.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private static Process Start(IEnumerable<string> arguments, string? shell)
    {
        var parley = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "parley.exe" : "parley");
        var start = new ProcessStartInfo(shell is null ? parley : "/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (shell is not null)
            foreach (var word in new[] { "-c", shell + "; exec \"$0\" \"$@\"", parley })
                start.ArgumentList.Add(word);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var variable in new[] { "PARLEY_DATA", "PARLEY_DATABASE", "PARLEY_SECRET", "ASPNETCORE_URLS" })
            start.Environment.Remove(variable);
        return Process.Start(start)!;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            _listening.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"(?<=Now listening on: )http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}

/// <summary>How a command ended.</summary>
internal sealed record Ended(int Code, string Output, string Error);
