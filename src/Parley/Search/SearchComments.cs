using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Search;

/// <summary>What a reader asks for.</summary>
/// <param name="Words">To be found in the comments.</param>
/// <param name="By">To be found in the authors' names.</param>
/// <param name="From">The first day (UTC), <c>YYYY-MM-DD</c>.</param>
/// <param name="To">The last day (UTC).</param>
/// <param name="After">Id of the last comment of the page before; null for the first page.</param>
internal sealed record SearchRequest(string? Words, string? By, string? From, string? To, string? After)
{
    /// <summary>Whether anything was typed at all.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Words + By + From + To);
}

/// <summary>A comment that was found.</summary>
/// <param name="Excerpt">Its words around the first match.</param>
internal sealed record Found(ListedComment Listed, IReadOnlyList<ExcerptPart> Excerpt);

/// <param name="Next">Id after which the next page begins; null on the last.</param>
internal sealed record SearchResult(IReadOnlyList<Found> Comments, string? Next)
{
    public static readonly SearchResult Nothing = new([], null);
}

/// <summary>Searches the published comments of a story or a site, newest first.</summary>
internal sealed class SearchComments(IDbContextFactory<ParleyContext> reading, ISearchIndex index, CommentViews views)
{
    public const int PageSize = 20;

    public const int MaxPageSize = 50;

    /// <summary>How often a page is filled up where stories were left out that not anyone may read.</summary>
    private const int MaxRounds = 5;

    private const string Day = "yyyy-MM-dd";

    /// <param name="story">Null for the whole site.</param>
    /// <param name="limit">1 to <see cref="MaxPageSize"/>.</param>
    public async Task<Outcome<SearchResult>> Find(
        LiveSite site, StoryId? story, SearchRequest request, int limit, CancellationToken cancellation)
    {
        var read = Read(site, story, request);
        if (read.Refusal is { } refusal)
            return refusal;
        if (read.Value is not { } sought)
            return SearchResult.Nothing;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = new List<ListedComment>();
        for (var round = 1; ; round++)
        {
            if (await index.Find(db, sought, limit + 1, cancellation) is not { } ids)
                return new Refusal("search-broad", 422, "q");
            var rows = CommentRows.Readable(await Rows(db, site, [.. ids.Take(limit)], cancellation));
            // Whoever was erased is found under no name any more, whatever the index still holds.
            if (sought.Name.Count > 0)
                rows.RemoveAll(row => row.Author.Name is null);
            var listed = await views.List(db, rows, site, cancellation);
            // In its own search whoever may read a story was let in before.
            found.AddRange(story is null ? listed.Where(one => one.Story.IsPublic) : listed);
            if (ids.Count <= limit)
                return Draw(found.Take(limit), found.Count > limit ? found[limit - 1].Comment.Id : null, sought);
            if (found.Count >= limit || round == MaxRounds)
                return Draw(found.Take(limit), found.Count > limit ? found[limit - 1].Comment.Id : ids[limit - 1].ToString(), sought);
            sought = sought with { Before = ids[limit - 1].Value };
        }
    }

    private static SearchResult Draw(IEnumerable<ListedComment> found, string? next, Sought sought) => new(
        [.. found.Select(one => new Found(one, Excerpt.Of(one.Comment.Html + " " + one.Comment.FoldedHtml, sought.Words)))], next);

    /// <returns>Null when nothing in it can be looked for.</returns>
    private static Outcome<Sought?> Read(LiveSite site, StoryId? story, SearchRequest request)
    {
        if (ReadDay(request.From, "from") is { Refusal: { } unread })
            return unread;
        if (ReadDay(request.To, "to") is { Refusal: { } unreadEnd })
            return unreadEnd;
        var (first, last) = (ReadDay(request.From, "from").Value, ReadDay(request.To, "to").Value);
        var before = last is { } day && day < DateTimeOffset.MaxValue.Date.AddDays(-1) ? IdAt(day.AddDays(1)) : long.MaxValue;
        if (!string.IsNullOrEmpty(request.After))
        {
            if (!IdText.TryRead<CommentId>(request.After, out var after))
                return new Refusal("cursor", 400, "after");
            before = Math.Min(before, after.Value);
        }
        var (words, name) = (SearchTerms.Read(request.Words), SearchTerms.ReadName(request.By));
        var isTyped = words.Count > 0 || name.Count > 0 || first is not null || last is not null;
        // Words of which nothing can be looked for are not found; without them the rest alone would find too much.
        var isMute = (words.Count == 0 && !string.IsNullOrWhiteSpace(request.Words)) || (name.Count == 0 && !string.IsNullOrWhiteSpace(request.By));
        return isTyped && !isMute
            ? new Sought(site.Id, story, words, name, first is { } from ? IdAt(from) : 0, before)
            : default(Outcome<Sought?>);
    }

    private static Outcome<DateTimeOffset?> ReadDay(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return default;
        return DateTimeOffset.TryParseExact(
            typed.Trim(), Day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? (DateTimeOffset?)day
            : new Refusal("search-day", 400, field);
    }

    /// <summary>The lowest id of a moment; past the last moment ids can tell, above them all.</summary>
    private static long IdAt(DateTimeOffset moment) =>
        moment.ToUnixTimeMilliseconds() >= long.MaxValue >> IdSource.RandomBits ? long.MaxValue : IdSource.At(moment, 0);

    /// <summary>The comments as they are now: one that was taken away since it was found is left out.</summary>
    private static async Task<List<CommentRow>> Rows(
        ParleyContext db, LiveSite site, List<CommentId> ids, CancellationToken cancellation) => ids.Count == 0 ? [] : await CommentRows
            .Shown(db, db.Comments.Where(comment =>
                comment.SiteId == site.Id && comment.State == CommentState.Published && EF.Parameter(ids).Contains(comment.Id)))
            .OrderByDescending(row => row.Comment.Id)
            .ToListAsync(cancellation);
}
