using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>The readers' way in: a mailed code, a password, a passkey, each as the site allows.</summary>
internal static class SignInDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        // The window of a publisher's page may lead through here, and must not lose its way back.
        var door = app.MapGroup("/account/{site}").ExcludeFromDescription().AddEndpointFilter(OpenToOpener.Filter);
        door.MapGet("/sign-in", Show).ForAnyone();
        door.MapPost("/sign-in/mail", AskCode).SignsIn().Mails();
        door.MapGet("/sign-in/code", ShowCode).ForAnyone();
        door.MapPost("/sign-in/code", TryCode).SignsIn();
        door.MapGet("/sign-in/link", ShowLink).ForAnyone();
        door.MapPost("/sign-in/password", TryPassword).SignsIn();
        door.MapPost("/sign-in/passkey/options", AskPasskey).SignsIn();
        door.MapPost("/sign-in/passkey", TryPasskey).SignsIn();
        door.MapPost("/join", Join).SignsIn();
    }

    private static Task<IResult> Show(string site, string? back, HttpContext http, DoorPages pages) =>
        pages.With(http, site, (owner, words) => pages.SignIn(http, owner, words, back, null, null));

    private static Task<IResult> AskCode(string site, HttpContext http, DoorPages pages, MailCodes codes, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            var mail = MailAddress.Read(form["mail"]);
            if (mail.Refusal is { } refusal)
                return await pages.SignIn(http, owner, words, form["back"], form["mail"], refusal);
            var asked = await codes.Ask(owner, mail.Value!, words, Links.Back(form["back"]), cancellation);
            ReaderCookies.WriteAsked(http, owner.Name, asked, MailCodes.Lifetime);
            return pages.SeeOther(http, Links.TypeCode(owner.Name, Links.Back(form["back"])));
        });

    private static Task<IResult> ShowCode(string site, string? back, HttpContext http, DoorPages pages, CancellationToken cancellation) =>
        pages.With(http, site, (owner, words) => pages.Code(http, owner, words, back, null, null, cancellation));

    private static Task<IResult> ShowLink(string site, string? with, HttpContext http, DoorPages pages, MailCodes codes, CancellationToken cancellation) =>
        pages.With(http, site, async (owner, words) =>
        {
            if (codes.OpenLink(with) is not var (id, digits, back))
                return pages.Refuse(http, Refusal.NotFound("page"), words);
            var asked = await codes.Find(CodePurpose.SignIn, owner.Id, ReaderCookies.ReadAsked(http, owner.Name), cancellation);
            return asked?.Id == id
                ? await pages.Code(http, owner, words, back, digits, null, cancellation)
                : await pages.Link(http, owner.Site.Title, words, digits);
        });

    private static Task<IResult> TryCode(
        string site, HttpContext http, DoorPages pages, MailCodes codes, SignIn signIn, AccountFinder accounts, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            var proved = await codes.Try(owner.Id, ReaderCookies.ReadAsked(http, owner.Name), form["code"], cancellation);
            if (proved.Refusal is { } refusal)
                return await pages.Code(http, owner, words, form["back"], null, refusal, cancellation);
            ReaderCookies.WriteAsked(http, owner.Name, "", TimeSpan.Zero);
            if (await accounts.ByMail(owner.Id, proved.Value!, cancellation) is not { } account)
                return await pages.Join(http, owner, words, signIn.TicketFor(owner, proved.Value!), form["back"], null, null, cancellation);
            await signIn.Begin(http, owner.Name, account, SignInWay.Mail, isStrong: false, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Account(owner.Name));
        });

    private static Task<IResult> TryPassword(string site, HttpContext http, DoorPages pages, SignIn signIn, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            var found = owner.Settings.SignInByPassword
                ? await signIn.ByPassword(owner.Id, form["mail"], form["password"], cancellation)
                : new Refusal("way-closed", 403);
            if (found.Refusal is { } refusal)
                return await pages.SignIn(http, owner, words, form["back"], form["mail"], refusal);
            await signIn.Begin(http, owner.Name, found.Value!, SignInWay.Password, isStrong: false, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Account(owner.Name));
        });

    private static Task<IResult> AskPasskey(string site, HttpContext http, DoorPages pages, Passkeys passkeys) =>
        pages.With(http, site, async (_, _) => Results.Json(await passkeys.AskFor(http)));

    private static Task<IResult> TryPasskey(
        string site, HttpContext http, DoorPages pages, SignIn signIn, Passkeys passkeys, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            var found = owner.Settings.SignInByPasskey
                ? await passkeys.Read(http, owner.Id, form["state"], form["credential"], cancellation)
                : new Refusal("way-closed", 403);
            if (found.Refusal is { } refusal)
                return await pages.SignIn(http, owner, words, form["back"], null, refusal);
            await signIn.Begin(http, owner.Name, found.Value!, SignInWay.Passkey, isStrong: true, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Account(owner.Name));
        });

    private static Task<IResult> Join(string site, HttpContext http, DoorPages pages, SignIn signIn, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            if (signIn.ReadTicket(owner, form["ticket"]) is not { } mail)
                return await pages.SignIn(http, owner, words, form["back"], null, new Refusal("code-spent", 422));
            var password = DoorPages.PasswordAtJoining(owner) == PasswordWish.None || (form["password"] is null && owner.Settings.SignInByMail)
                ? null
                : form["password"] ?? "";
            var joined = await signIn.Join(http, owner, mail, form["name"], password, form.IsTicked("takeGuest"), cancellation);
            if (joined.Refusal is { } refusal)
                return await pages.Join(http, owner, words, form["ticket"]!, form["back"], form["name"], refusal, cancellation);
            if (form.IsTicked("takeGuest"))
                ReaderCookies.DropGuest(http, owner.Name);
            await signIn.Begin(http, owner.Name, joined.Value!, SignInWay.Mail, isStrong: false, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Account(owner.Name));
        });
}
