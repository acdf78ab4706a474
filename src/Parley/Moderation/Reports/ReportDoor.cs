using Parley.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Comments;
using Parley.Moderation.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Reports;

/// <summary>Where readers report: a private page that needs no script, and JSON.</summary>
internal static class ReportDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/comments/{id}/report", Show).ForAnyone().ExcludeFromDescription();
        app.MapPost("/comments/{id}/report", Send).ReportsForAnyone().ExcludeFromDescription();
    }

    public static void MapApi(RouteGroupBuilder api) =>
        api.MapPost("/comments/{id}/reports", SendJson).ReportsForAnyone().WithSummary("Report a comment");

    private static Task<IResult> Show(string id, string? done, HttpContext http, ReportPages pages, CancellationToken cancellation) =>
        pages.Show(http, id, null, null, done == "yes", cancellation);

    private static async Task<IResult> Send(string id, HttpContext http, ReportPages pages, ReportComment reports, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var request = new ReportComment.Request(form.Value!["reason"], form.Value["words"]);
        var reported = await reports.Handle(http, id, request, cancellation);
        if (reported.Refusal is { } refusal)
            return await pages.Show(http, id, request, refusal, false, cancellation);
        if (reported.Value!.AuthorToken is { } token)
            ReaderCookies.Write(http, reported.Value.Site.Name, token);
        return pages.Done(http, id);
    }

    private static async Task<Results<Created<ReportedView>, RefusalResult>> SendJson(
        string id, ReportComment.Request request, HttpContext http, ReportComment reports, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var reported = await reports.Handle(http, id, request, cancellation);
        if (reported.Refusal is { } refusal)
            return new RefusalResult(refusal);
        if (reported.Value!.AuthorToken is { } token)
            ReaderCookies.Keep(http, reported.Value.Site.Name, reported.Value.Site.Origins, token);
        return TypedResults.Created((string?)null, new ReportedView(reported.Value.AuthorToken));
    }
}

/// <summary>A report was taken.</summary>
/// <param name="AuthorToken">For somebody new: <c>Authorization: Bearer</c> this to be known again. It is shown once.</param>
public sealed record ReportedView(string? AuthorToken);

/// <summary>Draws the page of a report.</summary>
internal sealed class ReportPages(CommentFinder comments, StoryFinder stories, StoryGate gate, ThreadReader threads, Callers callers, PrivatePages pages)
{
    public IResult Refuse(HttpContext http, Refusal refusal) => pages.Refuse(http, refusal);

    public IResult Done(HttpContext http, string id) => pages.SeeOther(http, Links.Report(id) + "?done=yes");

    public async Task<IResult> Show(
        HttpContext http, string id, ReportComment.Request? typed, Refusal? refusal, bool isDone, CancellationToken cancellation)
    {
        if (await comments.Listed(id, cancellation) is not { } found || await stories.ById(found.Comment.StoryId, cancellation) is not { } story)
            return pages.Refuse(http, Refusal.NotFound("comment"));
        if (await gate.MayRead(http, story, cancellation) is { } closed)
            return pages.Refuse(http, closed);
        var words = pages.Words(http.Request.Query["lang"], found.Site.View.Language);
        refusal?.Announce(http);
        return await pages.Show<ReportPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(ReportPage.Words)] = words,
            [nameof(ReportPage.Site)] = found.Site.View,
            [nameof(ReportPage.Comment)] = await threads.ReadOne(found.Comment, found.Site, cancellation),
            [nameof(ReportPage.Reasons)] = Choices(found.Site, words),
            [nameof(ReportPage.Reason)] = typed?.Reason,
            [nameof(ReportPage.Typed)] = typed?.Words,
            [nameof(ReportPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
            [nameof(ReportPage.IsDone)] = isDone,
            [nameof(ReportPage.IsModerator)] = await callers.IsModerator(http, found.Site, cancellation),
        });
    }

    private static IReadOnlyList<ReasonView> Choices(LiveSite site, Words words) =>
        [.. ReasonRules.Read(site.Settings.Reasons).Select(reason => new ReasonView(reason.Code, ReasonWords.Of(words, reason.Code), reason.Severity))];
}

/// <summary>A reason as pages offer it.</summary>
public sealed record ReasonView(string Code, string Name, int Severity);
