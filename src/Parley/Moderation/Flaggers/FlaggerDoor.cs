using Parley.Accounts;
using Parley.Moderation.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Moderation.Flaggers;

/// <summary>Where administrators keep the list of trusted flaggers.</summary>
internal static class FlaggerDoor
{
    public static void AddFlaggers(this IServiceCollection services)
    {
        services.AddSingleton<FlaggerDesk>();
        services.AddSingleton<FlaggerPages>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var flaggers = app.MapGroup("/desk/{site}/flaggers").ExcludeFromDescription();
        flaggers.MapGet("/", (HttpContext http, FlaggerPages pages, CancellationToken cancellation) => pages.Show(http, null, null, null, cancellation)).For(Caller.Administrator);
        flaggers.MapPost("/", Add).WritesFor(Caller.Administrator, mustConfirm: true);
        flaggers.MapPost("/renew", Renew).WritesFor(Caller.Administrator, mustConfirm: true);
        flaggers.MapPost("/end", End).WritesFor(Caller.Administrator);
    }

    private static Task<IResult> Add(HttpContext http, FlaggerDesk desk, FlaggerPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async (staff, form) =>
        {
            var typed = new TypedFlagger(form["name"], form["mail"], form["expertise"], form["granted"], form["from"], form["until"]);
            var made = await desk.Add(staff.Site!.Id, staff.Account.Id, typed, cancellation);
            return await pages.Show(http, made.Value, typed, made.Refusal, cancellation);
        });

    private static Task<IResult> Renew(HttpContext http, FlaggerDesk desk, FlaggerPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async (staff, form) =>
        {
            // It is shown this once, so its page is the answer itself.
            var made = await desk.Renew(staff.Site!.Id, staff.Account.Id, form["id"], cancellation);
            return await pages.Show(http, made.Value, null, made.Refusal, cancellation);
        });

    private static Task<IResult> End(HttpContext http, FlaggerDesk desk, FlaggerPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async (staff, form) => await desk.End(staff.Site!.Id, staff.Account.Id, form["id"], cancellation) is { } refusal
            ? await pages.Show(http, null, null, refusal, cancellation)
            : pages.BackTo(http));
}

/// <summary>Draws the list of trusted flaggers.</summary>
internal sealed class FlaggerPages(PrivatePages pages, FlaggerDesk desk, OwnRoot root)
{
    public IResult BackTo(HttpContext http) => pages.SeeOther(http, Links.Flaggers(Entered.Of(http).Site!.Name));

    public async Task<IResult> WithForm(HttpContext http, Func<Entered, FormText, Task<IResult>> answer)
    {
        var form = await FormText.Read(http, http.RequestAborted);
        return form.Refusal is { } refusal ? pages.Refuse(http, refusal, back: Links.Flaggers(Entered.Of(http).Site!.Name)) : await answer(Entered.Of(http), form.Value!);
    }

    /// <param name="token">Of the one that was made just now; null for none.</param>
    public async Task<IResult> Show(HttpContext http, string? token, TypedFlagger? typed, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        var words = pages.Words(http.Request.Query["lang"], "en");
        refusal?.Announce(http);
        return await pages.Show<FlaggersPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(FlaggersPage.Words)] = words,
            [nameof(FlaggersPage.Site)] = site.View,
            [nameof(FlaggersPage.Flaggers)] = await desk.List(site.Id, cancellation),
            [nameof(FlaggersPage.Made)] = token is null ? null : root.Of(Links.FlaggerNotice(site.Name, token)) ?? Links.FlaggerNotice(site.Name, token),
            [nameof(FlaggersPage.Typed)] = refusal is null ? null : typed,
            [nameof(FlaggersPage.Field)] = refusal?.Field,
            [nameof(FlaggersPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }
}
