using Parley.Accounts.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>The window a publisher's page opens for signing in: it hands the sign-in back, once the reader says so.</summary>
internal static class HandOverDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var door = app.MapGroup("/account/{site}").ExcludeFromDescription();
        door.MapGet("/hand-over", Show).ForAnyone().AddEndpointFilter(OpenToOpener.Filter);
        door.MapPost("/hand-over", Offer).SignsIn().AddEndpointFilter(OpenToOpener.Filter);
    }

    private static Task<IResult> Show(
        string site, string? ticket, string? origin, HttpContext http, DoorPages pages, HandOvers handOvers, Callers callers, AccountFinder accounts, CancellationToken cancellation) =>
        pages.With(http, site, async (owner, words) =>
        {
            if (handOvers.ReadTicket(ticket) is null || origin is null || !owner.Origins.Contains(origin))
                return pages.Refuse(http, new Refusal("hand-over", 422), words);
            if (await callers.SessionOf(http, owner, cancellation) is not { } open)
                return pages.SeeOther(http, Links.SignIn(owner.Name, Links.HandOver(owner.Name, ticket!, origin)));
            var person = await accounts.PersonOn(owner.Id, open.Account.Id, cancellation);
            return await pages.HandOver(http, owner, words, person?.Name, ticket!, origin, code: null);
        });

    private static Task<IResult> Offer(string site, HttpContext http, DoorPages pages, HandOvers handOvers, Callers callers, CancellationToken cancellation) =>
        pages.WithForm(http, site, async (owner, words, form) =>
        {
            var (ticket, origin) = (form["ticket"], form["origin"]);
            if (handOvers.ReadTicket(ticket) is not { } id || origin is null || !owner.Origins.Contains(origin))
                return pages.Refuse(http, new Refusal("hand-over", 422), words);
            if (await callers.SessionOf(http, owner, cancellation) is not { } open)
                return pages.SeeOther(http, Links.SignIn(owner.Name, Links.HandOver(owner.Name, ticket!, origin)));
            var code = await handOvers.Offer(owner, id, open.Account, cancellation);
            return code.Refusal is { } spent
                ? pages.Refuse(http, spent, words)
                : await pages.HandOver(http, owner, words, null, ticket!, origin, code.Value);
        });
}

/// <summary>
/// Pages of a window that a publisher's page opened: they leave it its way back. They show nothing and do nothing for a
/// page that frames or scripts them; a window elsewhere can no more than close them or lead them away.
/// </summary>
internal static class OpenToOpener
{
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        // Written last: the pages' own headers say same-origin.
        response.OnStarting(() =>
        {
            response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
