using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>A key of a site, or a secret for the tokens of its readers, as its page shows it: never the text itself.</summary>
public sealed record KeyView(string Id, DateTimeOffset MadeAt);

/// <summary>The keys by which a publisher's server calls, and the secrets it signs with, as an administrator makes and withdraws them.</summary>
internal static class StaffKeys
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/keys", (HttpContext http, string? done, KeysDesk desk, CancellationToken cancellation) =>
            desk.Show(http, done == "yes", null, null, cancellation)).For(Caller.Administrator);
        site.MapPost("/keys", Make).WritesFor(Caller.Administrator, mustConfirm: true);
        site.MapPost("/keys/secret", MakeSecret).WritesFor(Caller.Administrator, mustConfirm: true);
        site.MapPost("/keys/remove", Remove).WritesFor(Caller.Administrator, mustConfirm: true);
    }

    private static async Task<IResult> Make(HttpContext http, KeysDesk desk, SaveSite saving, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        // It is shown this once, so its page is the answer itself.
        return await desk.Show(http, false, await saving.AddKey(staff.Site!.Id, cancellation, staff.Account.Id.Value), null, cancellation);
    }

    private static async Task<IResult> MakeSecret(HttpContext http, KeysDesk desk, SaveSite saving, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        return await desk.Show(http, false, await saving.AddSecret(staff.Site!.Id, cancellation, staff.Account.Id.Value), null, cancellation);
    }

    private static Task<IResult> Remove(HttpContext http, StaffPages pages, KeysDesk desk, SaveSite saving, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var staff = Entered.Of(http);
            return await saving.RemoveKey(staff.Site!.Id, form["key"], staff.Account.Id.Value, cancellation) is { } refusal
                ? await desk.Show(http, false, null, refusal, cancellation)
                : pages.SeeOther(http, Links.StaffSite(staff.Site.Name, "keys") + "?done=yes");
        });
}

/// <summary>Shows the keys of a site.</summary>
internal sealed class KeysDesk(StaffPages pages, IDbContextFactory<ParleyContext> reading)
{
    /// <param name="made">The text of what was made just now; null for nothing.</param>
    public async Task<IResult> Show(HttpContext http, bool done, string? made, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var keys = await db.ApiKeys.Where(one => one.SiteId == site.Id).OrderBy(one => one.Id).ToListAsync(cancellation);
        var secrets = await db.SiteSecrets.Where(one => one.SiteId == site.Id).OrderBy(one => one.Id).ToListAsync(cancellation);
        return await pages.Show<KeysPage>(http, refusal, new()
        {
            [nameof(KeysPage.Words)] = pages.Words(http),
            [nameof(KeysPage.Site)] = site.View,
            [nameof(KeysPage.Keys)] = keys.ConvertAll(one => new KeyView(one.Id.ToString(), one.CreatedAt)),
            [nameof(KeysPage.Secrets)] = secrets.ConvertAll(one => new KeyView(one.Id.ToString(), one.CreatedAt)),
            [nameof(KeysPage.Made)] = made,
            [nameof(KeysPage.Done)] = done,
            [nameof(KeysPage.Wrong)] = pages.WrongOf(http, refusal),
        });
    }
}
