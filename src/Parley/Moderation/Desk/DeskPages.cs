using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments.Screening;
using Parley.Moderation.Decisions;
using Parley.Moderation.Pages;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Moderation.Desk;

/// <summary>Draws the desk and leads from case to case.</summary>
internal sealed class DeskPages(
    PrivatePages pages, QueueReader queue, CaseReader cases, FilterDesk filters, TextScreening screens, IDbContextFactory<ParleyContext> reading, TimeProvider time)
{
    public IResult Refuse(HttpContext http, Refusal refusal) =>
        pages.Refuse(http, refusal, back: Links.Desk(Entered.Of(http).Site!.Name));

    public async Task<IResult> Take(HttpContext http, Func<Entered, FormText, DeskPlace, Task<IResult>> answer)
    {
        var form = await FormText.Read(http, http.RequestAborted);
        if (form.Refusal is { } unreadable)
            return Refuse(http, unreadable);
        var place = new DeskPlace(form.Value!["view"], form.Value["at"], form.Value["after"], null);
        return await answer(Entered.Of(http), form.Value, place);
    }

    /// <summary>After a decision the next case comes up, with the way back.</summary>
    public async Task<IResult> Next(HttpContext http, Entered staff, DeskPlace place, DecideCase.Decided decided, CancellationToken cancellation)
    {
        var after = await CursorOf(staff, place, cancellation);
        var rest = await queue.Read(staff.Site!, staff.Account.Id, place.View, after, cancellation);
        return BackTo(http, staff, place with { Case = rest.Items is [var next, ..] ? next.Id : null, Done = decided.Batch is { } batch ? $"{batch}-{decided.Passed}" : null });
    }

    private async Task<string?> CursorOf(Entered staff, DeskPlace place, CancellationToken cancellation) =>
        place.Case is not { } seen ? null
        : QueueFilter.Read(place.View).IsOfComments ? seen
        : IdText.TryRead<Cases.CaseId>(seen, out var id) && await queue.One(staff.Site!, staff.Account.Id, id, cancellation) is { } one ? one.View.Cursor
        : null;

    /// <summary>Leads to a comment: to its case where one waits, else to the comment itself.</summary>
    public async Task<IResult> ToComment(HttpContext http, string id, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        if (!IdText.TryRead<Comments.CommentId>(id, out var typed))
            return Refuse(http, new Refusal("decision", 422, "comment"));
        return await queue.OneComment(staff.Site!, staff.Account.Id, typed, cancellation) is not { } one
            ? Refuse(http, Refusal.NotFound("comment"))
            : one.View is { IsWaiting: true, CaseId: { } waiting }
            ? pages.SeeOther(http, Links.Desk(staff.Site!.Name, null, waiting))
            : pages.SeeOther(http, Links.Desk(staff.Site!.Name, QueueFilter.New, id));
    }

    public IResult BackTo(HttpContext http, Entered staff, DeskPlace place) =>
        pages.SeeOther(http, Links.Desk(staff.Site!.Name, place.View, place.Case, place.After, place.Done));

    /// <param name="typed">What was typed, when the form comes back.</param>
    public async Task<IResult> Show(HttpContext http, DeskPlace place, FormText? typed, Refusal? refusal, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var (site, by) = (staff.Site!, staff.Account.Id);
        var list = await queue.Read(site, by, place.View, place.After, cancellation);
        var shown = await cases.Read(site, by, place.Case ?? (list.Items is [var first, ..] ? first.Id : null), list.Filter.IsOfComments, cancellation);
        var words = pages.Words(http.Request.Query["lang"], "en");
        refusal?.Announce(http);
        return await pages.Show<DeskPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(DeskPage.Words)] = words,
            [nameof(DeskPage.Site)] = site.View,
            [nameof(DeskPage.Me)] = staff.Person?.Name ?? staff.Account.Mail,
            [nameof(DeskPage.Queue)] = list,
            [nameof(DeskPage.Screens)] = screens.All.Select(screen => screen.Name).ToArray(),
            [nameof(DeskPage.Filters)] = await filters.List(site, by, cancellation),
            [nameof(DeskPage.After)] = place.After,
            [nameof(DeskPage.Case)] = shown,
            [nameof(DeskPage.Reasons)] = Reasons(site, shown, words),
            [nameof(DeskPage.Colleagues)] = await cases.Colleagues(site, by, cancellation),
            [nameof(DeskPage.Undo)] = await Undoable(site.Id, by, place.Done, cancellation),
            [nameof(DeskPage.Typed)] = typed?["words"],
            [nameof(DeskPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
            [nameof(DeskPage.Now)] = time.Now,
        });
    }

    /// <summary>The site's own reasons, and those that a notice about the case names besides.</summary>
    private static IReadOnlyList<ReasonView> Reasons(LiveSite site, CaseView? shown, Words words)
    {
        var listed = ReasonRules.Read(site.Settings.Reasons);
        var named = (shown?.Notices ?? []).Select(notice => ReasonRules.FindAny(site.Settings.Reasons, notice.Reason)).OfType<Reason>();
        return [.. listed.Concat(named).DistinctBy(reason => reason.Code).Select(reason => new ReasonView(reason.Code, ReasonWords.Of(words, reason.Code), reason.Severity))];
    }

    private async Task<UndoView?> Undoable(SiteId site, AccountId by, string? done, CancellationToken cancellation)
    {
        if (done?.Split('-') is not [var id, var passed] || !IdText.TryRead<DecisionId>(id, out var batch))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var decisions = await db.Decisions.Where(one => one.SiteId == site && one.BatchId == batch && one.ActorId == by.Value).ToListAsync(cancellation);
        if (decisions.Count == 0 || decisions[0].UndoneAt is not null)
            return null;
        var removed = decisions.Count <= 2 ? decisions.Find(one => one.Kind is DecisionKind.Remove or DecisionKind.Hold)?.CommentId : null;
        var quotes = removed is { } gone ? (await Quotations.Of(db, site, gone, cancellation)).Count : 0;
        return new(
            id, EnumWord.Of(decisions[0].Kind), decisions.Count(one => !DecisionRules.IsAboutPerson(one.Kind)),
            int.TryParse(passed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var missed) ? missed : 0, decisions[0].At + DecisionRules.UndoFor)
        {
            Quoted = quotes > 0 ? removed?.ToString() : null,
            Quotes = quotes,
        };
    }
}
