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
    public bool TrySave(ParleyContext db)
    {
        var rows = new List<(Insert Insert, EntityEntry Entry)>();
        foreach (var entry in Tracked(db.ChangeTracker))
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
                insert.Run(entry);
            }
            catch (SqliteException failure)
            {
                throw new DbUpdateException($"A new row of {entry.Metadata.GetTableName()} could not be saved.", failure);
            }
        }
        // The door empties the context next, so nobody asks what is saved.
        return true;
    }

    /// <summary>Where all is new there is no change to look for, and looking takes as long as a row to save.</summary>
    private static IEnumerable<EntityEntry> Tracked(ChangeTracker tracker)
    {
        tracker.AutoDetectChangesEnabled = false;
        var all = tracker.Entries().ToList();
        tracker.AutoDetectChangesEnabled = true;
        return all.TrueForAll(entry => entry.State == EntityState.Added) ? all : tracker.Entries();
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
        private readonly SqliteStatement _statement;
        private readonly IProperty[] _generated;
        private readonly IProperty? _number;
        private readonly IProperty[] _written;
        private readonly Func<object?, object?>[] _stored;
        private readonly object?[] _values;

        public Insert(SqliteConnection connection, IEntityType type)
        {
            _generated = [.. type.GetProperties().Where(property => property.ValueGenerated.HasFlag(ValueGenerated.OnAdd))];
            // The one thing SQLite makes itself; what else another engine makes keeps its column's default here.
            _number = Array.Find(_generated, property => property.IsPrimaryKey());
            _written = [.. type.GetProperties().Except(_generated)];
            _stored = [.. _written.Select(property => property.GetTypeMapping().Converter?.ConvertToProvider ?? (value => value))];
            _values = new object?[_written.Length];
            Turn = TurnOf(type);
            _statement = new SqliteStatement(
                connection,
                $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", _written.Select(property => $"\"{property.GetColumnName()}\""))}) " +
                $"VALUES ({string.Join(", ", _written.Select((_, at) => "?" + (at + 1)))})");
        }

        /// <summary>Rows others refer to come first.</summary>
        public int Turn { get; }

        /// <summary>Whether the database is to make what it can make; a row that brings such a value itself is EF's.</summary>
        public bool Takes(EntityEntry entry) =>
            Array.TrueForAll(_generated, property => entry.Property(property) is { } value
                && (value.IsTemporary || Equals(value.CurrentValue, property.Sentinel)));

        public void Run(EntityEntry entry)
        {
            var values = entry.CurrentValues;
            for (var at = 0; at < _written.Length; at++)
                _values[at] = values[_written[at]] is { } value ? _stored[at](value) : null;
            _statement.Run(_values);
            if (_number is null)
                return;
            var made = entry.Property(_number);
            made.IsTemporary = false;
            made.CurrentValue = _statement.LastRow();
        }

        public void Dispose() => _statement.Dispose();

        private static int TurnOf(IEntityType type) => type.GetForeignKeys()
            .Select(key => key.PrincipalEntityType)
            .Where(other => other != type)
            .Select(other => TurnOf(other) + 1)
            .DefaultIfEmpty(0)
            .Max();
    }
}
