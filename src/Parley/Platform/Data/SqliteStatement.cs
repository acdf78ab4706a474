using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Platform.Data;

/// <summary>
/// A prepared statement run for many rows, with its values bound by place. A command of ADO.NET looks every parameter up by
/// its name for every row, which takes longer than the insert itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[4096];

    /// <param name="sql">With parameters <c>?1</c>, <c>?2</c>…</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Runs it once, within the connection's transaction.</summary>
    public void Run(ReadOnlySpan<object?> values)
    {
        for (var at = 0; at < values.Length; at++)
            Check(Bind(at + 1, values[at]));
        raw.sqlite3_step(_statement);
        // Says what the step met, and leaves the statement ready for the next run either way.
        Check(raw.sqlite3_reset(_statement));
    }

    /// <summary>The number SQLite gave the row that was inserted last.</summary>
    public long LastRow() => raw.sqlite3_last_insert_rowid(_database);

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int(_statement, place, number),
        bool claim => raw.sqlite3_bind_int(_statement, place, claim ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        string text => BindText(place, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be stored.", nameof(value)),
    };

    private int BindText(int place, string text)
    {
        // A text of no bytes would be bound as NULL.
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_statement, place, text);
        if (_text.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
            _text = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return raw.sqlite3_bind_text(_statement, place, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
