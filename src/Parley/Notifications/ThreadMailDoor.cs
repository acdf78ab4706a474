using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Accounts;
using Parley.Comments;
using Parley.Notifications.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>Addresses left for one story's thread: asked for, confirmed, forgotten.</summary>
internal static class ThreadMailDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/account/{site}/thread-mail").ExcludeFromDescription();
        pages.MapGet("/confirm", ShowConfirm).ForAnyone();
        pages.MapPost("/confirm", Confirm).SignsIn();
        pages.MapGet("/stop", ShowStop).ForAnyone();
        pages.MapPost("/stop", Stop).WritesByLink();
    }

    public static void MapApi(RouteGroupBuilder api) =>
        api.MapPost("/comments/{id}/mail", Ask).WritesForAuthors().Mails().WithSummary("Send a link that confirms an address for answers to a guest's comments");

    private static async Task<Results<Accepted, RefusalResult>> Ask(
        string id, MailRequest request, HttpContext http, CommentFinder comments, Callers callers, ThreadMailDesk desk, AllWords words, CancellationToken cancellation)
    {
        if (await comments.Any(id, cancellation) is not { } found)
            return new RefusalResult(Refusal.NotFound("comment"));
        var caller = await callers.Read(http, found.Site, cancellation);
        if (caller.Refusal is { } unknown)
            return new RefusalResult(unknown);
        if (caller.Value is not { } reader || (reader.Id != found.Comment.AuthorId && !found.Comment.IsListed))
            return new RefusalResult(found.Comment.IsListed ? new Refusal("not-known", 401) : Refusal.NotFound("comment"));
        var language = words.Find(http.Request.Query["lang"].ToString() is { Length: > 0 } asked ? asked : found.Site.View.Language);
        return await desk.Ask(found, reader, request.Mail, language, cancellation) is { } refusal
            ? new RefusalResult(refusal)
            : TypedResults.Accepted((string?)null);
    }

    /// <summary>Mail programs open links by themselves: a look keeps nothing.</summary>
    private static async Task<IResult> ShowConfirm(
        string site, string? with, HttpContext http, SiteDirectory sites, ThreadMailDesk desk, PrivatePages pages, CancellationToken cancellation) =>
        await ConfirmPage(http, site, with, false, sites, desk, pages, cancellation);

    private static async Task<IResult> Confirm(
        string site, string? with, HttpContext http, SiteDirectory sites, ThreadMailDesk desk, PrivatePages pages, CancellationToken cancellation) =>
        sites.Find(site) is not { } owner ? pages.Refuse(http, Refusal.NotFound("page"))
        : await desk.Confirm(owner, with, cancellation) is { } refusal ? pages.Refuse(http, refusal)
        : await ConfirmPage(http, site, with, true, sites, desk, pages, cancellation);

    private static async Task<IResult> ConfirmPage(
        HttpContext http, string site, string? with, bool isDone, SiteDirectory sites, ThreadMailDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } owner || await desk.Open(owner, with, cancellation) is not { } story)
            return pages.Refuse(http, Refusal.NotFound("page"));
        return await pages.Show<ConfirmMailPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(ConfirmMailPage.Words)] = pages.Words(http.Request.Query["lang"], owner.View.Language),
            [nameof(ConfirmMailPage.Site)] = owner.View,
            [nameof(ConfirmMailPage.Story)] = story.View,
            [nameof(ConfirmMailPage.Address)] = Links.ThreadMailConfirm(owner.Name, with!),
            [nameof(ConfirmMailPage.IsDone)] = isDone,
        });
    }

    private static Task<IResult> ShowStop(
        string site, string? with, HttpContext http, SiteDirectory sites, ThreadMailDesk desk, ThreadAddresses addresses, PrivatePages pages, CancellationToken cancellation) =>
        StopPage(http, site, with, isPressed: false, sites, desk, addresses, pages, cancellation);

    private static Task<IResult> Stop(
        string site, string? with, HttpContext http, SiteDirectory sites, ThreadMailDesk desk, ThreadAddresses addresses, PrivatePages pages, CancellationToken cancellation) =>
        StopPage(http, site, with, isPressed: true, sites, desk, addresses, pages, cancellation);

    private static async Task<IResult> StopPage(
        HttpContext http, string site, string? with, bool isPressed, SiteDirectory sites, ThreadMailDesk desk, ThreadAddresses addresses, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } owner || addresses.OpenStop(owner, with) is null)
            return pages.Refuse(http, Refusal.NotFound("page"));
        var mail = await desk.Find(owner, with, cancellation);
        if (isPressed && mail is not null)
            await desk.Stop(mail, cancellation);
        return await pages.Show<StopMailPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(StopMailPage.Words)] = pages.Words(http.Request.Query["lang"], owner.View.Language),
            [nameof(StopMailPage.Site)] = owner.View,
            [nameof(StopMailPage.Address)] = Links.ThreadMailStop(owner.Name, with!),
            [nameof(StopMailPage.Said)] = mail is null ? StopWords.Guest : StopWords.Of(mail),
            // An address that is forgotten already gets no second button.
            [nameof(StopMailPage.IsDone)] = isPressed || mail?.Mail is null,
        });
    }

    /// <param name="Mail">The address; nothing is kept of it until its owner confirms it.</param>
    internal sealed record MailRequest(string? Mail);
}
