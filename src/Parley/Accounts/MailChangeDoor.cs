using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts;

/// <summary>The forms by which readers, and staff in the same way, change the address of their account.</summary>
internal static class MailChangeDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        Map(app.MapGroup("/account/{site}"), Caller.Reader);
        Map(app.MapGroup("/staff/account"), Caller.Staff);
    }

    private static void Map(RouteGroupBuilder own, Caller who)
    {
        own.ExcludeFromDescription();
        own.MapPost("/mail", Ask).WritesFor(who, mustConfirm: true).Mails();
        own.MapGet("/mail/code", (HttpContext http, MailChangePages pages, CancellationToken cancellation) => pages.Code(http, null, cancellation)).For(who);
        own.MapPost("/mail/code", Take).WritesFor(who, mustConfirm: true);
    }

    private static async Task<IResult> Ask(HttpContext http, MailChangePages pages, MailChange changes, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if ((form.Refusal ?? MailChange.MayChange(Entered.Of(http))) is { } refusal)
            return pages.Refuse(http, refusal);
        var mail = MailAddress.Read(form.Value!["mail"]);
        if (mail.Refusal is { } wrong)
            return await pages.Own(http, wrong, cancellation);
        var asked = await changes.Ask(Entered.Of(http), mail.Value!, pages.Words(http), cancellation);
        ReaderCookies.WriteAsked(http, MailChangePages.Cookie(http), asked, MailCodes.Lifetime);
        return pages.SeeOther(http, MailChangePages.Step(http, "mail/code"));
    }

    private static async Task<IResult> Take(HttpContext http, MailChangePages pages, MailChange changes, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if ((form.Refusal ?? MailChange.MayChange(Entered.Of(http))) is { } barred)
            return pages.Refuse(http, barred);
        var cookie = ReaderCookies.ReadAsked(http, MailChangePages.Cookie(http));
        if (await changes.Take(Entered.Of(http), cookie, form.Value!["code"], pages.Words(http), cancellation) is { } refusal)
            return await pages.Code(http, refusal, cancellation);
        ReaderCookies.WriteAsked(http, MailChangePages.Cookie(http), "", TimeSpan.Zero);
        return pages.Done(http);
    }
}

/// <summary>Draws the page on which the code is typed, and leads back to one's own.</summary>
internal sealed class MailChangePages(PrivatePages pages, AccountPages account, StaffOwnPages staff, MailCodes codes)
{
    /// <summary>Name of the site in the cookie of the browser that asked; staff belong to none.</summary>
    public static string Cookie(HttpContext http) => Entered.Of(http).Site?.Name ?? StaffSignIn.Cookie;

    public static string Step(HttpContext http, string step) =>
        Entered.Of(http).Site is { } site ? Links.AccountStep(site.Name, step) : Links.StaffStep("account/" + step);

    public Words Words(HttpContext http) => pages.Words(http.Request.Query["lang"], Entered.Of(http).Site?.View.Language ?? "en");

    public IResult Refuse(HttpContext http, Refusal refusal) => pages.Refuse(http, refusal, Words(http), OwnAddress(http));

    public IResult SeeOther(HttpContext http, string address) => pages.SeeOther(http, address);

    public IResult Done(HttpContext http) => pages.SeeOther(http, OwnAddress(http) + "?done=mail");

    /// <summary>One's own page, saying why an address was not taken.</summary>
    public Task<IResult> Own(HttpContext http, Refusal refusal, CancellationToken cancellation) => Entered.Of(http).Site is null
        ? staff.Show(http, null, refusal, [], cancellation)
        : account.Show(http, null, refusal, null, cancellation);

    /// <summary>The own page for a browser that has no code to type.</summary>
    public async Task<IResult> Code(HttpContext http, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site;
        var cookie = ReaderCookies.ReadAsked(http, Cookie(http));
        if (await codes.Find(CodePurpose.Mail, site?.Id, cookie, cancellation) is not { Tries: < MailCodes.MaxTries } asked)
            return refusal is null ? pages.SeeOther(http, OwnAddress(http)) : await Own(http, refusal with { Field = "mail" }, cancellation);
        var words = Words(http);
        return await pages.Show<CodePage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(CodePage.Words)] = words,
            [nameof(CodePage.Site)] = site?.View,
            [nameof(CodePage.Mail)] = asked.Mail!,
            [nameof(CodePage.Action)] = Step(http, "mail/code"),
            [nameof(CodePage.Again)] = OwnAddress(http) + "#mail-change",
            [nameof(CodePage.Go)] = words["account.mailTake"],
            [nameof(CodePage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }

    private static string OwnAddress(HttpContext http) => Entered.Of(http).Site is { } site ? Links.Account(site.Name) : Links.StaffFactors;
}
