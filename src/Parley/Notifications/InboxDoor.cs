using Parley.Accounts;
using Parley.Comments;
using Parley.Notifications.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>A reader's inbox and what they wish of mail.</summary>
internal static class InboxDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/account/{site}/inbox").ExcludeFromDescription();
        own.MapGet("/", Show).For(Caller.Reader);
        own.MapPost("/read", Read).WritesFor(Caller.Reader);
        own.MapPost("/mail", Wish).WritesFor(Caller.Reader);
        own.MapGet("/stop", ShowStop).ForAnyone();
        own.MapPost("/stop", Stop).WritesByLink();
    }

    private static async Task<IResult> Show(
        string? before, string? done, HttpContext http, InboxDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        CommentId? last = IdText.TryRead<CommentId>(before, out var read) ? read : null;
        return await pages.Show<InboxPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(InboxPage.Words)] = pages.Words(http.Request.Query["lang"], reader.Site!.View.Language),
            [nameof(InboxPage.Site)] = reader.Site.View,
            [nameof(InboxPage.Inbox)] = await desk.Read(reader.Site, reader.Person!, last, cancellation),
            [nameof(InboxPage.Done)] = done == "yes",
        });
    }

    private static async Task<IResult> Read(HttpContext http, InboxDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        await desk.MarkRead(reader.Site!.Id, reader.Person!.Id, cancellation);
        return pages.SeeOther(http, Links.Inbox(reader.Site.Name));
    }

    private static async Task<IResult> Wish(HttpContext http, InboxDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        if (form.Value!["pace"] is not { } typed || EnumWord.Read<MailPace>(typed) is not { } pace)
            return pages.Refuse(http, new Refusal("mail-pace", 422), back: Links.Inbox(reader.Site!.Name));
        var kind = EnumWord.Read<NewsKind>(form.Value["kind"] ?? "reply") ?? NewsKind.Reply;
        await desk.Wish(reader.Site!.Id, reader.Person!.Id, kind, pace, cancellation);
        return pages.SeeOther(http, Links.Inbox(reader.Site.Name) + "?done=yes");
    }

    /// <summary>Mail programs open links by themselves: a look ends nothing.</summary>
    private static Task<IResult> ShowStop(string site, string? with, HttpContext http, SiteDirectory sites, StopLinks links, PrivatePages pages) =>
        StopPage(http, site, with, false, sites, links, pages);

    private static async Task<IResult> Stop(
        string site, string? with, HttpContext http, SiteDirectory sites, StopLinks links, InboxDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is { } owner && links.Open(owner, with) is var (person, kind))
            await desk.Wish(owner.Id, person, kind, MailPace.Never, cancellation);
        return await StopPage(http, site, with, true, sites, links, pages);
    }

    private static Task<IResult> StopPage(
        HttpContext http, string site, string? with, bool isDone, SiteDirectory sites, StopLinks links, PrivatePages pages) =>
        sites.Find(site) is { } owner && links.Open(owner, with) is var (_, kind)
            ? pages.Show<StopMailPage>(http, StatusCodes.Status200OK, new()
            {
                [nameof(StopMailPage.Words)] = pages.Words(http.Request.Query["lang"], owner.View.Language),
                [nameof(StopMailPage.Site)] = owner.View,
                [nameof(StopMailPage.Address)] = Links.InboxStop(owner.Name, with!),
                [nameof(StopMailPage.Said)] = StopWords.Of(kind),
                [nameof(StopMailPage.IsDone)] = isDone,
            })
            : Task.FromResult(pages.Refuse(http, Refusal.NotFound("page")));
}
