using System.CommandLine;
using Parley.Platform.Installation;

namespace Parley.Accounts;

/// <summary><c>parley owner</c>: the way in for whoever runs the installation.</summary>
internal static class OwnerCommand
{
    public static Command Make(CommandServices commands)
    {
        var reset = new Command("reset", "Print a link with which the owner chooses a new password and second factor; with no owner yet, the link that makes one. It works once, for a week.");
        commands.Handle(reset, async (services, line, cancellation) =>
        {
            var link = await services.GetRequiredService<StaffLinks>().ForOwner(cancellation);
            var output = line.InvocationConfiguration.Output;
            // A command serves nothing, so it may not know where Parley is reached.
            if (link.StartsWith('/'))
                await output.WriteLineAsync("Open this on the address where your Parley is reached:");
            await output.WriteLineAsync(link);
            return 0;
        });
        return new Command("owner", "The owner of the installation.") { reset };
    }
}
