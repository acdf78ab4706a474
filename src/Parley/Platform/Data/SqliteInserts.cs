using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Parley.Platform.Data;

/// <summary>
/// Saves what a write added with statements that are kept prepared for as long as the writer's connection lives. EF makes
/// a command for every row, and SQLite then reads its text anew, which costs more than the row itself; a write that also
/// changes or deletes is left to EF.
/// </summary>
internal sealed class SqliteInserts(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<IEntityType, Insert> _inserts = [];

    /// <returns>False when nothing was done, for there is more than new rows to save.</returns>
    public bool TrySave(ParleyContext db, SqliteTransaction transaction)
    {
        var rows = new List<(Insert Insert, EntityEntry Entry)>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Unchanged)
                continue;
            if (entry.State != EntityState.Added || InsertOf(entry.Metadata) is not { } insert || !insert.Takes(entry))
                return false;
            rows.Add((insert, entry));
        }
        foreach (var (insert, entry) in rows.OrderBy(row => row.Insert.Turn))
        {
            try
            {
                insert.Run(entry, transaction);
            }
            catch (SqliteException failure)
            {
                throw new DbUpdateException($"A new row of {entry.Metadata.GetTableName()} could not be saved.", failure);
            }
        }
        db.ChangeTracker.AcceptAllChanges();
        return true;
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
            insert.Dispose();
    }

    private Insert InsertOf(IEntityType type) =>
        _inserts.TryGetValue(type, out var known) ? known : _inserts[type] = new Insert(connection, type);

    /// <summary>The statement for one kind of row.</summary>
    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand _command;
        private readonly IProperty[] _written;
        private readonly IProperty[] _generated;

        public Insert(SqliteConnection connection, IEntityType type)
        {
            _generated = [.. type.GetProperties().Where(property => property.ValueGenerated.HasFlag(ValueGenerated.OnAdd))];
            _written = [.. type.GetProperties().Except(_generated)];
            Turn = TurnOf(type);
            _command = connection.CreateCommand();
            _command.CommandText =
                $"INSERT INTO \"{type.GetTableName()}\" ({Columns(_written)}) " +
                $"VALUES ({string.Join(", ", _written.Select((_, at) => "$p" + at))})" +
                (_generated.Length == 0 ? "" : $" RETURNING {Columns(_generated)}");
            for (var at = 0; at < _written.Length; at++)
                _command.Parameters.Add(new SqliteParameter("$p" + at, null));
        }

        /// <summary>Rows others refer to come first.</summary>
        public int Turn { get; }

        /// <summary>Whether the database is to make what it can make; a row that brings such a value itself is EF's.</summary>
        public bool Takes(EntityEntry entry) =>
            Array.TrueForAll(_generated, property => entry.Property(property) is { } value
                && (value.IsTemporary || Equals(value.CurrentValue, property.Sentinel)));

        public void Run(EntityEntry entry, SqliteTransaction transaction)
        {
            _command.Transaction = transaction;
            var values = entry.CurrentValues;
            for (var at = 0; at < _written.Length; at++)
                _command.Parameters[at].Value = Stored(_written[at], values[_written[at]]);
            using var made = _command.ExecuteReader();
            if (!made.Read())
                return;
            for (var at = 0; at < _generated.Length; at++)
                Take(entry.Property(_generated[at]), made.GetInt64(at));
        }

        public void Dispose() => _command.Dispose();

        private static string Columns(IEnumerable<IProperty> properties) =>
            string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""));

        private static void Take(PropertyEntry property, long made)
        {
            property.IsTemporary = false;
            property.CurrentValue = made;
        }

        private static object Stored(IProperty property, object? value) =>
            (property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;

        private static int TurnOf(IEntityType type) => type.GetForeignKeys()
            .Select(key => key.PrincipalEntityType)
            .Where(other => other != type)
            .Select(other => TurnOf(other) + 1)
            .DefaultIfEmpty(0)
            .Max();
    }
}
