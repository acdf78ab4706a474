using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts;

/// <summary>Draws the pages of staff: the door, and what they set up for themselves.</summary>
internal sealed class StaffPages(PrivatePages pages, AccountFinder accounts)
{
    public Words Words(HttpContext http) => pages.Words(http.Request.Query["lang"], "en");

    public IResult Refuse(HttpContext http, Refusal refusal) => pages.Refuse(http, refusal, Words(http), Links.Staff);

    public IResult SeeOther(HttpContext http, string address) => pages.SeeOther(http, address);

    public async Task<IResult> WithForm(HttpContext http, Func<FormText, Task<IResult>> answer)
    {
        var form = await FormText.Read(http, http.RequestAborted);
        return form.Refusal is { } refusal ? Refuse(http, refusal) : await answer(form.Value!);
    }

    public Task<IResult> SignIn(HttpContext http, string? back, string? mail, Refusal? refusal)
    {
        refusal?.Announce(http);
        return pages.Show<SignInPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(SignInPage.Words)] = Words(http),
            [nameof(SignInPage.Ways)] = new SignInWays(Mail: false, Password: true, Passkey: true, Joins: false),
            [nameof(SignInPage.Back)] = Links.Back(back),
            [nameof(SignInPage.Mail)] = mail,
            [nameof(SignInPage.Wrong)] = WrongOf(http, refusal),
        });
    }

    /// <param name="hasApp">Whether an authenticator app is set up; else a passkey is the second factor.</param>
    public Task<IResult> Second(HttpContext http, string ticket, bool hasApp, string? back, Refusal? refusal) =>
        pages.Show<SecondPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(SecondPage.Words)] = Words(http),
            [nameof(SecondPage.Ticket)] = ticket,
            [nameof(SecondPage.HasApp)] = hasApp,
            [nameof(SecondPage.Back)] = Links.Back(back),
            [nameof(SecondPage.Wrong)] = WrongOf(http, refusal),
        });

    public async Task<IResult> Setup(
        HttpContext http, string key, Code link, string? mail, string? name, Refusal? refusal, CancellationToken cancellation)
    {
        var account = link.AccountId is { } id ? await accounts.ById(id, cancellation) : null;
        return await pages.Show<SetupPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(SetupPage.Words)] = Words(http),
            [nameof(SetupPage.Key)] = key,
            [nameof(SetupPage.Known)] = account?.Mail,
            [nameof(SetupPage.Mail)] = mail,
            [nameof(SetupPage.Name)] = name,
            [nameof(SetupPage.Wrong)] = WrongOf(http, refusal),
        });
    }

    public Task<IResult> Show<TPage>(HttpContext http, Refusal? refusal, Dictionary<string, object?> parameters)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        refusal?.Announce(http);
        return pages.Show<TPage>(http, refusal?.Status ?? StatusCodes.Status200OK, parameters);
    }

    public WrongField? WrongOf(HttpContext http, Refusal? refusal) => refusal is null ? null : WrongField.Of(refusal, Words(http));
}
