using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>What of a discussion folds for one reader.</summary>
/// <param name="Any">Whether the reader ignores anybody at all; when not, there is no need to ask again.</param>
/// <param name="Comments">Comments by people the reader ignores, the newest first.</param>
/// <param name="Words">What stands in place of one.</param>
public sealed record IgnoredCommentsView(bool Any, IReadOnlyList<string> Comments, string Words);

/// <summary>The private doors by which a reader's script folds comments on a page that is the same for everybody.</summary>
internal static class IgnoredComments
{
    /// <summary>Comments named at most: no page shows more of them.</summary>
    private const int MaxNamed = 2_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/stories/{id}/ignored", Read).ForAnyone().WithSummary("Which comments of a story are by people the caller ignores");
        api.MapPost("/comments/{id}/ignore", Answer).WritesForKnown().WithSummary("Ignore the author of a comment");
    }

    /// <summary>Ignores the author of a comment that readers see.</summary>
    public static async Task<Refusal?> Ignore(HttpContext http, FoundComment found, Callers callers, IgnoreDesk desk, CancellationToken cancellation)
    {
        var caller = await callers.Read(http, found.Site, cancellation);
        return caller.Refusal is { } untrue ? untrue
            : caller.Value is not { } reader ? new Refusal("ignore-unknown", 401)
            : found.Comment.State != CommentState.Published ? Refusal.NotFound("comment")
            : await desk.Ignore(reader, found.Comment.AuthorId, cancellation);
    }

    private static async Task<Results<NoContent, RefusalResult>> Answer(
        string id, HttpContext http, CommentFinder comments, StoryFinder stories, StoryGate gate, Callers callers, IgnoreDesk desk, CancellationToken cancellation)
    {
        if (await comments.Listed(id, cancellation) is not { } found || await stories.ById(found.Comment.StoryId, cancellation) is not { } story)
            return new RefusalResult(Refusal.NotFound("comment"));
        var refusal = await gate.MayRead(http, story, cancellation) ?? await Ignore(http, found, callers, desk, cancellation);
        return refusal is null ? TypedResults.NoContent() : new RefusalResult(refusal);
    }

    private static async Task<Results<Ok<IgnoredCommentsView>, RefusalResult>> Read(
        string id,
        string? lang,
        HttpContext http,
        StoryFinder stories,
        StoryGate gate,
        Callers callers,
        AllWords words,
        IDbContextFactory<ParleyContext> reading,
        CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await stories.ById(id, cancellation) is not { } found)
            return new RefusalResult(Refusal.NotFound("story"));
        if (await gate.MayRead(http, found, cancellation) is { } closed)
            return new RefusalResult(closed);
        var caller = await callers.Read(http, found.Site, cancellation);
        if (caller.Refusal is { } untrue)
            return new RefusalResult(untrue);
        var said = words.Find(string.IsNullOrEmpty(lang) ? found.Site.View.Language : lang)["ignore.folded"];
        if (caller.Value is not { } reader)
            return TypedResults.Ok(new IgnoredCommentsView(false, [], said));
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var ignored = await db.IgnoredPeople
            .Where(one => one.SiteId == found.Site.Id && one.PersonId == reader.Id)
            .Select(one => one.IgnoredId)
            .ToListAsync(cancellation);
        return TypedResults.Ok(new IgnoredCommentsView(ignored.Count > 0, await By(db, found, ignored, cancellation), said));
    }

    private static async Task<IReadOnlyList<string>> By(ParleyContext db, FoundStory found, List<PersonId> authors, CancellationToken cancellation)
    {
        if (authors.Count == 0)
            return [];
        var (site, story) = (found.Site.Id, found.Story.Id);
        var comments = await db.Comments
            .Where(comment => comment.SiteId == site && comment.StoryId == story && EF.Parameter(authors).Contains(comment.AuthorId) && comment.State == CommentState.Published)
            .OrderByDescending(comment => comment.Id)
            .Take(MaxNamed)
            .Select(comment => comment.Id)
            .ToListAsync(cancellation);
        return comments.ConvertAll(comment => comment.ToString());
    }
}
