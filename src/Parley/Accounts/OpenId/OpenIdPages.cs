using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts.OpenId;

/// <summary>Draws the pages between our door and a provider's.</summary>
internal sealed class OpenIdPages(PrivatePages pages, Callers callers)
{
    /// <summary>The words of the page the reader began on: a provider leads back to an address that knows no language.</summary>
    public Words Words(OpenIdFlow flow, LiveSite site) => pages.Words(flow.Language, site.View.Language);

    /// <summary>Leads on to the provider: by itself, or at a press.</summary>
    public Task<IResult> Onward(HttpContext http, LiveSite site, Words words, OpenIdProvider provider, Uri address)
    {
        // A form may lead to our own pages only, so this is no redirect but a page that goes on.
        http.Response.Headers["Refresh"] = "0;url=" + address.AbsoluteUri;
        return pages.Show<OnwardPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(OnwardPage.Words)] = words,
            [nameof(OnwardPage.Site)] = site.View,
            [nameof(OnwardPage.Provider)] = provider.Title,
            [nameof(OnwardPage.Address)] = address.AbsoluteUri,
        });
    }

    /// <summary>Takes what the provider answered: by script, or at a press.</summary>
    public Task<IResult> Returned(HttpContext http, LiveSite site, Words words, OpenIdProvider provider, OpenIdFlow flow, OpenIdAnswer answer) =>
        pages.Show<ReturnedPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(ReturnedPage.Words)] = words,
            [nameof(ReturnedPage.Site)] = site.View,
            [nameof(ReturnedPage.Provider)] = provider.Title,
            [nameof(ReturnedPage.Action)] = Links.SignInWith(site.Name, provider.Name, flow.Language),
            [nameof(ReturnedPage.Code)] = answer.Code,
            [nameof(ReturnedPage.State)] = answer.State,
            [nameof(ReturnedPage.Issuer)] = answer.Issuer,
        });

    public async Task<IResult> Join(
        HttpContext http, LiveSite site, Words words, OpenIdProvider provider, string ticket, string? back, string? name, Refusal? refusal, CancellationToken cancellation)
    {
        refusal?.Announce(http);
        return await pages.Show<JoinPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(JoinPage.Words)] = words,
            [nameof(JoinPage.Site)] = site.View,
            [nameof(JoinPage.Action)] = Links.SignInWith(site.Name, provider.Name) + "/join",
            [nameof(JoinPage.Ticket)] = ticket,
            [nameof(JoinPage.Back)] = Links.Back(back),
            [nameof(JoinPage.Name)] = name,
            [nameof(JoinPage.Guest)] = (await callers.GuestOf(http, site, cancellation))?.Name,
            [nameof(JoinPage.Password)] = PasswordWish.None,
            [nameof(JoinPage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }
}
