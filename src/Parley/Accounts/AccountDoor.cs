using Parley.Accounts.OpenId;
using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts;

/// <summary>A reader's own page and its forms.</summary>
internal static class AccountDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/account/{site}").ExcludeFromDescription();
        own.MapGet("/", Show).For(Caller.Reader);
        own.MapPost("/sign-out", SignOut).WritesFor(Caller.Reader);
        own.MapPost("/sessions", EndSessions).WritesFor(Caller.Reader);
        own.MapPost("/name", Rename).WritesFor(Caller.Reader);
        own.MapPost("/profile", Describe).WritesFor(Caller.Reader);
        own.MapPost("/claim", Claim).WritesFor(Caller.Reader);
        own.MapPost("/claim-imported", ClaimImported).WritesFor(Caller.Reader);
        own.MapPost("/password", SetPassword).WritesFor(Caller.Reader, mustConfirm: true);
        own.MapPost("/passkeys/options", AskToMakePasskey).WritesFor(Caller.Reader, mustConfirm: true);
        own.MapPost("/passkeys", AddPasskey).WritesFor(Caller.Reader, mustConfirm: true);
        own.MapPost("/passkeys/remove", RemovePasskey).WritesFor(Caller.Reader, mustConfirm: true);
    }

    private static Task<IResult> Show(HttpContext http, string? done, AccountPages pages, CancellationToken cancellation) =>
        pages.Show(http, done, null, null, cancellation);

    private static async Task<IResult> SignOut(HttpContext http, PrivatePages pages, SessionDesk sessions, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        await sessions.End(reader.Account.Id, reader.Session.Id, null, cancellation);
        ReaderCookies.DropSession(http, reader.Site!.Name);
        return pages.SeeOther(http, Links.SignIn(reader.Site.Name));
    }

    private static Task<IResult> EndSessions(HttpContext http, AccountPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, "sessions", async (reader, form) =>
        {
            if (!await desk.EndSessions(reader, form["session"], cancellation))
                return null;
            ReaderCookies.DropSession(http, reader.Site!.Name);
            return null;
        });

    private static Task<IResult> Rename(HttpContext http, AccountPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, "name", (reader, form) => desk.Rename(reader, form["name"], cancellation));

    private static Task<IResult> Describe(HttpContext http, AccountPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, "profile", (reader, form) => desk.Describe(reader, form["bio"], form["website"], cancellation));

    private static Task<IResult> Claim(HttpContext http, AccountPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, "claim", async (reader, _) =>
        {
            await desk.Claim(http, reader, cancellation);
            return null;
        });

    private static Task<IResult> ClaimImported(HttpContext http, AccountPages pages, ImportedNames imported, CancellationToken cancellation) =>
        pages.Take(http, "claim", async (reader, _) =>
        {
            await imported.Claim(reader, cancellation);
            return null;
        });

    private static Task<IResult> SetPassword(HttpContext http, AccountPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, "password", async (reader, form) => reader.Site!.Settings.SignInByPassword
            ? await desk.SetPassword(reader, form["password"], cancellation)
            : new Refusal("way-closed", 403));

    private static async Task<IResult> AskToMakePasskey(HttpContext http, Passkeys passkeys)
    {
        var reader = Entered.Of(http);
        return Results.Json(await passkeys.AskToMake(http, reader.Account, reader.Person!.Name ?? ""));
    }

    private static Task<IResult> AddPasskey(HttpContext http, AccountPages pages, Passkeys passkeys, CancellationToken cancellation) =>
        pages.Take(http, "passkey", async (reader, form) => reader.Site!.Settings.SignInByPasskey
            ? await passkeys.Add(http, reader.Account, form["state"], form["credential"], form["passkeyName"], cancellation)
            : new Refusal("way-closed", 403));

    private static Task<IResult> RemovePasskey(HttpContext http, AccountPages pages, AccountDesk desk, CancellationToken cancellation) =>
        pages.Take(http, "passkey", async (reader, form) =>
        {
            await desk.RemovePasskey(reader, form["passkey"]);
            return null;
        });
}

/// <summary>Draws a reader's own page and takes its forms.</summary>
internal sealed class AccountPages(PrivatePages pages, AccountDesk desk, OpenIdConnections connections)
{
    private static readonly string[] Done = ["name", "password", "passkey", "sessions", "claim", "mail", "ways", "avatar", "profile"];

    /// <summary>Does what a form asks, and leads back to the page, or shows it again saying why not.</summary>
    public async Task<IResult> Take(
        HttpContext http, string what, Func<Entered, FormText, Task<Refusal?>> change)
    {
        var reader = Entered.Of(http);
        var form = await FormText.Read(http, http.RequestAborted);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        return await change(reader, form.Value!) is { } refusal
            ? await Show(http, null, refusal, form.Value!, http.RequestAborted)
            : pages.SeeOther(http, Links.Account(reader.Site!.Name) + "?done=" + what);
    }

    /// <param name="done">What was just changed; null for nothing.</param>
    /// <param name="typed">The form that comes back.</param>
    public async Task<IResult> Show(HttpContext http, string? done, Refusal? refusal, FormText? typed, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var site = reader.Site!;
        var words = pages.Words(http.Request.Query["lang"], site.View.Language);
        refusal?.Announce(http);
        return await pages.Show<AccountPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(AccountPage.Words)] = words,
            [nameof(AccountPage.Site)] = site.View,
            [nameof(AccountPage.Account)] = await desk.Read(http, reader, cancellation),
            [nameof(AccountPage.Connections)] = await connections.Of(reader, cancellation),
            [nameof(AccountPage.MayHavePassword)] = site.Settings.SignInByPassword,
            [nameof(AccountPage.MayHavePasskeys)] = site.Settings.SignInByPasskey,
            [nameof(AccountPage.Done)] = Done.Contains(done) ? done : null,
            [nameof(AccountPage.Name)] = typed?["name"],
            [nameof(AccountPage.Bio)] = typed?["bio"],
            [nameof(AccountPage.Website)] = typed?["website"],
            [nameof(AccountPage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }
}
