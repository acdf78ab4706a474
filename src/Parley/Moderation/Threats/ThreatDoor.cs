using Parley.Accounts;
using Parley.Moderation.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Moderation.Threats;

/// <summary>Where staff deal with threats to life.</summary>
internal static class ThreatDoor
{
    private const string FileType = "application/json";

    public static void Map(IEndpointRouteBuilder app)
    {
        var threats = app.MapGroup("/desk/{site}/threats").ExcludeFromDescription();
        threats.MapGet("/", (HttpContext http, string? id, ThreatPages pages, CancellationToken cancellation) => pages.Show(http, id, null, null, cancellation)).For(Caller.Moderator);
        threats.MapPost("/open", Open).WritesFor(Caller.Moderator);
        threats.MapPost("/file", Take).WritesFor(Caller.Moderator);
        Step(threats, "confirm", (desk, staff, form, cancellation) =>
            desk.Confirm(staff.Site!, staff.Account.Id, form["id"], form["authority"], form.IsTicked("sure"), cancellation));
        Step(threats, "sent", (desk, staff, form, cancellation) => desk.Sent(staff.Site!, staff.Account.Id, form["id"], form["receipt"], cancellation));
        Step(threats, "keep", (desk, staff, form, cancellation) => desk.Keep(staff.Site!, staff.Account.Id, form["id"], form["why"], cancellation));
        Step(threats, "dismiss", (desk, staff, form, cancellation) => desk.Dismiss(staff.Site!, staff.Account.Id, form["id"], form.IsTicked("sure"), cancellation));
    }

    private static Task<IResult> Open(HttpContext http, ThreatDesk desk, ThreatPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var staff = Entered.Of(http);
            var opened = await desk.Open(staff.Site!, staff.Account.Id, form["case"], cancellation);
            return opened.Refusal is { } refusal ? pages.Refuse(http, refusal) : pages.BackTo(http, opened.Value.ToString());
        });

    private static Task<IResult> Take(HttpContext http, ThreatDesk desk, ThreatPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var staff = Entered.Of(http);
            var taken = await desk.Take(staff.Site!, staff.Account.Id, form["id"], cancellation);
            if (taken.Refusal is { } refusal)
                return await pages.Show(http, form["id"], form, refusal, cancellation);
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(taken.Value!, FileType, $"parley-{staff.Site!.Name}-{form["id"]}.json");
        });

    private static void Step(RouteGroupBuilder threats, string step, Func<ThreatDesk, Entered, FormText, CancellationToken, Task<Refusal?>> change) =>
        threats.MapPost("/" + step, (HttpContext http, ThreatDesk desk, ThreatPages pages, CancellationToken cancellation) =>
            pages.WithForm(http, async form => await change(desk, Entered.Of(http), form, cancellation) is { } refusal
                ? await pages.Show(http, form["id"], form, refusal, cancellation)
                : pages.BackTo(http, form["id"]!))).WritesFor(Caller.Moderator);
}

/// <summary>Draws the pages of threats.</summary>
internal sealed class ThreatPages(PrivatePages pages, ThreatDesk desk, EvidenceGathering evidence, ThreatNames names, TimeProvider time)
{
    public IResult Refuse(HttpContext http, Refusal refusal) => pages.Refuse(http, refusal, back: Links.Desk(Entered.Of(http).Site!.Name));

    public IResult BackTo(HttpContext http, string id) => pages.SeeOther(http, Links.Threats(Entered.Of(http).Site!.Name, id));

    public async Task<IResult> WithForm(HttpContext http, Func<FormText, Task<IResult>> answer)
    {
        var form = await FormText.Read(http, http.RequestAborted);
        return form.Refusal is { } refusal ? Refuse(http, refusal) : await answer(form.Value!);
    }

    /// <param name="id">Null for the list of all.</param>
    /// <param name="typed">What was typed, when a form comes back.</param>
    public async Task<IResult> Show(HttpContext http, string? id, FormText? typed, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        var words = pages.Words(http.Request.Query["lang"], "en");
        if (await desk.Find(site.Id, id, cancellation) is not { } file)
        {
            if (id is not null || refusal is not null)
                return Refuse(http, refusal ?? Refusal.NotFound("page"));
            return await pages.Show<ThreatsPage>(http, StatusCodes.Status200OK, new()
            {
                [nameof(ThreatsPage.Words)] = words,
                [nameof(ThreatsPage.Site)] = site.View,
                [nameof(ThreatsPage.Files)] = (IReadOnlyList<ThreatLine>)[.. (await desk.List(site.Id, cancellation)).Select(Line)],
            });
        }
        refusal?.Announce(http);
        return await pages.Show<ThreatPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(ThreatPage.Words)] = words,
            [nameof(ThreatPage.Site)] = site.View,
            [nameof(ThreatPage.File)] = await Draw(file, cancellation),
            [nameof(ThreatPage.Authorities)] = (IReadOnlyList<AuthorityView>)[.. ThreatRules.Directory(site.Settings.Authorities).Select(one => new AuthorityView(one.Country, one.Text))],
            [nameof(ThreatPage.Typed)] = typed?["receipt"] ?? typed?["why"],
            [nameof(ThreatPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }

    private ThreatLine Line(ThreatFile file) => new(
        file.Id.ToString(), EnumWord.Of(file.State), file.CommentId.ToString(), file.FrozenAt, file.FrozenUntil, ThreatRules.MustReview(file, time.Now), file.Authority);

    private async Task<ThreatView> Draw(ThreatFile file, CancellationToken cancellation)
    {
        var custody = await desk.Custody(file, cancellation);
        var known = await names.Of(file.SiteId, custody.Select(step => step.By), cancellation);
        return new(Line(file), file.CaseId.ToString(), file.Digest, file.Receipt, evidence.Open(file))
        {
            IsTaken = file.ConfirmedAt is not null,
            Custody = [.. custody.Select(step => new CustodyView(step.At, step.Deed, step.By is { } by ? known.GetValueOrDefault(by) : null, step.Sequence))],
        };
    }
}
