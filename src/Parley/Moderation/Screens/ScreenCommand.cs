using System.CommandLine;
using Parley.Platform.Events;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary><c>parley screen</c>: runs the screens over the comments of a site.</summary>
internal static class ScreenCommand
{
    public static Command Make(CommandServices commands)
    {
        var site = new Option<string>("--site") { Description = "Name of the site", Required = true, HelpName = "NAME" };
        var screen = new Command(
            "screen",
            "Let the screens look at every comment of a site, as after an import or when lists have changed. What they say is stored and waits for moderators; no comment is held and nobody is told.")
        {
            site,
        };
        commands.Handle(screen, (services, line, cancellation) => Run(services, line, line.GetValue(site)!, cancellation));
        return screen;
    }

    /// <summary>Screens a site and says how many comments there were and in how many something was found.</summary>
    public static async Task<int> Run(IServiceProvider services, ParseResult line, string name, CancellationToken cancellation)
    {
        var sites = services.GetRequiredService<SiteDirectory>();
        // An import may have made the site a moment ago.
        await sites.Load(EventPosition.Start, cancellation);
        if (sites.Find(name) is not { } site)
            return CommandServices.Refuse(services, line, new Refusal("site", 404));
        var (looked, found) = await services.GetRequiredService<StoredComments>().ScreenAll(site, _ => { }, cancellation);
        await line.InvocationConfiguration.Output.WriteLineAsync($"Screened {looked} comments; the screens have something to say of {found}.");
        return 0;
    }
}
