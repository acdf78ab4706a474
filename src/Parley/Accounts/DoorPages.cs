using Parley.Accounts.OpenId;
using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>Draws the pages of the door.</summary>
internal sealed class DoorPages(SiteDirectory sites, PrivatePages pages, MailCodes codes, Callers callers, OpenIdProviders providers)
{
    /// <summary>Finds the site and the language, or says that there is none.</summary>
    public async Task<IResult> With(HttpContext http, string site, Func<LiveSite, Words, Task<IResult>> answer) =>
        sites.Find(site) is { } owner
            ? await answer(owner, pages.Words(http.Request.Query["lang"], owner.View.Language))
            : pages.Refuse(http, Refusal.NotFound("page"));

    /// <summary>The same for what a form sends.</summary>
    public Task<IResult> WithForm(
        HttpContext http, string site, Func<LiveSite, Words, FormText, Task<IResult>> answer) =>
        With(http, site, async (owner, words) =>
        {
            var form = await FormText.Read(http, http.RequestAborted);
            return form.Refusal is { } refusal ? pages.Refuse(http, refusal, words) : await answer(owner, words, form.Value!);
        });

    public IResult SeeOther(HttpContext http, string address) => pages.SeeOther(http, address);

    public IResult Refuse(HttpContext http, Refusal refusal, Words words) => pages.Refuse(http, refusal, words);

    public async Task<IResult> SignIn(HttpContext http, LiveSite site, Words words, string? back, string? mail, Refusal? refusal)
    {
        refusal?.Announce(http);
        return await pages.Show<SignInPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(SignInPage.Words)] = words,
            [nameof(SignInPage.Site)] = site.View,
            [nameof(SignInPage.Ways)] = new SignInWays(
                // A code also lets in who is new, and who forgot the password.
                site.Settings.SignInByMail || site.Settings.SignInByPassword || site.Settings.SignInByPasskey,
                site.Settings.SignInByPassword,
                site.Settings.SignInByPasskey,
                Joins: true),
            [nameof(SignInPage.Providers)] = (await providers.Open(site.Id, http.RequestAborted)).Select(one => new ConnectionView(one.Name, one.Title, null)).ToArray(),
            [nameof(SignInPage.Back)] = Links.Back(back),
            [nameof(SignInPage.Mail)] = mail,
            [nameof(SignInPage.Already)] = await callers.NameOf(http, site, http.RequestAborted),
            [nameof(SignInPage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }

    /// <summary>Where the code is typed; the door again for a browser that asked for none.</summary>
    public async Task<IResult> Code(
        HttpContext http, LiveSite site, Words words, string? back, string? filled, Refusal? refusal, CancellationToken cancellation)
    {
        if (await codes.Find(CodePurpose.SignIn, site.Id, ReaderCookies.ReadAsked(http, site.Name), cancellation) is not { Tries: < MailCodes.MaxTries } asked)
            return refusal is null
                ? SeeOther(http, Links.SignIn(site.Name, Links.Back(back)))
                : await SignIn(http, site, words, back, null, new Refusal("code-spent", 422, "mail"));
        return await pages.Show<CodePage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(CodePage.Words)] = words,
            [nameof(CodePage.Site)] = site.View,
            [nameof(CodePage.Mail)] = asked.Mail!,
            [nameof(CodePage.Back)] = Links.Back(back),
            [nameof(CodePage.Filled)] = filled,
            [nameof(CodePage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }

    public Task<IResult> Link(HttpContext http, string title, Words words, string digits) =>
        pages.Show<LinkPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(LinkPage.Words)] = words,
            [nameof(LinkPage.Title)] = title,
            [nameof(LinkPage.Digits)] = digits,
        });

    public async Task<IResult> Join(
        HttpContext http, LiveSite site, Words words, string ticket, string? back, string? name, Refusal? refusal, CancellationToken cancellation)
    {
        var guest = await callers.GuestOf(http, site, cancellation);
        return await pages.Show<JoinPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(JoinPage.Words)] = words,
            [nameof(JoinPage.Site)] = site.View,
            [nameof(JoinPage.Ticket)] = ticket,
            [nameof(JoinPage.Back)] = Links.Back(back),
            [nameof(JoinPage.Name)] = name,
            [nameof(JoinPage.Guest)] = guest?.Name,
            [nameof(JoinPage.Password)] = PasswordAtJoining(site),
            [nameof(JoinPage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }

    /// <summary>The window of a publisher's page: whether to go on there, or the code to go on with.</summary>
    /// <param name="name">Who is signed in.</param>
    public Task<IResult> HandOver(HttpContext http, LiveSite site, Words words, string? name, string ticket, string origin, string? code) =>
        pages.Show<HandOverPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(HandOverPage.Words)] = words,
            [nameof(HandOverPage.Site)] = site.View,
            [nameof(HandOverPage.Name)] = name,
            [nameof(HandOverPage.Ticket)] = ticket,
            [nameof(HandOverPage.Origin)] = origin,
            [nameof(HandOverPage.Code)] = code,
        });

    public static PasswordWish PasswordAtJoining(LiveSite site) =>
        !site.Settings.SignInByPassword ? PasswordWish.None
        : site.Settings.SignInByMail ? PasswordWish.Welcome
        : PasswordWish.Needed;
}
