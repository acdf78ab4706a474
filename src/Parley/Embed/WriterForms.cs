using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Embed.Pages;
using Parley.Moderation.Screens;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>The forms of a page: they work without script, and give back what was typed when something is wrong.</summary>
internal static class WriterForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/stories/{id}/comments", PostToStory).WritesForAnyone().ExcludeFromDescription();
        app.MapPost("/comments", PostAnywhere).WritesForAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> PostToStory(
        string id, HttpContext http, StoryFinder stories, SharedPages pages, WriterPage writer, CancellationToken cancellation) =>
        await stories.ById(id, cancellation) is { } found
            ? await writer.Post(http, new PostTarget(found.Site, found.Story.Id, null, null), found, cancellation)
            : pages.Refuse(http, Refusal.NotFound("story"));

    private static async Task<IResult> PostAnywhere(
        HttpContext http, SiteDirectory sites, StoryFinder stories, SharedPages pages, WriterPage writer, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var target = PostTarget.Read(sites, form.Value!["site"], form.Value["storyId"], form.Value["storyUrl"]);
        if (target.Refusal is { } refusal)
            return pages.Refuse(http, refusal);
        var found = await stories.Find(target.Value!.Site, target.Value.PublisherId, target.Value.Url, cancellation);
        return found is null && target.Value.MayBeMade() is { } unknown
            ? pages.Refuse(http, unknown)
            : await writer.Post(http, target.Value, found, cancellation);
    }
}

/// <summary>Posts what a form holds, and draws the answer: a way to the new comment, a preview, or the form again.</summary>
internal sealed class WriterPage(
    PostComment posting, CommentFinder comments, ThreadReader threads, SharedPages pages, RateLimits limits)
{
    /// <param name="found">Null for a story that this comment will make.</param>
    public async Task<IResult> Post(HttpContext http, PostTarget target, FoundStory? found, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var typed = form.Value!;
        var draft = new DraftView(typed["body"], typed["name"], typed["parentId"], typed.IsTicked("continued"));
        if (typed.IsTicked("shorten"))
            return await FormAgain(http, target, found, draft with { Body = ShortenedArticle.Of(CleanText.Lines(draft.Body ?? "")) }, StatusCodes.Status200OK, cancellation);
        if (typed.IsTicked("preview"))
            return Preview(http, draft, target.Site, out var unfit) is { } preview
                ? await FormAgain(http, target, found, preview, StatusCodes.Status200OK, cancellation)
                : await FormAgain(http, target, found, draft, unfit!, cancellation);
        var request = new PostComment.Request(
            draft.Body, draft.Name, draft.ParentId, draft.Continued, AsItIs: typed.IsTicked(ScreeningRules.Meant));
        var posted = await posting.Handle(http, target, request, typed["key"], cancellation);
        if (posted.Refusal is { } refusal)
            return await FormAgain(http, target, found, draft, refusal, cancellation);
        if (posted.Value!.AuthorToken is { } token)
            ReaderCookies.Write(http, target.Site.Name, token);
        if (posted.Value.Comment.State == CommentState.Held)
            return await Held(http, target.Site, posted.Value.Comment);
        var (comment, language) = (posted.Value.Comment.Id, pages.Language(http, target.Site.View.Language));
        return SeeOther(language, Links.Comment(comment.ToString()), comment, posted.Value.Position);
    }

    /// <summary>Leads to a comment on a page that has reached the change, whichever node answers.</summary>
    public static IResult SeeOther(PageLanguage language, string address, CommentId comment, EventPosition? reached) =>
        PrivatePages.SeeOther(language.AddTo(address
            + (reached is { } position ? $"?{PageCache.ReachedParameter}={position}" : "")
            + Links.Anchor(comment.ToString())));

    private static bool IsPasted(Refusal refusal) =>
        refusal.Confirm is not null && refusal.Arguments.Any(argument => argument is { Name: "reason", Value: "pasted" });

    private Task<IResult> Held(HttpContext http, LiveSite site, Comment comment) =>
        pages.Private<HeldPage>(http, StatusCodes.Status202Accepted, new()
        {
            [nameof(HeldPage.Words)] = pages.Language(http, site.View.Language).Words,
            [nameof(HeldPage.Site)] = site.View,
            [nameof(HeldPage.Id)] = comment.Id.ToString(),
            [nameof(HeldPage.Story)] = comment.StoryId.ToString(),
        });

    /// <summary>A draft with its preview; null and why not when it cannot be shown.</summary>
    public static DraftView? Preview(DraftView draft, LiveSite site, out Refusal? unfit)
    {
        (var rendered, unfit) = CommentText.Read(CleanText.Lines(draft.Body ?? ""), draft.Continued, site.Settings);
        return rendered is null ? null : draft with { PreviewHtml = rendered.Html + rendered.FoldedHtml };
    }

    private DraftView? Preview(HttpContext http, DraftView draft, LiveSite site, out Refusal? unfit)
    {
        unfit = EndpointRules.MayWork(http, limits);
        return unfit is null ? Preview(draft, site, out unfit) : null;
    }

    private Task<IResult> FormAgain(
        HttpContext http, PostTarget target, FoundStory? found, DraftView draft, Refusal refusal, CancellationToken cancellation)
    {
        refusal.Announce(http);
        return FormAgain(http, target, found, WithError(http, draft, refusal, target.Site), refusal.Status, cancellation);
    }

    private DraftView WithError(HttpContext http, DraftView draft, Refusal refusal, LiveSite site) => draft with
    {
        IsNudged = refusal.Confirm is not null,
        MayShorten = IsPasted(refusal),
        Passage = refusal.Passage,
        Statement = refusal.Statement,
        ErrorField = refusal.Field is "body" or "name" ? refusal.Field : null,
        Error = SharedPages.Say(refusal, pages.Language(http, site.View.Language).Words),
    };

    /// <summary>The page the form stood on, with what was typed: a reply's form on the page of what it answers.</summary>
    private async Task<IResult> FormAgain(
        HttpContext http, PostTarget target, FoundStory? found, DraftView draft, int status, CancellationToken cancellation)
    {
        var site = target.Site;
        var words = pages.Language(http, site.View.Language).Words;
        var parent = draft.ParentId is null ? null : await comments.Listed(draft.ParentId, cancellation);
        if (parent is not null && found is not null && parent.Comment.StoryId == found.Story.Id)
        {
            var place = await threads.ReadPlace(parent.Comment, site, null, ThreadReader.RepliesPerRoot, found.View, cancellation);
            return await pages.Private<PermalinkPage>(http, status, new()
            {
                [nameof(PermalinkPage.Words)] = words,
                [nameof(PermalinkPage.Site)] = site.View,
                [nameof(PermalinkPage.Thread)] = place.Value,
                [nameof(PermalinkPage.Draft)] = draft,
            });
        }
        return await pages.Private<StoryPage>(http, status, new()
        {
            [nameof(StoryPage.Words)] = words,
            [nameof(StoryPage.Site)] = site.View,
            [nameof(StoryPage.Thread)] = await ReadThread(target, found, cancellation),
            [nameof(StoryPage.Draft)] = draft,
        });
    }

    private async Task<ThreadView> ReadThread(PostTarget target, FoundStory? found, CancellationToken cancellation)
    {
        var sort = Sorts.Read(target.Site.Settings.FirstOrder)!.Value;
        return found is null
            ? new ThreadView(StoryViews.Unwritten(target.Site, target.PublisherId, target.Url?.Address), sort.Word(), [], null)
            : await threads.ReadPage(found.Story, found.Site, sort, null, ThreadReader.PageSize, found.View, cancellation);
    }
}
