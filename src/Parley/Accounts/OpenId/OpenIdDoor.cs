using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts.OpenId;

/// <summary>
/// The way in with an account at a provider. Both ways over there and back pass through a page of ours: a form may lead to
/// our own pages only, and reading changes nothing, not even who is signed in.
/// </summary>
internal static class OpenIdDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var door = app.MapGroup("/account/{site}").ExcludeFromDescription();
        // The window of a publisher's page may lead through here, too.
        var opened = app.MapGroup("/account/{site}").ExcludeFromDescription().AddEndpointFilter(OpenToOpener.Filter);
        opened.MapPost("/sign-in/with", Begin).SignsIn();
        opened.MapGet("/sign-in/with/{provider}", Return).ForAnyone();
        opened.MapPost("/sign-in/with/{provider}", Finish).SignsIn();
        opened.MapPost("/sign-in/with/{provider}/join", Join).SignsIn();
        door.MapPost("/connect", Connect).WritesFor(Caller.Reader, mustConfirm: true);
        door.MapPost("/disconnect", Disconnect).WritesFor(Caller.Reader, mustConfirm: true);
    }

    private static Task<IResult> Begin(
        string site, HttpContext http, DoorPages pages, OpenIdPages shown, OpenIdProviders providers, OpenIdSignIn signIn, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            var back = Links.Back(form["back"]);
            if (await providers.FindOpen(owner.Id, form["provider"], cancellation) is not { } provider)
                return await pages.SignIn(http, owner, words, back, null, Closed);
            var begun = await signIn.Begin(http, owner, provider, back, null, cancellation);
            return begun.Refusal is { } refusal
                ? await pages.SignIn(http, owner, words, back, null, refusal)
                : await shown.Onward(http, owner, words, provider, begun.Value!);
        });

    private static Task<IResult> Return(
        string site, string provider, string? code, string? state, string? iss, string? error, HttpContext http, DoorPages pages, OpenIdPages shown,
        OpenIdProviders providers, OpenIdSignIn signIn, CancellationToken cancellation) =>
        pages.With(http, site, async (owner, words) =>
        {
            if (await providers.FindOpen(owner.Id, provider, cancellation) is not { } one)
                return await pages.SignIn(http, owner, words, null, null, Closed);
            if (signIn.FlowOf(http, owner, one, state) is not { } flow)
                return await pages.SignIn(http, owner, words, null, null, new Refusal("open-id-stale", 422));
            words = shown.Words(flow, owner);
            return code is null || error is not null
                ? await pages.SignIn(http, owner, words, flow.Back, null, new Refusal("open-id-declined", 422, null, ("provider", one.Title)))
                : await shown.Returned(http, owner, words, one, flow, new OpenIdAnswer(code, state, iss));
        });

    private static Task<IResult> Finish(
        string site, string provider, HttpContext http, DoorPages pages, OpenIdPages shown, OpenIdProviders providers, OpenIdSignIn openId, SignIn signIn,
        CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            if (await providers.FindOpen(owner.Id, provider, cancellation) is not { } one)
                return await pages.SignIn(http, owner, words, null, null, Closed);
            var taken = await openId.Take(http, owner, one, new OpenIdAnswer(form["code"], form["state"], form["iss"]), cancellation);
            if (taken.Refusal is { } refusal)
                return await pages.SignIn(http, owner, words, null, null, refusal);
            var (flow, identity) = taken.Value;
            if (flow.Account is not null)
                return await openId.Connect(http, owner, flow, identity, cancellation) is { } unconnected
                    ? pages.Refuse(http, unconnected, words)
                    : pages.SeeOther(http, Links.Account(owner.Name) + "?done=ways");
            if (await openId.AccountOf(owner, identity, cancellation) is { } account)
            {
                await signIn.Begin(http, owner.Name, account, SignInWay.Provider, isStrong: false, cancellation);
                return pages.SeeOther(http, flow.Back ?? Links.Account(owner.Name));
            }
            return await openId.MayJoin(owner, one, identity, cancellation) is { } known
                ? await pages.SignIn(http, owner, words, flow.Back, null, known)
                : await shown.Join(http, owner, words, one, openId.TicketFor(owner, identity), flow.Back, identity.Name, null, cancellation);
        });

    private static Task<IResult> Join(
        string site, string provider, HttpContext http, DoorPages pages, OpenIdPages shown, OpenIdProviders providers, OpenIdSignIn openId, SignIn signIn,
        CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            if (await providers.FindOpen(owner.Id, provider, cancellation) is not { } one)
                return await pages.SignIn(http, owner, words, null, null, Closed);
            var joined = await openId.Join(http, owner, form["ticket"], form["name"], form.IsTicked("takeGuest"), cancellation);
            if (joined.Refusal is { Field: "name" } nameless)
                return await shown.Join(http, owner, words, one, form["ticket"]!, form["back"], form["name"], nameless, cancellation);
            if (joined.Refusal is { } refusal)
                return await pages.SignIn(http, owner, words, form["back"], null, refusal);
            if (form.IsTicked("takeGuest"))
                ReaderCookies.DropGuest(http, owner.Name);
            await signIn.Begin(http, owner.Name, joined.Value!, SignInWay.Provider, isStrong: false, cancellation);
            return pages.SeeOther(http, Links.Back(form["back"]) ?? Links.Account(owner.Name));
        });

    private static Task<IResult> Connect(
        string site, HttpContext http, DoorPages pages, OpenIdPages shown, OpenIdProviders providers, OpenIdSignIn signIn, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            if (await providers.FindOpen(owner.Id, form["provider"], cancellation) is not { } provider)
                return pages.Refuse(http, Closed, words);
            var begun = await signIn.Begin(http, owner, provider, null, Entered.Of(http).Account.Id, cancellation);
            return begun.Refusal is { } refusal ? pages.Refuse(http, refusal, words) : await shown.Onward(http, owner, words, provider, begun.Value!);
        });

    private static Task<IResult> Disconnect(HttpContext http, AccountPages pages, OpenIdConnections connections, CancellationToken cancellation) =>
        pages.Take(http, "ways", (reader, form) => connections.Disconnect(reader, form["provider"], cancellation));

    private static Refusal Closed => new("way-closed", 403);
}
