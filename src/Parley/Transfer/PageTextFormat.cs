using System.CommandLine;
using Parley.Moderation.Screens;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;
using Parley.Transfer.PageText;

namespace Parley.Transfer;

/// <summary>A news page of which only the text is left: story and comments, their nesting and many names gone.</summary>
internal sealed class PageTextFormat : IImportFormat
{
    private readonly Argument<FileInfo> _file = new("FILE") { Description = "The page's text (UTF-8)" };

    private readonly Option<string> _site = new("--site") { Description = "The site it belongs to", Required = true, HelpName = "NAME" };

    private readonly Option<string> _url = new("--story-url")
    {
        Description = "Address of the story; found when it is there, made when not",
        Required = true,
        HelpName = "URL",
    };

    private readonly Option<DateTimeOffset?> _published = new("--published")
    {
        Description = "When the story was published; the comments follow a second apart, shown as \"time not preserved\"",
        HelpName = "TIME",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be done and every doubtful decision; store nothing" };

    private readonly Option<bool> _held = new("--held") { Description = "Bring the comments in unpublished" };

    private readonly Option<FileInfo?> _names = new("--names") { Description = "Names known to have commented, one a line", HelpName = "FILE" };

    private readonly Option<double> _attachAt = new("--attach-at")
    {
        Description = "Confidence, 0 to 1, from which a comment is attached to the one it seems to answer",
        DefaultValueFactory = _ => PageTextOptions.DefaultAttachAt,
        HelpName = "CONFIDENCE",
    };

    private readonly Option<bool> _screen = ImportCommand.Screening();

    public string Name => "page-text";

    public string Description =>
        "A page whose discussion survived only as flattened text. Comments, names and answers are worked out again; what is inferred says so.";

    public void Fill(Command command, CommandServices commands)
    {
        command.Add(_file);
        foreach (var option in new Option[] { _site, _url, _published, _dryRun, _held, _names, _attachAt, _screen })
            command.Add(option);
        _attachAt.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
                result.AddError("--attach-at is a number from 0 to 1.");
        });
        commands.Handle(command, (services, line, cancellation) => ImportCommand.RunUntilStopped(
            line, () => Import(services, line, cancellation), cancellation));
    }

    private async Task<int> Import(IServiceProvider services, ParseResult line, CancellationToken cancellation)
    {
        if (services.GetRequiredService<SiteDirectory>().Find(line.GetValue(_site)!) is not { } site)
            return CommandServices.Refuse(services, line, new Refusal("site", 404));
        if (StoryUrl.Parse(line.GetValue(_url)!, out var why) is not { } url)
            return CommandServices.Refuse(services, line, new Refusal("url", 422, "story-url", ("why", why ?? "")));
        var result = await Read(line, site, cancellation);
        if (result.Reading is not { } reading)
        {
            await line.InvocationConfiguration.Error.WriteLineAsync(result.Refusal);
            return 1;
        }
        if (line.GetValue(_dryRun))
        {
            PageTextReport.Write(reading, line.InvocationConfiguration.Output);
            return 0;
        }
        var stored = await services.GetRequiredService<PageTextImport>().Store(
            reading, site, url, line.GetValue(_published), line.GetValue(_held), cancellation);
        if (stored.Refusal is { } refusal)
            return CommandServices.Refuse(services, line, refusal);
        await line.InvocationConfiguration.Output.WriteLineAsync(Summary(reading.Counts, stored.Value!));
        return line.GetValue(_screen) ? await ScreenCommand.Run(services, line, site.Name, cancellation) : 0;
    }

    private async Task<PageTextResult> Read(ParseResult line, LiveSite site, CancellationToken cancellation)
    {
        var known = line.GetValue(_names) is { } names ? await File.ReadAllTextAsync(names.FullName, cancellation) : "";
        await using var file = ImportCommand.Open(line.GetValue(_file)!);
        return PageTextReader.Read(file, new PageTextOptions
        {
            KnownNames = PageTextOptions.NamesIn(known),
            AttachAt = line.GetValue(_attachAt),
            LongFromChars = site.Settings.MaxLength,
        });
    }

    private static string Summary(PageCounts counts, PageTextImport.Stored stored) =>
        $"""
        Story {stored.Story}{(stored.IsNewStory ? ", made by this import" : "")}
        Comments: {stored.New} brought in, {counts.Comments - stored.New} there before
        {counts.Named} with a name ({counts.Names} names), {counts.ProposedNames} with a proposed one
        {counts.JoinedParts} parts joined into {counts.Joined}, {counts.Pasted} pasted articles, {counts.Emptied} of which nothing was left
        {counts.AttachedParents} attached to what they seem to answer, of {counts.ProposedParents} proposed; --dry-run tells each
        """;
}
