using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Parley.Platform.Data;

/// <summary>
/// Runs what EF asks with statements that are kept prepared as long as their connection is open. EF makes a new command
/// each time, and SQLite would read and plan its text anew, which takes longer than most answers.
/// </summary>
internal sealed class SqliteKeptStatements : DbCommandInterceptor
{
    /// <summary>Texts kept of one connection; what is asked more rarely than these is prepared each time.</summary>
    private const int MaxKept = 256;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, Kept>> _kept = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        !result.HasResult && Find(command) is { } kept
            ? InterceptionResult<DbDataReader>.SuppressWithResult(kept.Ask(command))
            : result;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        !result.HasResult && Find(command) is { } kept
            ? InterceptionResult<int>.SuppressWithResult(kept.Run(command))
            : result;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(NonQueryExecuting(command, eventData, result));

    /// <returns>Null when the statement is in use, for a query within its own answer, or there is no room for more.</returns>
    private Kept? Find(DbCommand command)
    {
        var ofConnection = _kept.GetOrCreateValue(command.Connection!);
        if (ofConnection.TryGetValue(command.CommandText, out var known))
            return known.IsFree ? known : null;
        if (ofConnection.Count >= MaxKept)
            return null;
        return ofConnection[command.CommandText] = new Kept(new SqliteCommand(command.CommandText, (SqliteConnection)command.Connection!));
    }

    /// <summary>One statement.</summary>
    /// <param name="command">Disposed with its connection.</param>
    private sealed class Kept(SqliteCommand command)
    {
        private SqliteDataReader? _answer;

        public bool IsFree => _answer is null || _answer.IsClosed;

        public SqliteDataReader Ask(DbCommand asked)
        {
            Take(asked);
            return _answer = command.ExecuteReader();
        }

        public int Run(DbCommand asked)
        {
            Take(asked);
            return command.ExecuteNonQuery();
        }

        private void Take(DbCommand asked)
        {
            command.Transaction = (SqliteTransaction?)asked.Transaction;
            command.CommandTimeout = asked.CommandTimeout;
            command.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
                command.Parameters.Add(parameter);
        }
    }
}
