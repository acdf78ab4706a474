using System.CommandLine;
using Parley.Platform.Installation;

namespace Parley.Transfer;

/// <summary><c>parley import</c>: one command a format.</summary>
internal static class ImportCommand
{
    public static Command Make(CommandServices commands)
    {
        var import = new Command(
            "import",
            "Bring in discussions. An import may be stopped at any moment and run again: it goes on where it was, and what is there is never changed or wiped.");
        foreach (var format in TransferFeature.Formats)
        {
            var command = new Command(format.Name, format.Description);
            format.Fill(command, commands);
            import.Add(command);
        }
        return import;
    }

    /// <summary>Whether the comments brought in are screened at once.</summary>
    public static Option<bool> Screening() => new("--screen")
    {
        Description = "Let the screens look at the site's comments afterwards, as \"parley screen\" does; no comment is held and nobody is told",
    };

    /// <summary>Opens the file to import, or says why it cannot be read.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileStream Open(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
            throw new IOException($"{file.FullName} is a folder, not a file.");
        var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: false);
        if (stream.CanSeek)
            return stream;
        stream.Dispose();
        throw new IOException($"{file.FullName} is read twice, so it must be a file, not a pipe.");
    }

    /// <summary>Runs an import that may be stopped: the exit code of a stopped one is the shell's own, 130.</summary>
    public static async Task<int> RunUntilStopped(ParseResult line, Func<Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await line.InvocationConfiguration.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
            return 130;
        }
    }
}
