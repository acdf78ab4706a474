using Npgsql;

namespace Parley.Tests.Hosting;

/// <summary>The server <c>./test</c> has started; makes and drops the databases of the tests.</summary>
internal static class PostgresServer
{
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
