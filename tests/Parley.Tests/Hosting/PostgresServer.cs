using System.Collections.Concurrent;
using Npgsql;

namespace Parley.Tests.Hosting;

/// <summary>The server <c>./test</c> has started; makes and drops the databases of the tests.</summary>
internal static class PostgresServer
{
    /// <summary>What a database of a few comments comes to; a larger one is not worth emptying.</summary>
    private const long MostBytes = 25_000_000;

    /// <summary>All rows but those of the schema, as if nothing had ever been written.</summary>
    private const string Emptying = """
        DO $$
        DECLARE one record;
        BEGIN
          SET LOCAL session_replication_role = replica;
          FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_versions' LOOP
            EXECUTE format('DELETE FROM %I', one.name);
          END LOOP;
          FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' LOOP
            EXECUTE format('ALTER SEQUENCE %I RESTART', one.name);
          END LOOP;
        END $$;
        """;

    /// <summary>Databases whose test is over, emptied for the next.</summary>
    private static readonly ConcurrentQueue<string> Emptied = [];

    private static int _made;

    public static string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(Administration) { Database = database, IncludeErrorDetail = true }.ToString();

    /// <param name="template">A database to copy, with all its rows; null for an empty one.</param>
    /// <returns>The name of the new database.</returns>
    public static async Task<string> Create(string? template = null)
    {
        // Two test processes may share a server, so the name holds the process.
        var name = $"parley_test_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}";
        if (template is not null)
            await Disconnect(template);
        await Run($"CREATE DATABASE {name} TEMPLATE {template ?? "template1"}");
        return name;
    }

    /// <summary>An empty copy of a migrated database: one that another test has left, or a new one.</summary>
    public static async Task<string> Take(string migrated) => Emptied.TryDequeue(out var left) ? left : await Create(migrated);

    /// <summary>
    /// Empties a copy of a migrated database for the next test. To make one takes many times as long, and while it is made
    /// no other sees the end of its own event log: a transaction that runs anywhere on the server hides it.
    /// </summary>
    public static async Task GiveBack(string name)
    {
        await Disconnect(name);
        await using (var connection = new NpgsqlConnection(ConnectionStringOf(name) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var size = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
            if ((long)(await size.ExecuteScalarAsync())! < MostBytes)
            {
                await using var empty = new NpgsqlCommand(Emptying, connection);
                await empty.ExecuteNonQueryAsync();
                Emptied.Enqueue(name);
                return;
            }
        }
        await Drop(name);
    }

    /// <summary>Drops those that wait for another test.</summary>
    public static async Task DropEmptied()
    {
        while (Emptied.TryDequeue(out var name))
            await Drop(name);
    }

    public static Task Drop(string name) => Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Lets nobody connect any more, and cuts who is.</summary>
    public static async Task Close(string name)
    {
        await Run($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await Disconnect(name);
    }

    /// <summary>Lets them connect again.</summary>
    public static Task Open(string name) => Run($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");

    /// <summary>Cuts who is connected. A database someone is connected to cannot be copied, and pools stay connected for a while.</summary>
    public static Task Disconnect(string name) =>
        Run($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

    private static string Administration => Engines.PostgresServer
        ?? throw new InvalidOperationException("No PostgreSQL to test on: run the tests through ./test.");

    private static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(Administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
