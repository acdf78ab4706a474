using System.CommandLine;
using System.Globalization;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Transfer.Export;
using Parley.Transfer.Records;

namespace Parley.Transfer;

/// <summary><c>parley export</c>: all a site holds, as JSON Lines.</summary>
internal static class ExportCommand
{
    /// <summary>The file holds what readers never see, such as held comments and revisions.</summary>
    private const UnixFileMode ForTheOperator = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Make(CommandServices commands)
    {
        var site = new Option<string>("--site") { Description = "Name of the site", Required = true, HelpName = "NAME" };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "Write to this file, readable by its owner alone and complete once it is there. Without it: standard output",
            HelpName = "FILE",
        };
        var credentials = new Option<bool>("--with-credentials")
        {
            Description = "Add the hashes of guests' secrets, so that guests can go on editing where it is imported. Keep such a file safe",
        };
        var export = new Command(
            "export",
            "Write all a site holds as JSON Lines, to be restored with parley import parley on either database: people, stories, " +
            "comments in every state, revisions, corrections, changes of state. Without API keys and sessions. docs/export.md tells every field.")
        {
            site, file, credentials,
        };
        commands.Handle(export, (services, line, cancellation) => ImportCommand.RunUntilStopped(
            line, () => Export(services, line, line.GetValue(site)!, line.GetValue(file), line.GetValue(credentials), cancellation), cancellation));
        return export;
    }

    private static async Task<int> Export(
        IServiceProvider services, ParseResult line, string name, FileInfo? file, bool withCredentials, CancellationToken cancellation)
    {
        if (services.GetRequiredService<SiteDirectory>().Find(name) is not { } site)
            return CommandServices.Refuse(services, line, new Refusal("site", 404));
        var error = line.InvocationConfiguration.Error;
        var progress = new ExportProgress(error, services.GetRequiredService<TimeProvider>());
        var done = await WriteTo(
            file, to => services.GetRequiredService<SiteExport>().Write(site.Id, withCredentials, to, progress, cancellation));
        await error.WriteLineAsync($"{Number(done.People)} people, {Number(done.Stories)} stories, {Number(done.Comments)} comments");
        return 0;
    }

    /// <summary>Writes beside the file first, so that what carries its name is always whole.</summary>
    private static async Task<EndRecord> WriteTo(FileInfo? file, Func<Stream, Task<EndRecord>> write)
    {
        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            return await write(output);
        }
        var part = new FileInfo(file.FullName + ".part");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = ForTheOperator;
            EndRecord done;
            await using (var stream = part.Open(options))
                done = await write(stream);
            part.MoveTo(file.FullName, overwrite: true);
            return done;
        }
        catch
        {
            part.Delete();
            throw;
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
