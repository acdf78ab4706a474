using Parley.Accounts.Pages;
using Parley.Platform.Web;

namespace Parley.Accounts.OpenId;

/// <summary>The providers of a site, as an administrator sets them up.</summary>
internal static class StaffProviders
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/providers", (HttpContext http, string? done, ProvidersDesk desk, CancellationToken cancellation) =>
            desk.Show(http, done == "yes", null, null, cancellation)).For(Caller.Administrator);
        site.MapPost("/providers", Save).WritesFor(Caller.Administrator, mustConfirm: true);
        site.MapPost("/providers/open", Switch).WritesFor(Caller.Administrator, mustConfirm: true);
        site.MapPost("/providers/remove", Remove).WritesFor(Caller.Administrator, mustConfirm: true);
    }

    private static Task<IResult> Save(HttpContext http, ProvidersDesk desk, OpenIdProviders providers, CancellationToken cancellation) =>
        desk.Take(http, (entered, form) => providers.Save(
            entered.Site!,
            new(form["name"] ?? "", form["title"] ?? "", form["issuer"] ?? "", form["client"] ?? "", form["secret"]),
            Actor.Staff(entered.Account.Id),
            cancellation));

    private static Task<IResult> Switch(HttpContext http, ProvidersDesk desk, OpenIdProviders providers, CancellationToken cancellation) =>
        desk.Take(http, (entered, form) => providers.Switch(
            entered.Site!, form["name"], form["open"] == "yes", Actor.Staff(entered.Account.Id), cancellation));

    private static Task<IResult> Remove(HttpContext http, ProvidersDesk desk, OpenIdProviders providers, CancellationToken cancellation) =>
        desk.Take(http, (entered, form) => providers.Remove(entered.Site!, form["name"], Actor.Staff(entered.Account.Id), cancellation));
}

/// <summary>Shows the providers of a site and takes the forms about them.</summary>
internal sealed class ProvidersDesk(StaffPages pages, OpenIdProviders providers)
{
    public async Task<IResult> Show(HttpContext http, bool done, FormText? typed, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        return await pages.Show<ProvidersPage>(http, refusal, new()
        {
            [nameof(ProvidersPage.Words)] = pages.Words(http),
            [nameof(ProvidersPage.Site)] = site.View,
            [nameof(ProvidersPage.Providers)] = (await providers.All(site.Id, cancellation)).Select(one => new ProviderView(
                one.Name, one.Title, one.Issuer, one.ClientId, one.Sealed is not null, one.IsOpen, providers.ReturnsTo(site, one.Name))).ToArray(),
            [nameof(ProvidersPage.Typed)] = new ProviderView(
                typed?["name"] ?? "", typed?["title"] ?? "", typed?["issuer"] ?? "", typed?["client"] ?? "", false, false, null),
            [nameof(ProvidersPage.Done)] = done,
            [nameof(ProvidersPage.Wrong)] = pages.WrongOf(http, refusal),
        });
    }

    public Task<IResult> Take(HttpContext http, Func<Entered, FormText, Task<Refusal?>> change) =>
        pages.WithForm(http, async form => await change(Entered.Of(http), form) is { } refusal
            ? await Show(http, false, form, refusal, http.RequestAborted)
            : pages.SeeOther(http, Links.StaffSite(Entered.Of(http).Site!.Name, "providers") + "?done=yes"));
}
