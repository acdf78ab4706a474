using Parley.Moderation.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Moderation.Decisions;

/// <summary>Where whoever was restricted reads why, and appeals.</summary>
internal static class StatementDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/statements/{id}", Show).ForAnyone().ExcludeFromDescription();
        app.MapPost("/statements/{id}/appeal", Appeal).ReportsForAnyone().ExcludeFromDescription();
        app.MapPost("/statements/{id}/read", Read).ReportsForAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(string id, string? with, HttpContext http, StatementDesk desk, PrivatePages pages, CancellationToken cancellation) =>
        await desk.Find(http, id, with, cancellation) is { } found
            ? await Draw(http, found, with, null, null, desk, pages, cancellation)
            : pages.Refuse(http, Refusal.NotFound("page"));

    private static async Task<IResult> Appeal(
        string id, string? with, HttpContext http, StatementDesk desk, AppealDesk appeals, PrivatePages pages, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        if (await desk.Find(http, id, with, cancellation) is not { } found)
            return pages.Refuse(http, Refusal.NotFound("page"));
        return await appeals.Send(found.Site, found.Decision.Id, form.Value!["words"], cancellation) is { } refusal
            ? await Draw(http, found, with, form.Value["words"], refusal, desk, pages, cancellation)
            : pages.SeeOther(http, Links.Statement(id, with));
    }

    private static async Task<IResult> Read(string id, string? with, HttpContext http, StatementDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (await desk.Find(http, id, with, cancellation) is not { } found)
            return pages.Refuse(http, Refusal.NotFound("page"));
        await desk.Acknowledge(found, cancellation);
        return pages.SeeOther(http, Links.Statement(id, with));
    }

    private static async Task<IResult> Draw(
        HttpContext http, FoundStatement found, string? with, string? typed, Refusal? refusal, StatementDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        var words = pages.Words(http.Request.Query["lang"], found.Site.View.Language);
        refusal?.Announce(http);
        return await pages.Show<StatementPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(StatementPage.Words)] = words,
            [nameof(StatementPage.Site)] = found.Site.View,
            [nameof(StatementPage.Statement)] = await desk.Draw(found, cancellation),
            [nameof(StatementPage.With)] = with,
            [nameof(StatementPage.Typed)] = typed,
            [nameof(StatementPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }
}
