using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Comments;
using Parley.Platform.Web;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>The form on the private page of a comment by which a reader ignores its author, without script.</summary>
internal static class IgnoreForm
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/comments/{id}/ignore", Ignore).WritesForKnown().ExcludeFromDescription();

    private static async Task<IResult> Ignore(
        string id, HttpContext http, CommentFinder comments, StoryFinder stories, StoryGate gate, Callers callers, IgnoreDesk desk, SharedPages pages, CancellationToken cancellation)
    {
        if (await comments.Listed(id, cancellation) is not { } found || await stories.ById(found.Comment.StoryId, cancellation) is not { } story)
            return pages.Refuse(http, Refusal.NotFound("comment"));
        if ((await gate.MayRead(http, story, cancellation) ?? await IgnoredComments.Ignore(http, found, callers, desk, cancellation)) is { } refusal)
            return pages.Refuse(http, refusal, back: Links.Yours(id));
        return Platform.Web.Pages.PrivatePages.SeeOther(pages.Language(http, found.Site.View.Language).AddTo(Links.Ignored(found.Site.Name)));
    }
}
