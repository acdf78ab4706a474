using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Parley.Tests.Hosting;

/// <summary>What a database does to answer a query: its plan, and how much it goes through.</summary>
/// <param name="Plan">One line a step.</param>
/// <param name="Steps">
/// On PostgreSQL the rows that all steps of the plan looked at; on SQLite the operations of its virtual machine, some
/// dozens a row. To be compared on one engine only.
/// </param>
internal sealed partial record QueryWork(string Plan, long Steps)
{
    /// <summary>Whether it goes through a whole table that grows with its threads, or sorts on SQLite what no index has in order.</summary>
    public bool IsWasteful =>
        Plan.Contains("Seq Scan on comments", StringComparison.Ordinal)
        || Plan.Contains("TEMP B-TREE", StringComparison.Ordinal)
        || Scanned().Matches(Plan).Any(scan => !Plan.Contains("CO-ROUTINE " + scan.Groups["name"].Value, StringComparison.Ordinal));

    public static async Task<QueryWork> Of(TestDatabase database, AskedQuery query) => database.ConnectionString is { } server
        ? await OnPostgres(server, query)
        : OnSqlite(Path.Combine(database.DataFolder, "parley.db"), query);

    private static async Task<QueryWork> OnPostgres(string server, AskedQuery query)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) " + query.Sql, connection);
        foreach (var (name, value) in query.Parameters)
            command.Parameters.Add(value is null
                ? new NpgsqlParameter(name, DBNull.Value) { NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter(name, value));
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        var plan = string.Join('\n', lines);
        return new(plan, Looked().Matches(plan).Sum(node => Number(node, "rows") * Number(node, "loops")) + Removed().Matches(plan).Sum(node => Number(node, "rows")));
    }

    private static QueryWork OnSqlite(string file, AskedQuery query)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var plan = new List<string>();
        using (var explain = Prepare(connection, "EXPLAIN QUERY PLAN " + query.Sql, query))
            while (raw.sqlite3_step(explain) == raw.SQLITE_ROW)
                plan.Add(raw.sqlite3_column_text(explain, 3).utf8_to_string());
        using var statement = Prepare(connection, query.Sql, query);
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            continue;
        return new(string.Join('\n', plan), raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 0));
    }

    private static sqlite3_stmt Prepare(SqliteConnection connection, string sql, AskedQuery query)
    {
        var status = raw.sqlite3_prepare_v2(connection.Handle!, sql, out var statement);
        Assert.True(status == raw.SQLITE_OK, sql);
        foreach (var (name, value) in query.Parameters)
        {
            var at = raw.sqlite3_bind_parameter_index(statement, name);
            if (value is string text)
                raw.sqlite3_bind_text(statement, at, text);
            else if (value is not null)
                raw.sqlite3_bind_int64(statement, at, Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }
        return statement;
    }

    private static long Number(Match match, string group) =>
        long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(actual rows=(?<rows>\d+) loops=(?<loops>\d+)\)")]
    private static partial Regex Looked();

    // The virtual table is the list of ids a query was given.
    [GeneratedRegex(@"^SCAN (?<name>\w+)\b(?! VIRTUAL TABLE)", RegexOptions.Multiline)]
    private static partial Regex Scanned();

    [GeneratedRegex(@"Rows Removed by [^:]+: (?<rows>\d+)")]
    private static partial Regex Removed();
}
