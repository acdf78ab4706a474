using System.CommandLine;
using Parley.Platform.Installation;

namespace Parley.Moderation.Record;

/// <summary><c>parley audit</c>: holds the record of what staff did to its chain.</summary>
internal static class AuditCommand
{
    public static Command Make(CommandServices commands)
    {
        var verify = new Command("verify", "Read the record through: say what was changed, dropped or put elsewhere, and how much is not linked yet. Ends with 1 when anything was.");
        commands.Handle(verify, async (services, line, cancellation) =>
        {
            var found = await services.GetRequiredService<RecordCheck>().Run(cancellation);
            var output = line.InvocationConfiguration.Output;
            foreach (var fault in found.Faults)
                await output.WriteLineAsync("FAULT  " + fault);
            await output.WriteLineAsync($"{found.Linked} rows linked, {found.Heads} signed heads agree, {found.Tail} rows not linked yet.");
            await output.WriteLineAsync(found.Faults.Count == 0 ? "The record is whole." : "The record is not what was written.");
            return found.Faults.Count == 0 ? 0 : 1;
        });
        return new Command("audit", "The record of what staff did.") { verify };
    }
}
