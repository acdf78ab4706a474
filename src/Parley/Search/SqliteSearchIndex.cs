using Microsoft.Data.Sqlite;
using Parley.Comments;
using Parley.Platform.Data;
using SQLitePCL;

namespace Parley.Search;

/// <summary>SQLite's FTS5, without a copy of the texts.</summary>
/// <remarks>
/// The rows are numbered by the comments' ids, so the newest come first without sorting and a search stops when it has
/// enough. Site and story are words of a column of their own: the rows of a story are found like those of a word.
/// </remarks>
internal sealed class SqliteSearchIndex : ISearchIndex
{
    /// <summary>Pages of the index merged in one step: other writers wait for a step, not for all.</summary>
    private const int PagesAStep = 200;

    public async Task Write(ParleyContext db, IReadOnlyList<IndexedComment> comments, CancellationToken cancellation)
    {
        await using var command = (SqliteCommand)await SearchIndexes.Command(db, cancellation);
        command.CommandText = "INSERT OR REPLACE INTO comment_search (rowid, words, name, place) VALUES ($id, $words, $name, $place)";
        var (id, words, name, place) = (
            new SqliteParameter("$id", null), new SqliteParameter("$words", null), new SqliteParameter("$name", null), new SqliteParameter("$place", null));
        command.Parameters.AddRange(new[] { id, words, name, place });
        foreach (var comment in comments)
        {
            id.Value = comment.Id.Value;
            words.Value = string.Join(' ', comment.Words);
            name.Value = string.Join(' ', comment.Name);
            place.Value = $"{SearchIndexes.PlaceOf(comment.Site)} {SearchIndexes.PlaceOf(comment.Story)}";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    public async Task Forget(ParleyContext db, SiteId site, IReadOnlyList<CommentId> comments, CancellationToken cancellation)
    {
        await using var command = (SqliteCommand)await SearchIndexes.Command(db, cancellation);
        command.CommandText = "DELETE FROM comment_search WHERE rowid = $id";
        var id = new SqliteParameter("$id", null);
        command.Parameters.Add(id);
        foreach (var comment in comments)
        {
            id.Value = comment.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <remarks>FTS5 only notes what was deleted until it merges the parts of the index that hold it; see its "merge" command.</remarks>
    public async Task<bool> Scrub(ParleyContext db, CancellationToken cancellation)
    {
        await using var command = (SqliteCommand)await SearchIndexes.Command(db, cancellation);
        var before = await Changes(command, cancellation);
        command.CommandText = $"INSERT INTO comment_search (comment_search, rank) VALUES ('merge', -{PagesAStep})";
        await command.ExecuteNonQueryAsync(cancellation);
        // The command itself counts as one change.
        return await Changes(command, cancellation) - before > 1;
    }

    private static async Task<long> Changes(SqliteCommand command, CancellationToken cancellation)
    {
        command.CommandText = "SELECT total_changes()";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<IReadOnlyList<CommentId>?> Find(ParleyContext db, Sought sought, int take, CancellationToken cancellation)
    {
        await using var command = (SqliteCommand)await SearchIndexes.Command(db, cancellation);
        // A cross join is done in the order it is written in: the index first.
        command.CommandText =
            $"""
            SELECT c.id FROM comment_search s CROSS JOIN comments c ON c.id = s.rowid
            WHERE comment_search MATCH $match AND s.rowid >= $from AND s.rowid < $before AND {SearchIndexes.Shown(sought)}
            ORDER BY s.rowid DESC LIMIT $take
            """;
        command.Parameters.AddRange(new[]
        {
            new SqliteParameter("$match", Match(sought)),
            new SqliteParameter("$from", sought.From),
            new SqliteParameter("$before", sought.Before),
            new SqliteParameter("$take", take),
        });
        var handle = command.Connection!.Handle;
        using var patience = new CancellationTokenSource(SearchIndexes.Patience, TimeProvider.System);
        using var given = patience.Token.Register(() => raw.sqlite3_interrupt(handle));
        try
        {
            return await SearchIndexes.ReadIds(command, cancellation);
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return null;
        }
    }

    /// <summary>The query in FTS5's own language; the words in it are folded, so nothing in them means anything there.</summary>
    private static string Match(Sought sought)
    {
        var match = $"(place : \"{SearchIndexes.PlaceOf(sought)}\")";
        foreach (var term in sought.Words.Where(term => !term.IsExcluded))
            match += $" AND (words : {Phrase(term)})";
        foreach (var term in sought.Name)
            match += $" AND (name : {Phrase(term)})";
        foreach (var term in sought.Words.Where(term => term.IsExcluded))
            match = $"({match}) NOT (words : {Phrase(term)})";
        return match;
    }

    private static string Phrase(SearchTerm term) => $"\"{string.Join(' ', term.Words)}\"{(term.IsPrefix ? " *" : "")}";
}
