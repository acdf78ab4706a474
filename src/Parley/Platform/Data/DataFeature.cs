using Microsoft.EntityFrameworkCore;

namespace Parley.Platform.Data;

/// <summary>The database, whichever it is.</summary>
internal static class DataFeature
{
    /// <summary>Where SQLite keeps everything, in the data folder.</summary>
    public const string SqliteFile = "parley.db";

    public static void AddData(this IServiceCollection services, IEngine engine)
    {
        services.AddSingleton(engine);
        services.AddSingleton<IDbContextFactory<ParleyContext>>(provider => new ReadingContexts(provider, engine));
        services.AddSingleton(engine.CreateDoor);
        services.AddSingleton<IdSource>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<KeyRingStore>();
    }

    /// <summary>The engine a connection string asks for.</summary>
    /// <param name="database">Null for SQLite in the data folder; <c>Host=…</c> for PostgreSQL; <c>Data Source=FILE</c> for SQLite elsewhere.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static IEngine ChooseEngine(string? database, string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(database))
            return new SqliteEngine(Path.Combine(dataFolder, SqliteFile));
        if (database.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            return new PostgresEngine(database);
        const string file = "Data Source=";
        if (database.StartsWith(file, StringComparison.OrdinalIgnoreCase))
            return new SqliteEngine(database[file.Length..].Trim());
        throw new ArgumentException("The database is given as Host=… (PostgreSQL) or Data Source=FILE (SQLite).");
    }
}
