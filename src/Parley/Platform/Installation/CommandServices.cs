using System.CommandLine;
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

    private async Task<int> Run(ParseResult line, Func<IServiceProvider, Task<int>> work, CancellationToken cancellation)
    {
        var error = line.InvocationConfiguration.Error;
        try
        {
            var installation = options.Read(line);
            Directory.CreateDirectory(installation.DataFolder);
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
        catch (Exception failure) when (failure is SchemaTooNew or StorageUnavailable or ArgumentException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync(failure.Message);
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
