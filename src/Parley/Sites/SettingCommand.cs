using System.CommandLine;
using Parley.Platform.Installation;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary><c>parley setting</c>: reads and changes what a site may set.</summary>
internal static class SettingCommand
{
    public static Command Make(CommandServices commands)
    {
        var setting = new Command("setting", "What a site may set: each with its unit, default, range and reason.");
        setting.Add(List(commands));
        setting.Add(Get(commands));
        setting.Add(Set(commands));
        return setting;
    }

    private static Option<string> Site() => new("--site") { Description = "Name of the site", Required = true, HelpName = "NAME" };

    private static Argument<string> Name() => new("SETTING") { Description = "Name of the setting, as listed" };

    private static Command List(CommandServices commands)
    {
        var site = Site();
        var list = new Command("list", "List all settings of a site.") { site };
        commands.Handle(list, async (services, line, _) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            foreach (var one in SettingDeclaration.All)
                await line.InvocationConfiguration.Output.WriteLineAsync(Describe(one, found.Settings));
            return 0;
        });
        return list;
    }

    private static Command Get(CommandServices commands)
    {
        var (site, name) = (Site(), Name());
        var get = new Command("get", "Print one setting's value.") { name, site };
        commands.Handle(get, async (services, line, _) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            if (SettingDeclaration.Find(line.GetValue(name)!) is not { } declared)
                return CommandServices.Refuse(services, line, new Refusal("setting-unknown", 404, null, ("name", line.GetValue(name)!)));
            await line.InvocationConfiguration.Output.WriteLineAsync(declared.Read(found.Settings));
            return 0;
        });
        return get;
    }

    private static Command Set(CommandServices commands)
    {
        var (site, name) = (Site(), Name());
        var value = new Argument<string>("VALUE") { Description = "The new value" };
        var set = new Command("set", "Change a setting; every node reads it within a second.") { name, value, site };
        commands.Handle(set, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var refusal = await services.GetRequiredService<SaveSite>()
                .Set(found.Id, line.GetValue(name)!, line.GetValue(value)!, cancellation);
            return refusal is null ? 0 : CommandServices.Refuse(services, line, refusal);
        });
        return set;
    }

    private static LiveSite? Find(IServiceProvider services, ParseResult line, Option<string> site) =>
        services.GetRequiredService<SiteDirectory>().Find(line.GetValue(site)!);

    private static string Describe(SettingDeclaration setting, SiteSettings settings) =>
        $"""
        {setting.Name} = {setting.Read(settings).ReplaceLineEndings(" / ")}
          {setting.Reason}
          {setting.Unit}; {setting.Range}; default {setting.Default.ReplaceLineEndings(" / ")}
        """;
}
