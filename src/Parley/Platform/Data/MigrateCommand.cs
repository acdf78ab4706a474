using System.CommandLine;
using Parley.Platform.Installation;

namespace Parley.Platform.Data;

/// <summary><c>parley migrate</c>: brings the schema up and ends; serving does the same first.</summary>
internal static class MigrateCommand
{
    public static Command Make(CommandServices commands)
    {
        var migrate = new Command("migrate", "Bring the database up to this version, and end. Serving does the same first.");
        // Every command migrates before its work, so nothing is left to do here but to say so.
        commands.Handle(migrate, async (services, line, _) =>
        {
            await line.InvocationConfiguration.Output.WriteLineAsync(
                $"The {services.GetRequiredService<IEngine>().Name} database is at version {Migrator.NewestVersion}.");
            return 0;
        });
        return migrate;
    }
}
