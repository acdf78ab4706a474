using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>A comment just posted.</summary>
/// <param name="AuthorToken">For a new guest: <c>Authorization: Bearer</c> this to edit or delete it. It is shown once.</param>
public sealed record PostedView(CommentView Comment, string? AuthorToken);

/// <summary>A page of a thread.</summary>
/// <param name="Next">Hand it in as <c>after</c> for the next page; null on the last one.</param>
public sealed record CommentPageView(string Sort, IReadOnlyList<BranchView> Comments, string? Next);

/// <summary>Replies below a comment in reading order.</summary>
/// <param name="Next">Hand it in as <c>after</c> for the next page; null on the last one.</param>
/// <param name="Deeper">Those among them whose own replies lie deeper than a page goes: read each one's replies.</param>
public sealed record ReplyPageView(IReadOnlyList<CommentView> Comments, string? Next, IReadOnlyList<MoreView> Deeper);

/// <summary>A text as it would be shown.</summary>
public sealed record PreviewView(string Html, string? FoldedHtml);

/// <summary>The JSON doors of comments.</summary>
internal static class CommentsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/stories/{id}/comments", ReadThread).ForAnyone().WithSummary("Read a page of a thread");
        api.MapGet("/comments/{id}/replies", ReadReplies).ForAnyone().WithSummary("Read the replies below a comment");
        api.MapGet("/comments/{id}", ReadOne).ForAnyone().WithSummary("Read a comment");
        api.MapPost("/stories/{id}/comments", PostToStory).WritesForAnyone().WithSummary("Post a comment to a story");
        api.MapPost("/comments", PostAnywhere).WritesForAnyone().WithSummary("Post a comment; the first one makes the story");
        api.MapPatch("/comments/{id}", Edit).WritesForAuthors().WithSummary("Rewrite a comment within the edit window");
        api.MapPost("/comments/{id}/correction", Correct).WritesForAuthors().WithSummary("Add one dated line after the edit window");
        api.MapDelete("/comments/{id}", Delete).WritesForAuthors().WithSummary("Delete a comment");
        api.MapPost("/comments/{id}/state", SetState).WritesForPublishers().WithSummary("Publish, hold or remove a comment");
        api.MapPost("/comments/{id}/marks", Mark).WritesForPublishers().WithSummary("Feature a comment, move its branch off topic, badge its author");
        api.MapPost("/preview", Preview).WorksForAnyone().WithSummary("See a text as it would be shown");
    }

    private static async Task<Results<Ok<CommentPageView>, RefusalResult>> ReadThread(
        string id,
        string? sort,
        string? after,
        int? limit,
        StoryFinder stories,
        StoryGate gate,
        ThreadReader threads,
        HttpContext http,
        CancellationToken cancellation)
    {
        NoStore(http);
        if (await stories.ById(id, cancellation) is not { } found)
            return new RefusalResult(Refusal.NotFound("story"));
        if (await gate.MayRead(http, found, cancellation) is { } closed)
            return new RefusalResult(closed);
        var asked = ThreadQuery.Read(found, sort, after, limit);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var query = asked.Value!;
        var page = await threads.ReadPage(found.Story, found.Site, query.Sort, query.After, query.Limit, found.View, cancellation);
        return TypedResults.Ok(new CommentPageView(page.Sort, page.Branches, page.Next));
    }

    private static async Task<Results<Ok<ReplyPageView>, RefusalResult>> ReadReplies(
        string id, string? after, int? limit, CommentFinder comments, StoryGate gate, StoryFinder stories, ThreadReader threads, HttpContext http, CancellationToken cancellation)
    {
        NoStore(http);
        var listed = await FindReadable(http, id, comments, stories, gate, cancellation);
        if (listed.Refusal is { } closed)
            return new RefusalResult(closed);
        var found = listed.Value!;
        var asked = ThreadQuery.ReadReplies(after, limit);
        if (asked.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var (cursor, take) = asked.Value;
        var page = await threads.ReadReplies(found.Comment, found.Site, cursor, take, cancellation);
        return page.Refusal is { } foreign
            ? new RefusalResult(foreign)
            : TypedResults.Ok(page.Value!);
    }

    private static async Task<Results<Ok<CommentView>, RefusalResult>> ReadOne(
        string id, CommentFinder comments, StoryGate gate, StoryFinder stories, ThreadReader threads, HttpContext http, CancellationToken cancellation)
    {
        NoStore(http);
        var listed = await FindReadable(http, id, comments, stories, gate, cancellation);
        if (listed.Refusal is { } closed)
            return new RefusalResult(closed);
        var found = listed.Value!;
        return TypedResults.Ok(await threads.ReadOne(found.Comment, found.Site, cancellation));
    }

    /// <summary>A comment that readers see, in a thread that this one may read.</summary>
    private static async Task<Outcome<FoundComment>> FindReadable(
        HttpContext http, string id, CommentFinder comments, StoryFinder stories, StoryGate gate, CancellationToken cancellation)
    {
        if (await comments.Listed(id, cancellation) is not { } found || await stories.ById(found.Comment.StoryId, cancellation) is not { } story)
            return Refusal.NotFound("comment");
        return await gate.MayRead(http, story, cancellation) is { } closed ? closed : found;
    }

    private static async Task<Results<Created<PostedView>, Accepted<PostedView>, RefusalResult>> PostToStory(
        string id,
        PostComment.Request request,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        HttpContext http,
        StoryFinder stories,
        PostComment posting,
        CancellationToken cancellation)
    {
        if (await stories.Place(id, cancellation) is not { } place)
            return new RefusalResult(Refusal.NotFound("story"));
        return await Post(http, new PostTarget(place.Site, place.Story, null, null), request, key, posting, cancellation);
    }

    private static async Task<Results<Created<PostedView>, Accepted<PostedView>, RefusalResult>> PostAnywhere(
        PostComment.Request request,
        string? site,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        HttpContext http,
        SiteDirectory sites,
        PostComment posting,
        CancellationToken cancellation)
    {
        var target = PostTarget.Read(sites, request.Site ?? site, request.StoryId, request.StoryUrl);
        return target.Refusal is { } refusal
            ? new RefusalResult(refusal)
            : await Post(http, target.Value!, request, key, posting, cancellation);
    }

    private static async Task<Results<Created<PostedView>, Accepted<PostedView>, RefusalResult>> Post(
        HttpContext http,
        PostTarget target,
        PostComment.Request request,
        string? key,
        PostComment posting,
        CancellationToken cancellation)
    {
        var posted = await posting.Handle(http, target, request, key, cancellation);
        if (posted.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var made = posted.Value!;
        NoStore(http);
        SayPosition(http, made.Position);
        if (made.AuthorToken is { } token)
            ReaderCookies.Keep(http, target.Site.Name, target.Site.Origins, token);
        var view = new PostedView(CommentViews.DrawOwn(made.Comment, made.Author, []), made.AuthorToken);
        // Held, it waits for a moderator and stands where its author alone sees it.
        return made.Comment.State == CommentState.Held
            ? TypedResults.Accepted(Links.Yours(view.Comment.Id), view)
            : TypedResults.Created(Links.Comment(view.Comment.Id), view);
    }

    private static async Task<Results<Ok<CommentView>, RefusalResult>> Edit(
        string id, EditRequest request, HttpContext http, AuthorChanges changes, ThreadReader threads, CancellationToken cancellation) =>
        await Answer(http, await changes.Edit(http, id, request.Body, request.Continued, request.AsItIs, cancellation), threads, cancellation);

    private static async Task<Results<Ok<CommentView>, RefusalResult>> Correct(
        string id, CorrectionRequest request, HttpContext http, AuthorChanges changes, ThreadReader threads, CancellationToken cancellation) =>
        await Answer(http, await changes.Correct(http, id, request.Text, request.AsItIs, cancellation), threads, cancellation);

    private static async Task<Results<NoContent, RefusalResult>> Delete(
        string id, HttpContext http, AuthorChanges changes, CancellationToken cancellation)
    {
        var deleted = await changes.Delete(http, id, cancellation);
        if (deleted.Refusal is { } refusal)
            return new RefusalResult(refusal);
        SayPosition(http, deleted.Value!.Position);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<CommentView>, RefusalResult>> SetState(
        string id, SetCommentState.Request request, HttpContext http, SetCommentState states, ThreadReader threads, CancellationToken cancellation) =>
        await Answer(http, await states.Handle(http, id, request, cancellation), threads, cancellation);

    private static async Task<Results<Ok<CommentView>, RefusalResult>> Mark(
        string id, MarkComment.Request request, HttpContext http, MarkComment marks, ThreadReader threads, CancellationToken cancellation)
    {
        var marked = await marks.Handle(http, id, request, cancellation);
        return marked.Refusal is { } refusal
            ? new RefusalResult(refusal)
            : TypedResults.Ok(await threads.ReadOne(marked.Value!.Comment, marked.Value.Site, cancellation));
    }

    private static async Task<Results<Ok<CommentView>, RefusalResult>> Answer(
        HttpContext http, Outcome<ChangedComment> changed, ThreadReader threads, CancellationToken cancellation)
    {
        if (changed.Refusal is { } refusal)
            return new RefusalResult(refusal);
        SayPosition(http, changed.Value!.Position);
        return TypedResults.Ok(await threads.ReadOne(changed.Value.Comment, changed.Value.Site, cancellation));
    }

    private static Results<Ok<PreviewView>, RefusalResult> Preview(PreviewRequest request, string? site, SiteDirectory sites)
    {
        var settings = (request.Site ?? site) is { } name ? sites.Find(name)?.Settings : new SiteSettings();
        if (settings is null)
            return new RefusalResult(new Refusal("site", 404, "site"));
        var rendered = CommentText.Read(CleanText.Lines(request.Body ?? ""), request.Continued, settings);
        return rendered.Refusal is { } refusal
            ? new RefusalResult(refusal)
            : TypedResults.Ok(new PreviewView(rendered.Value!.Html, rendered.Value.FoldedHtml));
    }

    /// <summary>A script that shows a page next asks for one that holds what it just did.</summary>
    private static void SayPosition(HttpContext http, EventPosition? reached)
    {
        if (reached is { } position)
            http.Response.Headers[AnswerHeaders.Position] = position.ToString();
    }

    private static void NoStore(HttpContext http) => http.Response.Headers.CacheControl = "no-store";

    /// <param name="Body">The whole new text, in Markdown.</param>
    /// <param name="AsItIs">The author was asked to think again (the refusal <c>nudge</c>), and means it as it is.</param>
    internal sealed record EditRequest(string? Body, bool Continued = false, bool AsItIs = false);

    /// <param name="Text">One line, without Markdown.</param>
    /// <param name="AsItIs">The author was asked to think again (the refusal <c>nudge</c>), and means it as it is.</param>
    internal sealed record CorrectionRequest(string? Text, bool AsItIs = false);

    /// <param name="Site">Whose limits hold; none for the usual ones.</param>
    internal sealed record PreviewRequest(string? Body, bool Continued = false, string? Site = null);
}
