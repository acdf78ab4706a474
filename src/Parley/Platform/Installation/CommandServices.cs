using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Logging.Console;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;

namespace Parley.Platform.Installation;

/// <summary>Runs commands other than serving: the same services on the same database, without a web server.</summary>
/// <param name="addFeatures">Adds every feature's services, as the server does.</param>
internal sealed class CommandServices(InstallationOptions options, Action<IServiceCollection, Installation> addFeatures)
{
    /// <summary>Makes a command do its work on the migrated database and end with its exit code.</summary>
    public void Handle(Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction((line, cancellation) => Run(line, provider => work(provider, line, cancellation), cancellation));

    /// <summary>Says why not, and gives the exit code for it.</summary>
    public static int Refuse(IServiceProvider services, ParseResult line, Refusal refusal)
    {
        var words = services.GetRequiredService<AllWords>().Find("en");
        line.InvocationConfiguration.Error.WriteLine(words.Format(refusal.Key, refusal.Arguments));
        return 1;
    }

    /// <summary>What the operator can do something about, in words; null for a fault of ours, which keeps its trace.</summary>
    public static string? Explain(Exception failure, Installation installation) => failure switch
    {
        DbException when installation.Database is null =>
            $"The database {Path.Combine(installation.DataFolder, DataFeature.SqliteFile)} cannot be used: {failure.Message}",
        DbException or StorageUnavailable => $"The database cannot be used: {failure.Message}",
        UnauthorizedAccessException or IOException or ArgumentException or SchemaTooNew => failure.Message,
        _ => null,
    };

    private async Task<int> Run(ParseResult line, Func<IServiceProvider, Task<int>> work, CancellationToken cancellation)
    {
        var error = line.InvocationConfiguration.Error;
        var installation = options.Read(line);
        try
        {
            installation.MakeDataFolder();
            var services = new ServiceCollection();
            services.AddLogging(logging =>
            {
                LogLines.AddTo(logging, isTerminal: true);
                logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
            });
            services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            addFeatures(services, installation);
            await using var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<Migrator>().Migrate(cancellation);
            await StartReactions(provider, cancellation);
            return await work(provider);
        }
        catch (Exception failure) when (Explain(failure, installation) is { } words)
        {
            await error.WriteLineAsync(words);
            return 1;
        }
    }

    /// <summary>What a node holds in memory, such as its sites.</summary>
    private static async Task StartReactions(IServiceProvider provider, CancellationToken cancellation)
    {
        var position = await provider.GetRequiredService<EventLog>().ReadEnd(cancellation);
        foreach (var reaction in provider.GetServices<INodeReaction>())
            await reaction.Start(position, cancellation);
    }
}
