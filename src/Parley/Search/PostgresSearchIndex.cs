using System.Globalization;
using System.Text;
using Npgsql;
using Parley.Comments;
using Parley.Platform.Data;

namespace Parley.Search;

/// <summary>PostgreSQL's text search, with our own words instead of its dictionaries.</summary>
/// <remarks>
/// Site, story and author's name are words too, each behind a sign that no word of a text can hold. Vectors and queries are
/// written out rather than made by the server's parser, which cuts words by the database's locale.
/// </remarks>
internal sealed class PostgresSearchIndex : ISearchIndex
{
    private const string NameSign = "=";
    private const string PlaceSign = "@";

    /// <summary>Positions a vector can tell apart; words further on all stand there.</summary>
    private const int MaxPosition = 16_383;

    public async Task Write(ParleyContext db, IReadOnlyList<IndexedComment> comments, CancellationToken cancellation)
    {
        await using var command = (NpgsqlCommand)await SearchIndexes.Command(db, cancellation);
        command.CommandText =
            """
            INSERT INTO comment_search (site_id, id, words)
            SELECT site, id, words::tsvector FROM unnest(@sites, @ids, @words) AS brought (site, id, words)
            ON CONFLICT (site_id, id) DO UPDATE SET words = excluded.words
            """;
        command.Parameters.Add(new NpgsqlParameter("sites", comments.Select(comment => comment.Site.Value).ToArray()));
        command.Parameters.Add(new NpgsqlParameter("ids", comments.Select(comment => comment.Id.Value).ToArray()));
        command.Parameters.Add(new NpgsqlParameter("words", comments.Select(Vector).ToArray()));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task Forget(ParleyContext db, SiteId site, IReadOnlyList<CommentId> comments, CancellationToken cancellation)
    {
        await using var command = (NpgsqlCommand)await SearchIndexes.Command(db, cancellation);
        command.CommandText = "DELETE FROM comment_search WHERE site_id = @site AND id = ANY(@ids)";
        command.Parameters.Add(new NpgsqlParameter("site", site.Value));
        command.Parameters.Add(new NpgsqlParameter("ids", comments.Select(comment => comment.Value).ToArray()));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <remarks>Its vacuum does it by itself.</remarks>
    public Task<bool> Scrub(ParleyContext db, CancellationToken cancellation) => Task.FromResult(false);

    public async Task<IReadOnlyList<CommentId>?> Find(ParleyContext db, Sought sought, int take, CancellationToken cancellation)
    {
        await using var command = (NpgsqlCommand)await SearchIndexes.Command(db, cancellation);
        command.CommandText =
            $"""
            SELECT c.id FROM comment_search s JOIN comments c ON c.site_id = s.site_id AND c.id = s.id
            WHERE s.site_id = @site AND s.words @@ @query::tsquery AND s.id >= @from AND s.id < @before AND {SearchIndexes.Shown(sought)}
            ORDER BY s.id DESC LIMIT @take
            """;
        command.Parameters.Add(new NpgsqlParameter("site", sought.Site.Value));
        command.Parameters.Add(new NpgsqlParameter("query", Query(sought)));
        command.Parameters.Add(new NpgsqlParameter("from", sought.From));
        command.Parameters.Add(new NpgsqlParameter("before", sought.Before));
        command.Parameters.Add(new NpgsqlParameter("take", take));
        command.CommandTimeout = (int)SearchIndexes.Patience.TotalSeconds;
        try
        {
            return await SearchIndexes.ReadIds(command, cancellation);
        }
        catch (NpgsqlException slow) when (slow.InnerException is TimeoutException)
        {
            return null;
        }
    }

    private static string Vector(IndexedComment comment)
    {
        var vector = new StringBuilder();
        var at = 0;
        foreach (var word in comment.Words)
            Add(word, ++at);
        foreach (var word in comment.Name)
            Add(NameSign + word, 1);
        Add(PlaceSign + SearchIndexes.PlaceOf(comment.Site), 1);
        Add(PlaceSign + SearchIndexes.PlaceOf(comment.Story), 1);
        return vector.ToString();

        void Add(string word, int position) => vector.Append(
            CultureInfo.InvariantCulture, $"'{word}':{Math.Min(position, MaxPosition)} ");
    }

    private static string Query(Sought sought)
    {
        var parts = sought.Words.Select(term => (term.IsExcluded ? "!" : "") + Phrase(term, ""))
            .Concat(sought.Name.Select(term => Phrase(term, NameSign)))
            .Prepend($"'{PlaceSign}{SearchIndexes.PlaceOf(sought)}'");
        return string.Join(" & ", parts);
    }

    private static string Phrase(SearchTerm term, string sign)
    {
        var words = term.Words.Select((word, at) => $"'{sign}{word}'{(term.IsPrefix && at == term.Words.Count - 1 ? ":*" : "")}");
        return $"({string.Join(" <-> ", words)})";
    }
}
