using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Search;

/// <summary>A comment as the index keeps it: folded words only.</summary>
internal sealed record IndexedComment(SiteId Site, StoryId Story, CommentId Id, IReadOnlyList<string> Words, IReadOnlyList<string> Name);

/// <summary>What is looked for, and where.</summary>
/// <param name="Story">Null for the whole site.</param>
/// <param name="Words">In the comments' texts.</param>
/// <param name="Name">In the authors' names.</param>
/// <param name="From">The lowest id that may be found; an id begins with its moment.</param>
/// <param name="Before">The first id that may not.</param>
internal sealed record Sought(
    SiteId Site, StoryId? Story, IReadOnlyList<SearchTerm> Words, IReadOnlyList<SearchTerm> Name, long From, long Before);

/// <summary>The full-text index, one for each database.</summary>
/// <remarks>
/// It knows words and ids and nothing else. Whether a comment may be shown is asked of the comment itself each time, so
/// that one that is held or removed is found no more from that moment on, whatever the index still holds.
/// </remarks>
internal interface ISearchIndex
{
    /// <summary>Takes comments in, or their new words, within the open transaction.</summary>
    Task Write(ParleyContext db, IReadOnlyList<IndexedComment> comments, CancellationToken cancellation);

    /// <summary>Forgets comments, within the open transaction.</summary>
    Task Forget(ParleyContext db, SiteId site, IReadOnlyList<CommentId> comments, CancellationToken cancellation);

    /// <summary>Takes words of forgotten comments out of the index's files, a step of bounded work at a time.</summary>
    /// <returns>Whether there is more to do.</returns>
    Task<bool> Scrub(ParleyContext db, CancellationToken cancellation);

    /// <summary>The newest published comments that match.</summary>
    /// <returns>Null when it took longer than a search may.</returns>
    Task<IReadOnlyList<CommentId>?> Find(ParleyContext db, Sought sought, int take, CancellationToken cancellation);
}

/// <summary>What both databases' indexes have in common.</summary>
internal static class SearchIndexes
{
    /// <summary>A search that takes longer is given up: it would take from every other reader.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The word that stands for a site or a story in the index.</summary>
    public static string PlaceOf(SiteId site) => "s" + site;

    /// <inheritdoc cref="PlaceOf(SiteId)"/>
    public static string PlaceOf(StoryId story) => "t" + story;

    public static string PlaceOf(Sought sought) => sought.Story is { } story ? PlaceOf(story) : PlaceOf(sought.Site);

    /// <summary>A command on the context's own connection, and so within its transaction.</summary>
    public static async Task<DbCommand> Command(ParleyContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return db.Database.GetDbConnection().CreateCommand();
    }

    public static async Task<IReadOnlyList<CommentId>> ReadIds(DbCommand command, CancellationToken cancellation)
    {
        var ids = new List<CommentId>();
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            ids.Add(new(rows.GetInt64(0)));
        return ids;
    }

    /// <summary>Published comments only, and in a story only its own: also where the index lags behind.</summary>
    public static string Shown(Sought sought) => string.Create(
        CultureInfo.InvariantCulture,
        $"c.site_id = {sought.Site.Value} AND c.state = 'published'{(sought.Story is { } story ? $" AND c.story_id = {story.Value}" : "")}");
}
