using Microsoft.Data.Sqlite;

namespace Parley.Platform.Data;

/// <summary>Fences one write within a transaction of many. Its three statements are kept prepared: every write runs two.</summary>
internal sealed class SqliteSavepoint(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _begin = new(connection, "SAVEPOINT one");
    private readonly SqliteStatement _undo = new(connection, "ROLLBACK TO one");
    private readonly SqliteStatement _end = new(connection, "RELEASE one");

    public void Begin() => _begin.Run([]);

    /// <summary>Undoes what was done since the beginning; the savepoint itself stays until its end.</summary>
    public void Undo() => _undo.Run([]);

    public void End() => _end.Run([]);

    public void Dispose()
    {
        _begin.Dispose();
        _undo.Dispose();
        _end.Dispose();
    }
}
