using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts;

/// <summary>The way in for staff, on Parley's own origin alone.</summary>
internal static class StaffDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var door = app.MapGroup("/staff").ExcludeFromDescription();
        door.MapGet("/setup", ShowSetup).ForAnyone();
        door.MapPost("/setup", Setup).SignsIn();
        door.MapGet("/sign-in", (HttpContext http, string? back, StaffPages pages) => pages.SignIn(http, back, null, null)).ForAnyone();
        door.MapPost("/sign-in/password", TryPassword).SignsIn();
        door.MapPost("/sign-in/second", TrySecond).SignsIn();
        door.MapPost("/sign-in/passkey/options", async (HttpContext http, Passkeys passkeys) => Results.Json(await passkeys.AskFor(http))).SignsIn();
        door.MapPost("/sign-in/passkey", TryPasskey).SignsIn();
        // Signing in again is the proof: it begins a session that was confirmed only now.
        door.MapGet("/confirm", (HttpContext http, string? back, StaffPages pages) => pages.SignIn(http, back, null, null)).ForAnyone();
        door.MapPost("/sign-out", SignOut).WritesFor(Caller.Staff);
    }

    private static async Task<IResult> ShowSetup(HttpContext http, string? key, StaffPages pages, StaffLinks links, CancellationToken cancellation) =>
        await links.Find(key, cancellation) is { } link
            ? await pages.Setup(http, key!, link, null, null, null, cancellation)
            : pages.Refuse(http, new Refusal("code-spent", 404));

    private static Task<IResult> Setup(HttpContext http, StaffPages pages, StaffLinks links, StaffSignIn staff, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            if (await links.Find(form["key"], cancellation) is not { } link)
                return pages.Refuse(http, new Refusal("code-spent", 404));
            var refusal = await staff.Set(http, link, form["mail"], form["name"], form["password"], cancellation);
            return refusal is null
                ? pages.SeeOther(http, Links.StaffFactors)
                : await pages.Setup(http, form["key"]!, link, form["mail"], form["name"], refusal, cancellation);
        });

    private static Task<IResult> TryPassword(HttpContext http, StaffPages pages, SignIn signIn, StaffSignIn staff, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var found = await signIn.ByPassword(null, form["mail"], form["password"], cancellation);
            if (found.Refusal is { } refusal)
                return await pages.SignIn(http, form["back"], form["mail"], refusal);
            if (await staff.TicketFor(found.Value!) is { } ticket)
                return await pages.Second(http, ticket, found.Value!.IsTwoFactor, form["back"], null);
            await signIn.Begin(http, StaffSignIn.Cookie, found.Value!, SignInWay.Password, isStrong: false, cancellation);
            return pages.SeeOther(http, Links.StaffFactors);
        });

    private static Task<IResult> TrySecond(HttpContext http, StaffPages pages, SignIn signIn, StaffSignIn staff, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var found = await staff.Second(form["ticket"], form["code"], cancellation);
            if (found.Refusal is { } refusal)
                return refusal.Field is null
                    ? await pages.SignIn(http, form["back"], null, refusal)
                    : await pages.Second(http, form["ticket"]!, true, form["back"], refusal);
            await signIn.Begin(http, StaffSignIn.Cookie, found.Value!, SignInWay.Password, isStrong: true, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Staff);
        });

    private static Task<IResult> TryPasskey(HttpContext http, StaffPages pages, SignIn signIn, Passkeys passkeys, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var found = await passkeys.Read(http, null, form["state"], form["credential"], cancellation);
            if (found.Refusal is { } refusal)
                return await pages.SignIn(http, form["back"], null, refusal);
            await signIn.Begin(http, StaffSignIn.Cookie, found.Value!, SignInWay.Passkey, isStrong: true, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Staff);
        });

    private static async Task<IResult> SignOut(HttpContext http, StaffPages pages, SessionDesk sessions, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        await sessions.End(staff.Account.Id, staff.Session.Id, null, cancellation);
        ReaderCookies.DropSession(http, StaffSignIn.Cookie);
        return pages.SeeOther(http, Links.StaffSignIn());
    }
}
