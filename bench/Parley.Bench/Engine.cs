using Npgsql;

namespace Parley.Bench;

/// <summary>A database of its own for one run.</summary>
internal sealed class Engine : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgresql";

    /// <summary>A connection string of a server whose user may create databases, as for the tests.</summary>
    private const string ServerVariable = "PARLEY_TEST_POSTGRES";

    private readonly string? _server;
    private readonly string _database;

    private Engine(string? server, string database) => (_server, _database) = (server, database);

    /// <summary>The engines that can be measured here.</summary>
    public static IReadOnlyList<string> All => Server is null ? [Sqlite] : [Sqlite, Postgres];

    /// <summary>The value of <c>--database</c>; null for SQLite in the data folder.</summary>
    public string? ConnectionString =>
        _server is null ? null : new NpgsqlConnectionStringBuilder(_server) { Database = _database }.ToString();

    private static string? Server => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? server : null;

    public static async Task<Engine> Create(string name, string database)
    {
        if (name == Sqlite)
            return new Engine(null, database);
        var server = Server ?? throw new InvalidOperationException($"{ServerVariable} names no server to measure on.");
        var engine = new Engine(server, database);
        await engine.Run($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        await engine.Run($"CREATE DATABASE {database}");
        return engine;
    }

    /// <summary>What bears on durability, as the server has it.</summary>
    public async Task<string> Describe()
    {
        if (_server is null)
            return "SQLite: synchronous FULL, write-ahead log";
        var settings = new List<string>();
        foreach (var setting in new[] { "server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers" })
            settings.Add($"{setting} {await Run($"SELECT current_setting('{setting}')")}");
        return "PostgreSQL: " + string.Join(", ", settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        NpgsqlConnection.ClearAllPools();
        await Run($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
    }

    private async Task<object?> Run(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
