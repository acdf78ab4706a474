using System.CommandLine;
using Parley.Platform.Installation;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary><c>parley site</c>: publishers' sites and their keys.</summary>
internal static class SiteCommand
{
    public static Command Make(CommandServices commands)
    {
        var site = new Command("site", "Publishers' sites and their API keys.");
        site.Add(Add(commands));
        site.Add(Key(commands));
        site.Add(Secret(commands));
        site.Add(List(commands));
        return site;
    }

    private static Command Add(CommandServices commands)
    {
        var name = new Argument<string>("NAME") { Description = "Short name: lower-case letters, digits and hyphens" };
        var title = new Option<string>("--title") { Description = "The name readers see", Required = true };
        var origin = new Option<string[]>("--origin")
        {
            Description = "Origin of the publisher's pages, such as https://news.example; may be given several times",
            Required = true,
            HelpName = "URL",
        };
        var language = new Option<string>("--language") { Description = "Language of its readers (BCP 47)", DefaultValueFactory = _ => "en" };
        var add = new Command("add", "Make a site and print its embed tag.") { name, title, origin, language };
        commands.Handle(add, async (services, line, cancellation) =>
        {
            var made = await services.GetRequiredService<SaveSite>().Add(
                line.GetValue(name)!, line.GetValue(title)!, line.GetValue(language)!, line.GetValue(origin)!, cancellation);
            if (made.Refusal is { } refusal)
                return CommandServices.Refuse(services, line, refusal);
            await line.InvocationConfiguration.Output.WriteLineAsync(EmbedTag(services, line.GetValue(name)!));
            return 0;
        });
        return add;
    }

    private static Command Key(CommandServices commands)
    {
        var name = new Argument<string>("NAME") { Description = "The site" };
        var key = new Command("key", "Print a new API key. It is shown this once; only its hash is kept.") { name };
        commands.Handle(key, async (services, line, cancellation) =>
        {
            if (services.GetRequiredService<SiteDirectory>().Find(line.GetValue(name)!) is not { } site)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            await line.InvocationConfiguration.Output.WriteLineAsync(
                await services.GetRequiredService<SaveSite>().AddKey(site.Id, cancellation));
            return 0;
        });
        return key;
    }

    private static Command Secret(CommandServices commands)
    {
        var name = new Argument<string>("NAME") { Description = "The site" };
        var secret = new Command(
            "secret", "Print a new secret for signing readers' tokens, this once. The one before it goes on counting, older ones do not.") { name };
        commands.Handle(secret, async (services, line, cancellation) =>
        {
            if (services.GetRequiredService<SiteDirectory>().Find(line.GetValue(name)!) is not { } site)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            await line.InvocationConfiguration.Output.WriteLineAsync(
                await services.GetRequiredService<SaveSite>().AddSecret(site.Id, cancellation));
            return 0;
        });
        return secret;
    }

    private static Command List(CommandServices commands)
    {
        var list = new Command("list", "List all sites.");
        commands.Handle(list, async (services, line, _) =>
        {
            foreach (var site in services.GetRequiredService<SiteDirectory>().All)
                await line.InvocationConfiguration.Output.WriteLineAsync(
                    $"{site.Name}\t{site.Site.Title}\t{string.Join(' ', site.Origins)}");
            return 0;
        });
        return list;
    }

    private static string EmbedTag(IServiceProvider services, string name)
    {
        var root = services.GetRequiredService<PublicUrl>().Value?.AbsoluteUri ?? InstallationOptions.DefaultUrl + "/";
        return $"""
            <script async src="{root}embed/{name}.js"></script>
            <parley-thread></parley-thread>
            """;
    }
}
