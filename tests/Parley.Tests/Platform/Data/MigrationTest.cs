using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Data;

/// <summary>Bringing a database up to a version, and what happens when that cannot be.</summary>
public sealed class MigrationTest
{
    [Theory, ClassData<Engines>]
    public async Task A_database_made_by_a_newer_version_is_refused_with_the_way_back(string engine)
    {
        await using var database = await TestDatabase.Create(engine);
        Assert.Equal(0, (await ParleyProcess.Run(database, "migrate")).Code);
        await Run(database, "INSERT INTO schema_versions (version, name, applied_at) VALUES (9999, 'from-the-future', 0)");

        var served = await ParleyProcess.Run(database, "serve", "--urls", "http://127.0.0.1:0");
        var command = await ParleyProcess.Run(database, "site", "list");

        foreach (var ended in new[] { served, command })
        {
            Assert.Equal(1, ended.Code);
            Assert.Contains("schema version 9999", ended.Error, StringComparison.Ordinal);
            Assert.Contains("restore the copy", ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", ended.Error + ended.Output, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_migration_that_fails_leaves_the_database_as_it_was(string engine)
    {
        await using var database = await TestDatabase.Create(engine);
        string story;
        await using (var app = await ParleyApp.StartOn(database, makeSite: true))
        {
            story = await app.MakeStory();
            await app.Post(story, "Still there.");
            await app.CatchUp();
        }
        // What the last script adds is there already, so running it again must fail.
        await Run(database, $"DELETE FROM schema_versions WHERE version = {Migrator.NewestVersion}");

        var before = await Version(database);

        var failure = await Record.ExceptionAsync(() => ParleyApp.StartOn(database));

        Assert.IsAssignableFrom<System.Data.Common.DbException>(failure);
        Assert.Equal(before, await Version(database));
        if (engine == Engines.Sqlite)
            Assert.True(File.Exists(CopyOf(database, before)));
        await Run(database, $"INSERT INTO schema_versions (version, name, applied_at) VALUES ({Migrator.NewestVersion}, 'again', 0)");
        await using var again = await ParleyApp.StartOn(database);
        Assert.Contains("Still there.", await again.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_database_of_the_first_version_is_brought_up_and_its_file_copied_aside(string engine)
    {
        await using var database = await TestDatabase.Create(engine);
        await MakeFirstVersion(database);

        await using var app = await ParleyApp.StartOn(database, makeSite: true);

        Assert.Equal(Migrator.NewestVersion, await Version(database));
        var story = await app.MakeStory();
        Assert.Contains("Words.", await app.Page($"/comments/{(await app.Post(story, "Words.")).Id}"), StringComparison.Ordinal);
        if (engine == Engines.Sqlite)
            Assert.Equal(1, await Version(CopyOf(database, 1)));
    }

    [Fact]
    public async Task A_file_that_a_migration_broke_is_put_back()
    {
        await using var database = await TestDatabase.Create(Engines.Sqlite);
        await MakeFirstVersion(database);
        var file = FileOf(database);
        var engine = new SqliteEngine(file);
        var held = await engine.LockSchema(default);
        var copy = held.CopyAside(1);
        await held.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await using (var broken = File.OpenWrite(file))
        {
            broken.Position = 4096;
            await broken.WriteAsync(new byte[8192]);
        }

        held.Recover(copy);

        Assert.Equal(1, await Version(database));
        await using var app = await ParleyApp.StartOn(database, makeSite: true);
        await app.MakeStory();
    }

    /// <summary>What the first release's script makes, and nothing after it.</summary>
    private static async Task MakeFirstVersion(TestDatabase database)
    {
        IEngine engine = database.ConnectionString is { } server ? new PostgresEngine(server) : new SqliteEngine(FileOf(database));
        var assembly = typeof(Migrator).Assembly;
        var name = assembly.GetManifestResourceNames().Single(one => one.EndsWith(".0001-core.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var script = await reader.ReadToEndAsync()
            + "; CREATE TABLE schema_versions (version {int} PRIMARY KEY, name {text} NOT NULL, applied_at {time} NOT NULL) {end};"
            + "INSERT INTO schema_versions (version, name, applied_at) VALUES (1, 'core', 0)";
        await Run(database, engine.SchemaWords.Aggregate(script, (text, word) => text.Replace(word.Key, word.Value, StringComparison.Ordinal)));
        if (engine is IAsyncDisposable closing)
            await closing.DisposeAsync();
    }

    private static string FileOf(TestDatabase database) => Path.Combine(database.DataFolder, "parley.db");

    private static string CopyOf(TestDatabase database, int version) =>
        FileOf(database) + ".before-" + version.ToString("0000", CultureInfo.InvariantCulture);

    private static async Task<int> Version(TestDatabase database) =>
        Convert.ToInt32(await Run(database, "SELECT max(version) FROM schema_versions"), CultureInfo.InvariantCulture);

    private static async Task<int> Version(string file) =>
        Convert.ToInt32(await Run(new SqliteConnection($"Data Source={file};Pooling=False"), "SELECT max(version) FROM schema_versions"), CultureInfo.InvariantCulture);

    private static Task<object?> Run(TestDatabase database, string sql) => Run(
        database.ConnectionString is { } server
            ? new NpgsqlConnection(server)
            : new SqliteConnection($"Data Source={FileOf(database)};Pooling=False"),
        sql);

    private static async Task<object?> Run(System.Data.Common.DbConnection connection, string sql)
    {
        await using var closing = connection;
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
