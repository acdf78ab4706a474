using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>A setting as its page shows it.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Reason">Why one would change it.</param>
/// <param name="Value">As it stands, or as it was typed.</param>
/// <param name="Choices">The words allowed; empty when it is no choice.</param>
/// <param name="Wrong">What is wrong with what was typed.</param>
public sealed record SettingView(
    string Name, string Reason, string Unit, string Range, string Default, string Value, IReadOnlyList<string> Choices, bool IsText, string? Wrong);

/// <summary>A change as the record tells it.</summary>
/// <param name="Matter">As <c>changes.matter</c> names it.</param>
/// <param name="By">Name or mail of who did it; null for whoever runs the installation.</param>
public sealed record StaffChangeView(DateTimeOffset At, string Matter, string Subject, string? Former, string? Latter, string? By);

/// <summary>The settings of a site, built from their declarations, and the record of what was changed.</summary>
internal static class StaffSettings
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/settings", Show).For(Caller.Administrator);
        site.MapPost("/settings", Save).WritesFor(Caller.Administrator);
        site.MapGet("/changes", Changes).For(Caller.Administrator);
    }

    private static Task<IResult> Show(HttpContext http, string? done, SettingsDesk desk) => desk.Show(http, done == "yes", null);

    private static Task<IResult> Save(HttpContext http, SettingsDesk desk, StaffPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, form => desk.Save(http, form, cancellation));

    private static Task<IResult> Changes(HttpContext http, SettingsDesk desk, CancellationToken cancellation) => desk.Changes(http, cancellation);
}

/// <summary>Shows and takes the settings of a site.</summary>
internal sealed class SettingsDesk(StaffPages pages, SaveSite saving, IDbContextFactory<ParleyContext> reading)
{
    /// <summary>Changes shown; older ones stay in the table.</summary>
    private const int Shown = 200;

    /// <param name="typed">What was typed and what is wrong with it, when the form comes back.</param>
    public Task<IResult> Show(HttpContext http, bool done, IReadOnlyDictionary<string, (string Value, string? Wrong)>? typed)
    {
        var site = Entered.Of(http).Site!;
        return pages.Show<SettingsPage>(http, typed is null ? null : new Refusal("setting-wrong", 422), new()
        {
            [nameof(SettingsPage.Words)] = pages.Words(http),
            [nameof(SettingsPage.Site)] = site.View,
            [nameof(SettingsPage.Settings)] = SettingDeclaration.All.Where(one => one.Screen.Length == 0).Select(one => View(one, site.Settings, typed)).ToArray(),
            [nameof(SettingsPage.Done)] = done,
        });
    }

    /// <summary>Saves what differs, all of it or nothing.</summary>
    public async Task<IResult> Save(HttpContext http, FormText form, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var words = pages.Words(http);
        var typed = SettingDeclaration.All
            .Where(one => form.Has(one.Name))
            .ToDictionary(one => one.Name, one => CleanText.Lines(form[one.Name] ?? ""));
        var wrong = typed.ToDictionary(
            one => one.Key, one => SettingDeclaration.Find(one.Key)!.MayBe(one.Value) is { } refusal ? PrivatePages.Say(refusal, words) : null);
        if (wrong.Values.Any(why => why is not null))
            return await Show(http, false, typed.ToDictionary(one => one.Key, one => (one.Value, wrong[one.Key])));
        var changed = typed
            .Where(one => SettingDeclaration.Find(one.Key)!.Read(staff.Site!.Settings).ReplaceLineEndings("\n") != one.Value)
            .ToDictionary();
        await saving.Set(staff.Site!.Id, changed, staff.Account.Id.Value, cancellation);
        return pages.SeeOther(http, Links.StaffSite(staff.Site.Name, "settings") + "?done=yes");
    }

    public async Task<IResult> Changes(HttpContext http, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var changes = await db.StaffChanges.Where(one => one.SiteId == site.Id).OrderByDescending(one => one.Id).Take(Shown).ToListAsync(cancellation);
        var actors = changes.Where(one => one.ActorId is not null).Select(one => new AccountId(one.ActorId!.Value)).Distinct().ToList();
        var mails = await db.Accounts.Where(one => actors.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Mail, cancellation);
        return await pages.Show<ChangesPage>(http, null, new()
        {
            [nameof(ChangesPage.Words)] = pages.Words(http),
            [nameof(ChangesPage.Site)] = site.View,
            [nameof(ChangesPage.Changes)] = changes.ConvertAll(one => new StaffChangeView(
                one.At,
                EnumWord.Of(one.Matter),
                one.Subject,
                one.Former,
                one.Latter,
                one.ActorId is { } id ? mails.GetValueOrDefault(new AccountId(id)) : null)),
        });
    }

    /// <param name="typed">What was typed and what is wrong with it, when the form comes back.</param>
    public static SettingView View(
        SettingDeclaration one, SiteSettings settings, IReadOnlyDictionary<string, (string Value, string? Wrong)>? typed)
    {
        var (value, wrong) = typed?.GetValueOrDefault(one.Name) is { Value: not null } again ? again : (one.Read(settings), null);
        return new(one.Name, one.Reason, one.Unit, one.Range, one.Default, value, one.Words, one.IsText, wrong);
    }
}
