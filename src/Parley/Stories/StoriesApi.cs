using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>The JSON doors of stories.</summary>
internal static class StoriesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/stories", Save).WritesForPublishers().WithSummary("Make a story, or change the one that is there");
        api.MapGet("/stories", Find).ForAnyone().WithSummary("Find a story by its address or by the publisher's id");
        api.MapGet("/stories/{id}", Read).ForAnyone().WithSummary("Read a story");
        api.MapPatch("/stories/{id}", Change).WritesForPublishers().WithSummary("Change a story, or open and close its thread");
        api.MapPost("/stories/{id}/merge", Merge).WritesForPublishers().WithSummary("Make this story part of another");
    }

    private static async Task<Results<Created<StoryView>, Ok<StoryView>, RefusalResult>> Save(
        SaveStory.Request request, HttpContext http, Callers callers, SaveStory saving, CancellationToken cancellation)
    {
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var saved = await saving.MakeOrChange(publisher.Value!, request, Callers.PublisherOf(http), cancellation);
        if (saved.Refusal is { } refused)
            return new RefusalResult(refused);
        var view = saved.Value!.Story.View;
        return saved.Value.IsNew ? TypedResults.Created(Links.Story(view.Id!), view) : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<StoryView>, RefusalResult>> Find(
        string? site, string? url, string? storyId, SiteDirectory sites, StoryFinder stories, StoryGate gate, HttpContext http, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(site) || sites.Find(site) is not { } owner)
            return new RefusalResult(new Refusal("site", 404, "site"));
        var ownId = StoryRules.ReadPublisherId(storyId);
        if (string.IsNullOrEmpty(url) && ownId is null)
            return new RefusalResult(new Refusal("story-unnamed", 400, "url"));
        string? why = null;
        var address = string.IsNullOrEmpty(url) ? null : StoryUrl.Parse(url, out why);
        if (why is not null)
            return new RefusalResult(new Refusal("url", 400, "url", ("why", why)));
        NoStore(http);
        if (await stories.Find(owner, ownId, address, cancellation) is { } found)
            return await gate.MayRead(http, found, cancellation) is { } closed ? new RefusalResult(closed) : TypedResults.Ok(found.View);
        if (address is null)
            return new RefusalResult(Refusal.NotFound("story"));
        return owner.Origins.Contains(address.Origin.Text)
            ? TypedResults.Ok(StoryViews.Unwritten(owner, ownId, address.Address))
            : new RefusalResult(new Refusal("story-origin", 403, "url"));
    }

    private static async Task<Results<Ok<StoryView>, RefusalResult>> Read(
        string id, StoryFinder stories, StoryGate gate, HttpContext http, CancellationToken cancellation)
    {
        NoStore(http);
        if (await stories.ById(id, cancellation) is not { } found)
            return new RefusalResult(Refusal.NotFound("story"));
        return await gate.MayRead(http, found, cancellation) is { } closed ? new RefusalResult(closed) : TypedResults.Ok(found.View);
    }

    private static async Task<Results<Ok<StoryView>, RefusalResult>> Change(
        string id,
        SaveStory.Request request,
        HttpContext http,
        Callers callers,
        StoryFinder stories,
        SaveStory saving,
        CancellationToken cancellation)
    {
        var owned = await Owned(id, http, callers, stories, cancellation);
        if (owned.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var saved = await saving.Change(owned.Value!, request, Callers.PublisherOf(http), cancellation);
        return saved.Refusal is { } refused ? new RefusalResult(refused) : TypedResults.Ok(saved.Value!.Story.View);
    }

    private static async Task<Results<Ok<StoryView>, RefusalResult>> Merge(
        string id,
        MergeRequest request,
        HttpContext http,
        Callers callers,
        StoryFinder stories,
        MergeStories merging,
        CancellationToken cancellation)
    {
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } refusal)
            return new RefusalResult(refusal);
        var story = await stories.Exactly(id, cancellation);
        var into = await stories.Exactly(request.Into ?? "", cancellation);
        if (story is null || story.SiteId != publisher.Value!.Id)
            return new RefusalResult(Refusal.NotFound("story"));
        if (into is null || into.SiteId != publisher.Value.Id)
            return new RefusalResult(new Refusal("merge-unknown", 422, "into"));
        var merged = await merging.Handle(story, into, Callers.PublisherOf(http), cancellation);
        return merged.Refusal is { } refused
            ? new RefusalResult(refused)
            : TypedResults.Ok((await stories.ById(merged.Value, cancellation))!.View);
    }

    /// <summary>The story, when the caller's key is of its site; of another site's story nothing is said.</summary>
    private static async Task<Outcome<FoundStory>> Owned(
        string id, HttpContext http, Callers callers, StoryFinder stories, CancellationToken cancellation)
    {
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } refusal)
            return refusal;
        return await stories.ById(id, cancellation) is { } found && found.Site.Id == publisher.Value!.Id
            ? found
            : Refusal.NotFound("story");
    }

    private static void NoStore(HttpContext http) => http.Response.Headers.CacheControl = "no-store";

    /// <param name="Into">Our id of the story that remains.</param>
    internal sealed record MergeRequest(string? Into);
}
