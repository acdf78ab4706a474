using System.CommandLine;
using System.Globalization;
using Parley.Moderation.Screens;
using Parley.Platform.Installation;
using Parley.Transfer.Import;

namespace Parley.Transfer;

/// <summary>A Parley export: everything a site holds, with the same ids and permalinks.</summary>
internal sealed class ParleyFormat : IImportFormat
{
    public string Name => "parley";

    public string Description =>
        "A Parley export, as parley export writes it: the same people, stories, comments, ids and permalinks. " +
        "The whole file is checked before anything is written.";

    public void Fill(Command command, CommandServices commands)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The export (JSON Lines)" };
        var site = new Option<string?>("--site")
        {
            Description = "Bring it into the site of this name, made when missing. A site that is there gets what it lacks; what it has stays as it is. Without it: the site the file names",
            HelpName = "NAME",
        };
        var screen = ImportCommand.Screening();
        command.Add(file);
        command.Add(site);
        command.Add(screen);
        commands.Handle(command, (services, line, cancellation) => ImportCommand.RunUntilStopped(
            line,
            () => Import(services, line, line.GetValue(file)!, line.GetValue(site), line.GetValue(screen), cancellation),
            cancellation));
    }

    private static async Task<int> Import(
        IServiceProvider services, ParseResult line, FileInfo file, string? site, bool isScreened, CancellationToken cancellation)
    {
        var (output, error) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
        await using var stream = ImportCommand.Open(file);
        var progress = new ImportProgress(error, services.GetRequiredService<TimeProvider>());
        var done = await services.GetRequiredService<SiteImport>().Run(stream, site, progress, cancellation);
        foreach (var fault in done.Faults)
            await error.WriteLineAsync(fault);
        if (done.Imported is not { } imported)
        {
            await error.WriteLineAsync("Nothing was imported.");
            return 1;
        }
        foreach (var note in imported.Notes)
            await error.WriteLineAsync(note);
        await output.WriteLineAsync(Summary(imported, progress.Elapsed));
        return isScreened ? await ScreenCommand.Run(services, line, imported.Target.Name, cancellation) : 0;
    }

    private static string Summary(Imported imported, TimeSpan elapsed) =>
        $"""
        Site {imported.Target.Name}{(imported.Target.IsNew ? ", made by this import" : "")}
        People:   {Tell(imported.New.People, imported.Read.People)}
        Stories:  {Tell(imported.New.Stories + imported.New.TwinStories, imported.Read.Stories)}{Twins(imported.New.TwinStories)}
        Comments: {Tell(imported.New.Comments, imported.Read.Comments)}
        Took {elapsed.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)} s
        """;

    private static string Tell(int brought, int read) =>
        $"{Number(brought)} brought in, {Number(read - brought)} there before";

    private static string Twins(int twins) =>
        twins == 0 ? "" : $"; {Number(twins)} of them joined with a story the site had under another id";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
