using Parley.Comments;
using Parley.Moderation.Flaggers;
using Parley.Moderation.Pages;
using Parley.Moderation.Reports;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Notices;

/// <summary>The form of a notice, open to anyone, and the private page of one that was given.</summary>
internal static class NoticeDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var notices = app.MapGroup("/notices/{site}").ExcludeFromDescription();
        notices.MapGet("/", Show).ForAnyone();
        notices.MapPost("/", Send).ReportsForAnyone();
        notices.MapGet("/{id}", ShowGiven).ForAnyone();
        notices.MapPost("/{id}/complaint", Complain).ReportsForAnyone();
    }

    private static async Task<IResult> Show(
        string site, string? comment, string? flagger, HttpContext http, SiteDirectory sites, FlaggerDesk flaggers, NoticePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } found)
            return pages.Missing(http);
        var known = flagger is null ? null : await flaggers.Find(found.Id, flagger, cancellation);
        if (flagger is not null && known is null)
            return pages.Missing(http);
        var items = comment is not null && NoticeRules.ReadItems(comment) is [var one] ? Links.Comment(one.ToString()) : null;
        return await pages.Ask(http, found, new(items, null, null, null, null, null, false) { Flagger = known }, flagger, null, cancellation);
    }

    private static async Task<IResult> Send(
        string site, HttpContext http, SiteDirectory sites, GiveNotice notices, FlaggerDesk flaggers, NoticePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } found)
            return pages.Missing(http);
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var typed = form.Value!;
        var flagger = typed["flagger"];
        var known = flagger is null ? null : await flaggers.Find(found.Id, flagger, cancellation);
        if (flagger is not null && known is null)
            return pages.Missing(http);
        var request = new GiveNotice.Request(
            typed["items"]?.ReplaceLineEndings("\n"), typed["reason"], typed["law"], typed["explanation"], typed["name"], typed["mail"], typed.IsTicked("faith"))
        {
            Flagger = known,
        };
        var given = await notices.Handle(http, found, request, pages.Words(http, found), cancellation);
        return given.Refusal is { } refusal
            ? await pages.Ask(http, found, request, flagger, refusal, cancellation)
            : pages.SeeOther(http, Links.GivenNotice(site, given.Value!.Notice.ToString(), given.Value.Key));
    }

    private static async Task<IResult> ShowGiven(
        string site, string id, string? with, HttpContext http, SiteDirectory sites, NoticeDesk desk, NoticePages pages, CancellationToken cancellation) =>
        sites.Find(site) is { } found && await desk.Find(found, id, with, cancellation) is { } notice
            ? await pages.Tell(http, found, notice, with, null, null, cancellation)
            : pages.Missing(http);

    private static async Task<IResult> Complain(
        string site, string id, string? with, HttpContext http, SiteDirectory sites, NoticeDesk desk, NoticePages pages, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        if (sites.Find(site) is not { } found || await desk.Find(found, id, with, cancellation) is not { } notice)
            return pages.Missing(http);
        return await desk.Complain(found, notice.Id, form.Value!["words"], cancellation) is { } refusal
            ? await pages.Tell(http, found, notice, with, form.Value["words"], refusal, cancellation)
            : pages.SeeOther(http, Links.GivenNotice(site, id, with));
    }
}

/// <summary>Draws the pages of notices.</summary>
internal sealed class NoticePages(PrivatePages pages, NoticeDesk desk, CommentFinder comments, StoryFinder stories, StoryGate gate, ThreadReader threads)
{
    public IResult Missing(HttpContext http) => pages.Refuse(http, Refusal.NotFound("page"));

    public IResult Refuse(HttpContext http, Refusal refusal) => pages.Refuse(http, refusal);

    public IResult SeeOther(HttpContext http, string address) => pages.SeeOther(http, address);

    public Platform.Web.Languages.Words Words(HttpContext http, LiveSite site) => pages.Words(http.Request.Query["lang"], site.View.Language);

    /// <param name="token">Of a trusted flagger; null for anybody else.</param>
    public async Task<IResult> Ask(HttpContext http, LiveSite site, GiveNotice.Request typed, string? token, Refusal? refusal, CancellationToken cancellation)
    {
        var words = Words(http, site);
        refusal?.Announce(http);
        return await pages.Show<NoticePage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(NoticePage.Words)] = words,
            [nameof(NoticePage.Site)] = site.View,
            [nameof(NoticePage.Comment)] = refusal is null ? await About(http, typed.Items, cancellation) : null,
            [nameof(NoticePage.Reasons)] = (IReadOnlyList<ReasonView>)
                [.. ReasonRules.ForNotices(site.Settings.Reasons).Select(reason => new ReasonView(reason.Code, ReasonWords.Of(words, reason.Code), reason.Severity))],
            [nameof(NoticePage.Typed)] = new TypedNotice(typed.Items, typed.Reason, typed.Law, typed.Explanation, typed.Name, typed.Mail, typed.IsInGoodFaith),
            [nameof(NoticePage.Flagger)] = typed.Flagger?.Name,
            [nameof(NoticePage.Token)] = token,
            [nameof(NoticePage.Field)] = refusal?.Field,
            [nameof(NoticePage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }

    public async Task<IResult> Tell(
        HttpContext http, LiveSite site, Notice notice, string? with, string? typed, Refusal? refusal, CancellationToken cancellation)
    {
        var words = pages.Words(http.Request.Query["lang"], notice.Language);
        refusal?.Announce(http);
        return await pages.Show<GivenNoticePage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(GivenNoticePage.Words)] = words,
            [nameof(GivenNoticePage.Site)] = site.View,
            [nameof(GivenNoticePage.Notice)] = await desk.Draw(site, notice, cancellation),
            [nameof(GivenNoticePage.With)] = with,
            [nameof(GivenNoticePage.Typed)] = typed,
            [nameof(GivenNoticePage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }

    /// <summary>The comment the form begins with, where the reader may see it.</summary>
    private async Task<CommentView?> About(HttpContext http, string? items, CancellationToken cancellation) =>
        NoticeRules.ReadItems(items ?? "") is [var one] && await comments.Listed(one.ToString(), cancellation) is { } found
        && await stories.ById(found.Comment.StoryId, cancellation) is { } story && await gate.MayRead(http, story, cancellation) is null
            ? await threads.ReadOne(found.Comment, found.Site, cancellation)
            : null;
}
