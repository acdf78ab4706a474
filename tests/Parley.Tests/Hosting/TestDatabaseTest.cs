using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parley.Tests.Hosting;

public sealed class TestDatabaseTest
{
    [Theory, ClassData<Engines>]
    public async Task A_new_database_is_empty_whatever_another_one_holds(string engine)
    {
        await using var other = await TestDatabase.Create(engine);
        await Run(other, "CREATE TABLE words (word text)");

        await using var database = await TestDatabase.Create(engine);

        await Run(database, "CREATE TABLE words (word text)");
        Assert.Equal(0L, await Run(database, "SELECT count(*) FROM words"));
    }

    [Theory, ClassData<Engines>]
    public async Task A_copy_holds_what_its_template_held_and_goes_its_own_way(string engine)
    {
        await using var template = await TestDatabase.Create(engine);
        await Run(template, "CREATE TABLE words (word text)");
        await Run(template, "INSERT INTO words VALUES ('first')");

        await using var copy = await TestDatabase.Copy(template);
        await Run(copy, "INSERT INTO words VALUES ('second')");

        Assert.Equal(2L, await Run(copy, "SELECT count(*) FROM words"));
        Assert.Equal(1L, await Run(template, "SELECT count(*) FROM words"));
    }

    [Theory, ClassData<Engines>]
    public async Task A_disposed_database_leaves_nothing_behind(string engine)
    {
        var database = await TestDatabase.Create(engine);
        await Run(database, "CREATE TABLE words (word text)");

        await database.DisposeAsync();

        Assert.False(Directory.Exists(database.DataFolder));
        await Assert.ThrowsAnyAsync<DbException>(() => Run(database, "SELECT count(*) FROM words"));
    }

    private static async Task<object?> Run(TestDatabase database, string sql)
    {
        await using DbConnection connection = database.ConnectionString is { } server
            ? new NpgsqlConnection($"{server};Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(database.DataFolder, "any.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
