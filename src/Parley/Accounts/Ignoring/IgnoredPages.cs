using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts.Ignoring;

/// <summary>The private list of whom a reader ignores: of whoever is signed in, or of the guest of this browser.</summary>
internal static class IgnoredPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/account/{site}/ignored").ExcludeFromDescription();
        own.MapGet("", Show).ForAnyone();
        own.MapPost("/stop", Stop).WritesForKnown();
    }

    private static async Task<IResult> Show(
        string site, HttpContext http, SiteDirectory sites, Callers callers, IgnoreDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } owner)
            return pages.Refuse(http, Refusal.NotFound("page"));
        if ((await callers.Read(http, owner, cancellation)).Value is not { } reader)
            return pages.SeeOther(http, Links.SignIn(owner.Name, Links.Ignored(owner.Name)));
        var ignored = await desk.Read(reader, cancellation);
        return await pages.Show<IgnoredPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(IgnoredPage.Words)] = pages.Words(http.Request.Query["lang"], owner.View.Language),
            [nameof(IgnoredPage.Site)] = owner.View,
            [nameof(IgnoredPage.HasAccount)] = reader.Kind == PersonKind.Account,
            [nameof(IgnoredPage.Ignored)] = ignored.Select(one => new IgnoredView(
                one.Person.Id.ToString(),
                one.Person.Name,
                one.Person.Avatar is { } avatar ? Links.Avatar(one.Person.Id.ToString(), avatar) : null,
                one.Since)).ToArray(),
        });
    }

    private static async Task<IResult> Stop(
        string site, HttpContext http, SiteDirectory sites, Callers callers, IgnoreDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } owner)
            return pages.Refuse(http, Refusal.NotFound("page"));
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        if ((await callers.Read(http, owner, cancellation)).Value is { } reader && IdText.TryRead<PersonId>(form.Value!["person"], out var whom))
            await desk.Stop(reader, whom, cancellation);
        return pages.SeeOther(http, Links.Ignored(owner.Name));
    }
}

/// <summary>Somebody a reader ignores.</summary>
/// <param name="Avatar">Address of the picture; null for the drawn initial.</param>
public sealed record IgnoredView(string Id, string? Name, string? Avatar, DateTimeOffset Since);
