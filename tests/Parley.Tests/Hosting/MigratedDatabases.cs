using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Tests.Hosting;

[assembly: AssemblyFixture(typeof(MigratedDatabases))]

namespace Parley.Tests.Hosting;

/// <summary>One database of each engine, migrated once for all tests: to copy it is quicker than to migrate again.</summary>
public sealed class MigratedDatabases : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<TestDatabase>>> Templates = [];

    /// <summary>A database of one test's own at the newest version, with nothing in it.</summary>
    internal static async Task<TestDatabase> Copy(string engine) =>
        await TestDatabase.CopyMigrated(await Templates.GetOrAdd(engine, _ => new(() => Migrate(engine))).Value);

    public async ValueTask DisposeAsync()
    {
        foreach (var template in Templates.Values)
            await (await template.Value).DisposeAsync();
        Templates.Clear();
        if (Engines.PostgresServer is not null)
            await PostgresServer.DropEmptied();
    }

    private static async Task<TestDatabase> Migrate(string engine)
    {
        var database = await TestDatabase.Create(engine);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Program.AddFeatures(services, new Installation(
            database.DataFolder, database.ConnectionString, [], null, null, TrustedProxies.None, OutboundOptions.PublicOnly, false));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().Migrate(default);
        return database;
    }
}
