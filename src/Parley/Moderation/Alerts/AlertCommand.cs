using System.CommandLine;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Alerts;

/// <summary><c>parley alert</c>: the secret that webhooks are signed with.</summary>
internal static class AlertCommand
{
    public static Command Make(CommandServices commands)
    {
        var site = new Option<string>("--site") { Description = "Name of the site", Required = true };
        var secret = new Command("secret", "Print the secret that the site's webhook is signed with; the setting alert-secret counts up to a new one.") { site };
        commands.Handle(secret, async (services, line, cancellation) =>
        {
            if (services.GetRequiredService<SiteDirectory>().Find(line.GetValue(site)!) is not { } found)
                return CommandServices.Refuse(services, line, Refusal.NotFound("site"));
            await line.InvocationConfiguration.Output.WriteLineAsync(services.GetRequiredService<WebhookSignature>().SecretOf(found.Id, found.Settings.AlertSecret));
            return 0;
        });
        return new Command("alert", "Alerts of the gravest cases, off the desk.") { secret };
    }
}
