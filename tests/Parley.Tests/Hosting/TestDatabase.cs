using Microsoft.Data.Sqlite;

namespace Parley.Tests.Hosting;

/// <summary>A data folder and an empty database of one test's own, both gone when it is disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _postgresName;

    /// <summary>Whether another test may have it, emptied.</summary>
    private bool _goesOn;

    private TestDatabase(string engine, string dataFolder, string? postgresName)
    {
        (Engine, DataFolder, _postgresName) = (engine, dataFolder, postgresName);
        ConnectionString = postgresName is null ? null : PostgresServer.ConnectionStringOf(postgresName);
    }

    /// <summary>One of <see cref="Engines"/>.</summary>
    public string Engine { get; }

    /// <summary>What <c>--data</c> takes. Nothing is in it yet.</summary>
    public string DataFolder { get; }

    /// <summary>What <c>--database</c> takes; null on SQLite, whose file stands in the data folder.</summary>
    public string? ConnectionString { get; }

    /// <summary>Both as they stand on the command line.</summary>
    public string[] Arguments => ConnectionString is null
        ? ["--data", DataFolder]
        : ["--data", DataFolder, "--database", ConnectionString];

    public static async Task<TestDatabase> Create(string engine) =>
        new(engine, NewFolder(), engine == Engines.Postgres ? await PostgresServer.Create() : null);

    /// <summary>A copy of a database that was prepared once (migrated, say), which is much quicker than preparing each.</summary>
    public static async Task<TestDatabase> Copy(TestDatabase template) => new(
        template.Engine,
        CopyFolder(template),
        template._postgresName is null ? null : await PostgresServer.Create(template._postgresName));

    /// <summary>A copy of the one template that holds nothing but the schema. Its test leaves it to the next.</summary>
    public static async Task<TestDatabase> CopyMigrated(TestDatabase template) => new(
        template.Engine,
        CopyFolder(template),
        template._postgresName is null ? null : await PostgresServer.Take(template._postgresName))
    {
        _goesOn = true,
    };

    /// <summary>Lets PostgreSQL look at what was loaded and tidy it up, as its own housekeeping would within a minute.</summary>
    public async Task Analyze()
    {
        if (ConnectionString is null)
            return;
        // What was learnt of these rows would mislead the next test.
        _goesOn = false;
        await using var connection = new Npgsql.NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("VACUUM ANALYZE", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgresName is not null)
            await (_goesOn ? PostgresServer.GiveBack(_postgresName) : PostgresServer.Drop(_postgresName));
        SqliteConnection.ClearAllPools();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static string CopyFolder(TestDatabase template)
    {
        var folder = NewFolder();
        foreach (var file in Directory.EnumerateFiles(template.DataFolder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("parley-test-").FullName;
}
