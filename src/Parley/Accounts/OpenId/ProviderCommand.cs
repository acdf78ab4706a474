using System.CommandLine;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.OpenId;

/// <summary><c>parley provider</c>: OpenID Connect providers whose accounts sign in on a site.</summary>
internal static class ProviderCommand
{
    public static Command Make(CommandServices commands) =>
        new("provider", "OpenID Connect providers whose accounts sign in on a site.")
        {
            Set(commands),
            List(commands),
            Change(commands, "open", "Show a provider at the site's door.", (all, site, name, cancellation) => all.Switch(site, name, true, Actor.Operator, cancellation)),
            Change(commands, "close", "Hide a provider from the site's door.", (all, site, name, cancellation) => all.Switch(site, name, false, Actor.Operator, cancellation)),
            Change(commands, "remove", "Forget a provider and its secret.", (all, site, name, cancellation) => all.Remove(site, name, Actor.Operator, cancellation)),
        };

    private static Option<string> Site() => new("--site") { Description = "Name of the site", Required = true, HelpName = "NAME" };

    private static Argument<string> Name() => new("PROVIDER") { Description = "Short name: lower-case letters, digits and hyphens" };

    private static Command Set(CommandServices commands)
    {
        var (site, name) = (Site(), Name());
        var title = new Option<string>("--title") { Description = "What readers know it by", Required = true };
        var issuer = new Option<string>("--issuer") { Description = "Its issuer, to the letter", Required = true, HelpName = "URL" };
        var client = new Option<string>("--client-id") { Description = "What it calls this Parley", Required = true, HelpName = "ID" };
        var secret = new Option<FileInfo>("--client-secret-file")
        {
            Description = "File with the secret it gave for that; it is kept sealed. Without it the one there is stays",
            HelpName = "FILE",
        };
        var set = new Command("set", "Set up a provider, closed at first, or describe it anew; prints the address to register with it.")
        {
            name, site, title, issuer, client, secret,
        };
        commands.Handle(set, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var told = line.GetValue(secret) is { } file ? (await File.ReadAllTextAsync(file.FullName, cancellation)).Trim() : null;
            var providers = services.GetRequiredService<OpenIdProviders>();
            var wish = new OpenIdProviderWish(line.GetValue(name)!, line.GetValue(title)!, line.GetValue(issuer)!, line.GetValue(client)!, told);
            if (await providers.Save(found, wish, Actor.Operator, cancellation) is { } refusal)
                return CommandServices.Refuse(services, line, refusal);
            // A command serves nothing, so it may not know where Parley is reached.
            await line.InvocationConfiguration.Output.WriteLineAsync(
                providers.ReturnsTo(found, wish.Name) ?? Links.SignInWith(found.Name, wish.Name));
            return 0;
        });
        return set;
    }

    private static Command List(CommandServices commands)
    {
        var site = Site();
        var list = new Command("list", "List the providers of a site.") { site };
        commands.Handle(list, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            foreach (var one in await services.GetRequiredService<OpenIdProviders>().All(found.Id, cancellation))
                await line.InvocationConfiguration.Output.WriteLineAsync($"{one.Name}\t{(one.IsOpen ? "open" : "closed")}\t{one.Issuer}\t{one.Title}");
            return 0;
        });
        return list;
    }

    private static Command Change(
        CommandServices commands, string verb, string what, Func<OpenIdProviders, LiveSite, string, CancellationToken, Task<Refusal?>> change)
    {
        var (site, name) = (Site(), Name());
        var command = new Command(verb, what) { name, site };
        commands.Handle(command, async (services, line, cancellation) =>
        {
            if (Find(services, line, site) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var refusal = await change(services.GetRequiredService<OpenIdProviders>(), found, line.GetValue(name)!, cancellation);
            return refusal is null ? 0 : CommandServices.Refuse(services, line, refusal);
        });
        return command;
    }

    private static LiveSite? Find(IServiceProvider services, ParseResult line, Option<string> site) =>
        services.GetRequiredService<SiteDirectory>().Find(line.GetValue(site)!);
}
