using Microsoft.AspNetCore.Identity;
using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>What staff set up for themselves: an authenticator app, recovery codes, passkeys, a password; and their sessions.</summary>
internal static class StaffFactors
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/staff").ExcludeFromDescription();
        own.MapGet("/", Home).For(Caller.Staff);
        own.MapGet("/account", (HttpContext http, string? done, StaffOwnPages pages, CancellationToken cancellation) =>
            pages.Show(http, done, null, [], cancellation)).For(Caller.Staff);
        own.MapPost("/account/app", SetApp).WritesFor(Caller.Staff, mustConfirm: true);
        own.MapPost("/account/codes", NewCodes).WritesFor(Caller.Staff, mustConfirm: true);
        own.MapPost("/account/password", SetPassword).WritesFor(Caller.Staff, mustConfirm: true);
        own.MapPost("/account/passkeys/options", AskToMakePasskey).WritesFor(Caller.Staff, mustConfirm: true);
        own.MapPost("/account/passkeys", AddPasskey).WritesFor(Caller.Staff, mustConfirm: true);
        own.MapPost("/account/passkeys/remove", RemovePasskey).WritesFor(Caller.Staff, mustConfirm: true);
        own.MapPost("/account/sessions", EndSessions).WritesFor(Caller.Staff);
    }

    private static async Task<IResult> Home(HttpContext http, StaffPages pages, AccountFinder accounts, SiteDirectory sites, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        if (!staff.Session.IsStrong)
            return pages.SeeOther(http, Links.StaffFactors);
        var people = await accounts.PeopleOf(staff.Account.Id, cancellation);
        var desks = sites.All
            .Select(site => (Site: site, Person: people.FirstOrDefault(person => person.SiteId == site.Id)))
            .Where(desk => staff.Account.IsOwner || desk.Person?.Role >= Role.Moderator)
            .Select(desk => new StaffSiteView(
                desk.Site.Name,
                desk.Site.Site.Title,
                Platform.Data.EnumWord.Of(staff.Account.IsOwner ? Role.Administrator : desk.Person!.Role),
                staff.Account.IsOwner || desk.Person?.Role >= Role.Editor,
                staff.Account.IsOwner || desk.Person?.Role >= Role.Administrator)
            {
                IsAsked = !desk.Site.HasAnswered && (staff.Account.IsOwner || desk.Person?.Role >= Role.Administrator),
            });
        return await pages.Show<StaffHome>(http, null, new()
        {
            [nameof(StaffHome.Words)] = pages.Words(http),
            [nameof(StaffHome.Sites)] = desks.ToArray(),
        });
    }

    private static Task<IResult> SetApp(
        HttpContext http, StaffOwnPages pages, StaffSignIn signIn, UserManager<Account> identity, SessionDesk sessions, CancellationToken cancellation) =>
        pages.Take(http, async (staff, form) =>
        {
            if (!await signIn.IsAppCode(staff.Account, form["code"] ?? "", cancellation))
                return (new Refusal("second-wrong", 422, "code"), []);
            var isFirst = !staff.Account.IsTwoFactor;
            await identity.SetTwoFactorEnabledAsync(staff.Account, true);
            await sessions.Strengthen(staff.Session.Id, cancellation);
            return (null, isFirst ? await Codes(identity, staff.Account) : []);
        });

    private static Task<IResult> NewCodes(HttpContext http, StaffOwnPages pages, UserManager<Account> identity, CancellationToken cancellation) =>
        pages.Take(http, async (staff, _) => staff.Session.IsStrong
            ? (null, await Codes(identity, staff.Account))
            : (new Refusal("second-first", 403), []));

    private static Task<IResult> SetPassword(HttpContext http, StaffOwnPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, async (staff, form) => (await desk.SetPassword(staff, form["password"], cancellation), []));

    private static async Task<IResult> AskToMakePasskey(HttpContext http, Passkeys passkeys)
    {
        var staff = Entered.Of(http);
        return Results.Json(await passkeys.AskToMake(http, staff.Account, staff.Account.Mail ?? ""));
    }

    private static Task<IResult> AddPasskey(
        HttpContext http, StaffOwnPages pages, Passkeys passkeys, UserManager<Account> identity, SessionDesk sessions, CancellationToken cancellation) =>
        pages.Take(http, async (staff, form) =>
        {
            // Once a factor is there, only who showed one may add another: a stolen password must not.
            var hasOne = staff.Account.IsTwoFactor || (await identity.GetPasskeysAsync(staff.Account)).Count > 0;
            if (hasOne && !staff.Session.IsStrong)
                return (new Refusal("second-first", 403), []);
            if (await passkeys.Add(http, staff.Account, form["state"], form["credential"], form["passkeyName"], cancellation) is { } refusal)
                return (refusal, []);
            await sessions.Strengthen(staff.Session.Id, cancellation);
            return (null, hasOne ? [] : await Codes(identity, staff.Account));
        });

    private static Task<IResult> RemovePasskey(
        HttpContext http, StaffOwnPages pages, AccountDesk desk, UserManager<Account> identity, CancellationToken cancellation) =>
        pages.Take(http, async (staff, form) =>
        {
            var isLast = !staff.Account.IsTwoFactor && (await identity.GetPasskeysAsync(staff.Account)).Count <= 1;
            if (isLast || !staff.Session.IsStrong)
                return (new Refusal("second-first", 403), []);
            await desk.RemovePasskey(staff, form["passkey"]);
            return (null, []);
        });

    private static Task<IResult> EndSessions(HttpContext http, StaffOwnPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, async (staff, form) =>
        {
            if (await desk.EndSessions(staff, form["session"], cancellation))
                ReaderCookies.DropSession(http, StaffSignIn.Cookie);
            return (null, []);
        });

    private static async Task<IReadOnlyList<string>> Codes(UserManager<Account> identity, Account account) =>
        [.. await identity.GenerateNewTwoFactorRecoveryCodesAsync(account, StaffOwnPages.RecoveryCodes) ?? []];
}

/// <summary>Draws the own page of somebody of the staff and takes its forms.</summary>
internal sealed class StaffOwnPages(StaffPages pages, AccountDesk desk, UserManager<Account> identity)
{
    public const int RecoveryCodes = 10;

    public async Task<IResult> Take(
        HttpContext http, Func<Entered, FormText, Task<(Refusal?, IReadOnlyList<string>)>> change)
    {
        var form = await FormText.Read(http, http.RequestAborted);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var (refusal, codes) = await change(Entered.Of(http), form.Value!);
        // Recovery codes are shown this once, so their page is the answer itself.
        return refusal is null && codes.Count == 0
            ? pages.SeeOther(http, Links.StaffFactors + "?done=yes")
            : await Show(http, null, refusal, codes, http.RequestAborted);
    }

    /// <param name="codes">Recovery codes made just now.</param>
    public async Task<IResult> Show(HttpContext http, string? done, Refusal? refusal, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var key = staff.Account.IsTwoFactor ? null : await identity.GetAuthenticatorKeyAsync(staff.Account);
        return await pages.Show<StaffAccountPage>(http, refusal, new()
        {
            [nameof(StaffAccountPage.Words)] = pages.Words(http),
            [nameof(StaffAccountPage.Account)] = await desk.Read(http, staff, cancellation),
            [nameof(StaffAccountPage.IsStrong)] = staff.Session.IsStrong || codes.Count > 0,
            [nameof(StaffAccountPage.AppKey)] = key,
            [nameof(StaffAccountPage.HasApp)] = staff.Account.IsTwoFactor,
            [nameof(StaffAccountPage.CodesLeft)] = await identity.CountRecoveryCodesAsync(staff.Account),
            [nameof(StaffAccountPage.NewCodes)] = codes,
            [nameof(StaffAccountPage.Done)] = done is "yes" or "mail" ? done : null,
            [nameof(StaffAccountPage.Wrong)] = pages.WrongOf(http, refusal),
        });
    }
}
