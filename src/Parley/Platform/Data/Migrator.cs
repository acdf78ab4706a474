using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Platform.Data;

/// <summary>Brings the schema up to this version: numbered SQL scripts, each run once, all under one lock.</summary>
internal sealed partial class Migrator(IEngine engine, TimeProvider time, ILogger<Migrator> log)
{
    private const string VersionsTable =
        "CREATE TABLE IF NOT EXISTS schema_versions (version {int} PRIMARY KEY, name {text} NOT NULL, applied_at {time} NOT NULL) {end}";

    /// <summary>The newest version this build knows.</summary>
    public static int NewestVersion => Scripts.Value[^1].Version;

    private static readonly Lazy<IReadOnlyList<Script>> Scripts = new(ReadScripts);

    /// <summary>Runs the scripts that are missing.</summary>
    /// <returns>How many were run.</returns>
    /// <exception cref="SchemaTooNew">The database was made by a newer version.</exception>
    public async Task<int> Migrate(CancellationToken cancellation)
    {
        string? copy = null;
        var held = await engine.LockSchema(cancellation);
        try
        {
            await Execute(held.Connection, Translate(VersionsTable), cancellation);
            var version = await ReadVersion(held.Connection, cancellation);
            if (version > NewestVersion)
                throw new SchemaTooNew(version, NewestVersion);
            var missing = Scripts.Value.Where(script => script.Version > version).ToList();
            if (version > 0 && missing.Count > 0)
                copy = held.CopyAside(version);
            foreach (var script in missing)
                await Apply(script, held.Connection, cancellation);
            await held.Keep(cancellation);
            await held.DisposeAsync();
            return missing.Count;
        }
        catch
        {
            await held.DisposeAsync();
            held.Recover(copy);
            throw;
        }
    }

    private async Task Apply(Script script, DbConnection connection, CancellationToken cancellation)
    {
        log.LogInformation("Migrating to {Version} ({Name})", script.Version, script.Name);
        await Execute(connection, Translate(script.Text), cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO schema_versions (version, name, applied_at) VALUES (@version, @name, @at)";
        Add(command, "@version", script.Version);
        Add(command, "@name", script.Name);
        Add(command, "@at", time.Now.ToUnixTimeMilliseconds());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private string Translate(string script) => SchemaWord().Replace(script, word =>
        engine.SchemaWords.TryGetValue(word.Value, out var own)
            ? own
            : throw new InvalidOperationException($"The migration scripts have no meaning for {word.Value} on {engine.Name}."));

    private static async Task<int> ReadVersion(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_versions";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static async Task Execute(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static IReadOnlyList<Script> ReadScripts()
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
            let name = ScriptName().Match(resource)
            where name.Success
            let version = int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            orderby version
            select new Script(version, name.Groups[2].Value, Read(resource)),
        ];

        string Read(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex SchemaWord();

    [GeneratedRegex(@"\.(\d{4})-([a-z0-9-]+)\.sql$")]
    private static partial Regex ScriptName();

    private sealed record Script(int Version, string Name, string Text);
}

/// <summary>The database has been used by a newer Parley.</summary>
internal sealed class SchemaTooNew(int found, int known) : Exception(
    $"This database is at schema version {found}; this Parley knows versions up to {known}. " +
    "Run the newer Parley that made it, or restore the copy that was put aside before the upgrade (parley.db.before-…).");
