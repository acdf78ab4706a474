using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parley.Platform.Data;

/// <summary>An exclusive transaction, and a copy of the file to go back to.</summary>
internal sealed class SqliteSchemaLock(string file, SqliteConnection connection, SqliteTransaction transaction) : ISchemaLock
{
    public DbConnection Connection => connection;

    public async Task Keep(CancellationToken cancellation) => await transaction.CommitAsync(cancellation);

    public string? CopyAside(int version)
    {
        var copy = $"{file}.before-{version:0000}";
        File.Delete(copy);
        using var reader = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        reader.Open();
        using var aside = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        aside.Open();
        reader.BackupDatabase(aside);
        return copy;
    }

    public void Recover(string? copy)
    {
        if (copy is null || IsWhole())
            return;
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.Copy(copy, file, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private bool IsWhole()
    {
        using var reader = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        reader.Open();
        using var check = reader.CreateCommand();
        check.CommandText = "PRAGMA quick_check";
        return check.ExecuteScalar() is "ok";
    }
}
