using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Screens.Wording;

/// <summary><c>parley words</c>: the lists of words a site looks for.</summary>
internal static class WordsCommand
{
    public static Command Make(CommandServices commands)
    {
        var words = new Command("words", "Lists of words that comments are looked through for: Parley's own and the site's.");
        words.Add(List(commands));
        words.Add(Show(commands));
        words.Add(Save(commands));
        words.Add(Drop(commands));
        return words;
    }

    private static Option<string> Site() => new("--site") { Description = "Name of the site", Required = true, HelpName = "NAME" };

    private static Argument<string> Name() => new("LIST") { Description = "Name of the list" };

    private static Command List(CommandServices commands)
    {
        var site = Site();
        var list = new Command("list", "List Parley's lists and the site's.") { site };
        commands.Handle(list, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var output = line.InvocationConfiguration.Output;
            foreach (var language in HouseWords.Languages)
                await output.WriteLineAsync($"house-{language}  {HouseWords.Of(language).Count} entries, Parley's own");
            await using var db = await Reading(services, cancellation);
            foreach (var own in await db.WordLists.Where(one => one.SiteId == found.Id).OrderBy(one => one.Name).ToListAsync(cancellation))
                await output.WriteLineAsync($"{own.Name}  {WordListText.Read(own.Name, own.Lines).Entries.Count} entries, {(own.IsOn ? "on" : "off")}");
            return 0;
        });
        return list;
    }

    private static Command Show(CommandServices commands)
    {
        var (site, name) = (Site(), Name());
        var show = new Command("show", "Print a list as it was written.") { name, site };
        commands.Handle(show, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var wanted = line.GetValue(name)!;
            await using var db = await Reading(services, cancellation);
            var text = HouseWords.Languages.FirstOrDefault(language => "house-" + language == wanted) is { } house
                ? HouseWords.TextOf(house)
                : (await db.WordLists.SingleOrDefaultAsync(one => one.SiteId == found.Id && one.Name == wanted, cancellation))?.Lines;
            if (text is null)
                return CommandServices.Refuse(services, line, Refusal.NotFound("word-list"));
            await line.InvocationConfiguration.Output.WriteAsync(text);
            return 0;
        });
        return show;
    }

    private static Command Save(CommandServices commands)
    {
        var (site, name) = (Site(), Name());
        var file = new Argument<FileInfo>("FILE") { Description = "One entry a line: \"hold threat: the words  # why\"" };
        var off = new Option<bool>("--off") { Description = "Keep the list without using it" };
        var save = new Command("save", "Write a list of the site; one with a mistake in it is not stored, and its mistakes are told.") { name, file, site, off };
        commands.Handle(save, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var text = await File.ReadAllTextAsync(line.GetValue(file)!.FullName, cancellation);
            var saved = await services.GetRequiredService<SaveWordList>()
                .Handle(found.Id, line.GetValue(name)!, text, !line.GetValue(off), null, cancellation);
            return saved.Refusal is { } refusal ? CommandServices.Refuse(services, line, refusal) : await Tell(services, line, saved.Value!);
        });
        return save;
    }

    private static Command Drop(CommandServices commands)
    {
        var (site, name) = (Site(), Name());
        var drop = new Command("drop", "Drop a list of the site.") { name, site };
        commands.Handle(drop, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var refusal = await services.GetRequiredService<SaveWordList>().Drop(found.Id, line.GetValue(name)!, null, cancellation);
            return refusal is null ? 0 : CommandServices.Refuse(services, line, refusal);
        });
        return drop;
    }

    private static async Task<int> Tell(IServiceProvider services, ParseResult line, SaveWordList.Saved saved)
    {
        if (saved.IsStored)
        {
            await line.InvocationConfiguration.Output.WriteLineAsync($"Stored {saved.Entries} entries.");
            return 0;
        }
        var words = services.GetRequiredService<AllWords>().Find("en");
        var error = line.InvocationConfiguration.Error;
        foreach (var fault in saved.Faults)
            await error.WriteLineAsync($"line {fault.Line}: {words.Format("words.fault", ("fault", fault.Fault))}: {fault.Shown}");
        await error.WriteLineAsync($"Nothing was stored: {saved.FaultCount} lines have mistakes.");
        return 1;
    }

    private static LiveSite? Find(IServiceProvider services, ParseResult line, Option<string> site) =>
        services.GetRequiredService<SiteDirectory>().Find(line.GetValue(site)!);

    private static Task<ParleyContext> Reading(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<IDbContextFactory<ParleyContext>>().CreateDbContextAsync(cancellation);
}
