using Parley.Accounts;
using Parley.Moderation.Pages;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Moderation.Orders;

/// <summary>Where staff deal with orders of authorities, and where those they concern read of them.</summary>
internal static class OrderDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/orders/{id}", Tell).ForAnyone().ExcludeFromDescription();
        var orders = app.MapGroup("/desk/{site}/orders").ExcludeFromDescription();
        orders.MapGet("/", (HttpContext http, string? id, OrderPages pages, CancellationToken cancellation) => pages.Show(http, id, null, cancellation)).For(Caller.Moderator);
        orders.MapGet("/new", (HttpContext http, OrderPages pages) => pages.Ask(http, null, null)).For(Caller.Editor);
        orders.MapPost("/", Enter).WritesFor(Caller.Editor);
        orders.MapPost("/file", Take).WritesFor(Caller.Editor);
        Step(orders, "acknowledge", (desk, staff, form, cancellation) => desk.Acknowledge(staff.Site!.Id, staff.Account.Id, form["id"], cancellation));
        Step(orders, "decide", (desk, staff, form, cancellation) => desk.Decide(staff.Site!.Id, staff.Account.Id, form["id"], form["state"], form["why"], cancellation));
        Step(orders, "package", (desk, staff, form, cancellation) => desk.Pack(staff.Site!.Id, staff.Account.Id, form["id"], [.. form.All("part")], cancellation));
        Step(orders, "answer", (desk, staff, form, cancellation) => desk.Answer(staff.Site!.Id, staff.Account.Id, form["id"], form["receipt"], cancellation));
        Step(orders, "tell", (desk, staff, form, cancellation) => desk.Tell(staff.Site!.Id, staff.Account.Id, form["id"], form["telling"], form["from"], cancellation));
    }

    private static async Task<IResult> Tell(string id, string? with, HttpContext http, OrderTold told, PrivatePages pages, CancellationToken cancellation) =>
        await told.Find(http, id, with, cancellation) is { } found
            ? await pages.Show<OrderToldPage>(http, StatusCodes.Status200OK, new()
            {
                [nameof(OrderToldPage.Words)] = pages.Words(http.Request.Query["lang"], found.Site.View.Language),
                [nameof(OrderToldPage.Site)] = found.Site.View,
                [nameof(OrderToldPage.Order)] = found.View,
            })
            : pages.Refuse(http, Refusal.NotFound("page"));

    private static Task<IResult> Enter(HttpContext http, EnterOrder entering, OrderPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var staff = Entered.Of(http);
            var request = new EnterOrder.Request
            {
                Kind = form["kind"],
                Authority = form["authority"],
                Country = form["country"],
                Language = form["language"],
                Reference = form["reference"],
                Basis = form["basis"],
                Reasons = form["reasons"],
                Reason = form["reason"],
                Territory = form["territory"],
                Redress = form["redress"],
                Items = form["items"]?.ReplaceLineEndings("\n"),
                Received = form["received"],
                Telling = form["telling"],
                From = form["from"],
            };
            var entered = await entering.Handle(staff.Site!, staff.Account.Id, request, cancellation);
            return entered.Refusal is { } refusal ? await pages.Ask(http, request, refusal) : pages.BackTo(http, entered.Value.ToString());
        });

    private static Task<IResult> Take(HttpContext http, OrderDesk desk, OrderPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var staff = Entered.Of(http);
            var taken = await desk.Take(staff.Site!.Id, staff.Account.Id, form["id"], cancellation);
            if (taken.Refusal is { } refusal)
                return await pages.Show(http, form["id"], refusal, cancellation);
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(taken.Value!, OrderPackage.Type, $"parley-{staff.Site!.Name}-{form["id"]}.zip");
        });

    private static void Step(RouteGroupBuilder orders, string step, Func<OrderDesk, Entered, FormText, CancellationToken, Task<Refusal?>> change) =>
        orders.MapPost("/" + step, (HttpContext http, OrderDesk desk, OrderPages pages, CancellationToken cancellation) =>
            pages.WithForm(http, async form => await change(desk, Entered.Of(http), form, cancellation) is { } refusal
                ? await pages.Show(http, form["id"], refusal, cancellation)
                : pages.BackTo(http, form["id"]!))).WritesFor(Caller.Editor);
}

/// <summary>Draws the pages of orders.</summary>
internal sealed class OrderPages(PrivatePages pages, OrderDesk desk, OrderReader reader, OrderPackage package, AllWords all, TimeProvider time)
{
    public IResult BackTo(HttpContext http, string id) => pages.SeeOther(http, Links.Orders(Entered.Of(http).Site!.Name, id));

    public async Task<IResult> WithForm(HttpContext http, Func<FormText, Task<IResult>> answer)
    {
        var form = await FormText.Read(http, http.RequestAborted);
        return form.Refusal is { } refusal ? Refuse(http, refusal) : await answer(form.Value!);
    }

    /// <param name="id">Null for the list of all.</param>
    public async Task<IResult> Show(HttpContext http, string? id, Refusal? refusal, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var (site, words) = (staff.Site!, pages.Words(http.Request.Query["lang"], "en"));
        var mayWrite = staff.Person?.Role is Role.Editor or Role.Administrator || staff.Account.IsOwner;
        if (await desk.Find(site.Id, id, cancellation) is not { } order)
        {
            if (id is not null || refusal is not null)
                return Refuse(http, refusal ?? Refusal.NotFound("page"));
            return await pages.Show<OrdersPage>(http, StatusCodes.Status200OK, new()
            {
                [nameof(OrdersPage.Words)] = words,
                [nameof(OrdersPage.Site)] = site.View,
                [nameof(OrdersPage.Orders)] = await reader.List(site, cancellation),
                [nameof(OrdersPage.MayWrite)] = mayWrite,
            });
        }
        refusal?.Announce(http);
        return await pages.Show<OrderPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(OrderPage.Words)] = words,
            [nameof(OrderPage.Site)] = site.View,
            [nameof(OrderPage.Order)] = await reader.Draw(site, order, cancellation),
            [nameof(OrderPage.Parts)] = package.Parts,
            [nameof(OrderPage.MayWrite)] = mayWrite,
            [nameof(OrderPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }

    /// <summary>The form an order is entered in.</summary>
    public Task<IResult> Ask(HttpContext http, EnterOrder.Request? typed, Refusal? refusal)
    {
        var site = Entered.Of(http).Site!;
        var words = pages.Words(http.Request.Query["lang"], "en");
        refusal?.Announce(http);
        return pages.Show<OrderFormPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(OrderFormPage.Words)] = words,
            [nameof(OrderFormPage.Site)] = site.View,
            [nameof(OrderFormPage.Reasons)] = (IReadOnlyList<ReasonView>)
                [.. ReasonRules.ForNotices(site.Settings.Reasons).Select(reason => new ReasonView(reason.Code, ReasonWords.Of(words, reason.Code), reason.Severity))],
            [nameof(OrderFormPage.Languages)] = (IReadOnlyList<string>)[.. all.Languages.Select(one => one.Language)],
            [nameof(OrderFormPage.Countries)] = OrderRules.Countries,
            [nameof(OrderFormPage.Typed)] = Typed(typed, site.View.Language),
            [nameof(OrderFormPage.Field)] = refusal?.Field,
            [nameof(OrderFormPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
        });
    }

    private TypedOrder Typed(EnterOrder.Request? typed, string language) => new(
        typed?.Kind ?? "act", typed?.Authority, typed?.Country, typed?.Language ?? language, typed?.Reference, typed?.Basis, typed?.Reasons, typed?.Reason, typed?.Territory, typed?.Redress,
        typed?.Items, typed?.Received ?? time.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), typed?.Telling ?? "now", typed?.From);

    private IResult Refuse(HttpContext http, Refusal refusal) => pages.Refuse(http, refusal, back: Links.Desk(Entered.Of(http).Site!.Name));
}
