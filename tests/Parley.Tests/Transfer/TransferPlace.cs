using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Hosting;
using Parley.Transfer.Export;
using Parley.Transfer.Import;

namespace Parley.Tests.Transfer;

/// <summary>An installation as a command sees it: no web server, no reactions running.</summary>
internal sealed class TransferPlace : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private TransferPlace(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public IServiceProvider Services => _services;

    public IWriteDoor Door => _services.GetRequiredService<IWriteDoor>();

    public TestDatabase Database => _database;

    public static async Task<TransferPlace> Create(string engine)
    {
        var database = await MigratedDatabases.Copy(engine);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Program.AddFeatures(services, new Installation(
            database.DataFolder, database.ConnectionString, [], null, null, TrustedProxies.None, OutboundOptions.PublicOnly, false));
        var provider = services.BuildServiceProvider();
        return new TransferPlace(database, provider);
    }

    public Task<ParleyContext> Open() => _services.GetRequiredService<IDbContextFactory<ParleyContext>>().CreateDbContextAsync();

    public async Task<byte[]> Export(string site, bool withCredentials = false)
    {
        await using var db = await Open();
        var id = await db.Sites.Where(one => one.Name == site).Select(one => one.Id).SingleAsync();
        using var written = new MemoryStream();
        await _services.GetRequiredService<SiteExport>().Write(
            id, withCredentials, written, new ExportProgress(TextWriter.Null, TimeProvider.System), default);
        return written.ToArray();
    }

    public Task<ImportOutcome> Import(byte[] file, string? site = null) => Import(new MemoryStream(file), site, default);

    public Task<ImportOutcome> Import(Stream file, string? site, CancellationToken cancellation) =>
        _services.GetRequiredService<SiteImport>().Run(
            file, site, new ImportProgress(TextWriter.Null, TimeProvider.System), cancellation);

    /// <summary>Brings a file in that must be sound.</summary>
    public async Task<Imported> Bring(byte[] file, string? site = null)
    {
        var outcome = await Import(file, site);
        Assert.Empty(outcome.Faults);
        return outcome.Imported!;
    }

    /// <summary>Why a file is not taken; nothing may have been written for it.</summary>
    public async Task<string> Refuse(string file, string? site = null)
    {
        var before = await Rows();
        var outcome = await Import(Encoding.UTF8.GetBytes(file), site);
        Assert.Null(outcome.Imported);
        Assert.Equal(before, await Rows());
        return string.Join('\n', outcome.Faults);
    }

    /// <summary>How many rows each table of the model holds.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Rows()
    {
        await using var db = await Open();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!))
            counts[table] = Convert.ToInt64((await Select(db, $"SELECT count(*) AS number FROM {table}"))[0]["number"], CultureInfo.InvariantCulture);
        return counts;
    }

    /// <summary>All rows of all tables of the model.</summary>
    public async Task<IReadOnlyList<string>> DumpAll()
    {
        await using var db = await Open();
        var all = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Order(StringComparer.Ordinal))
            all.AddRange((await Dump(table, [])).Select(row => $"{table}: {row}"));
        return all;
    }

    /// <summary>Every table of the schema.</summary>
    public async Task<IReadOnlyList<string>> Tables()
    {
        await using var db = await Open();
        var tables = await Select(db, _database.ConnectionString is null
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'comment_search_%'"
            : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'");
        return [.. tables.Select(row => (string)row["name"]).Order(StringComparer.Ordinal)];
    }

    /// <summary>All rows of a table with all their columns, as text, in the order of their text.</summary>
    /// <param name="without">Columns left out.</param>
    public async Task<IReadOnlyList<string>> Dump(string table, IReadOnlyCollection<string> without)
    {
        await using var db = await Open();
        var rows = await Select(db, $"SELECT * FROM {table}");
        return
        [
            .. rows
                .Select(row => string.Join(" | ", row.Where(value => !without.Contains(value.Key)).Select(value => $"{value.Key}={Text(value.Value)}")))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Columns of a table that hold something else than nothing in some row.</summary>
    public async Task<IReadOnlyCollection<string>> FilledColumns(string table)
    {
        await using var db = await Open();
        var rows = await Select(db, $"SELECT * FROM {table}");
        return [.. rows.SelectMany(row => row).Where(value => Text(value.Value) is not ("" or "0" or "none")).Select(value => value.Key).Distinct()];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<List<SortedDictionary<string, object>>> Select(ParleyContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<SortedDictionary<string, object>>();
        while (await reader.ReadAsync())
            rows.Add(new(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue), StringComparer.Ordinal));
        return rows;
    }

    /// <summary>A value as both engines tell it.</summary>
    private static string Text(object value) => value switch
    {
        DBNull => "",
        bool claim => claim ? "1" : "0",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
