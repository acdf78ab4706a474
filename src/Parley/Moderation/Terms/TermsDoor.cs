using System.Globalization;
using System.Text;
using Parley.Accounts;
using Parley.Moderation.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Moderation.Terms;

/// <summary>The terms and contacts of a site for everybody, each version; and for staff which duties bind it.</summary>
internal static class TermsDoor
{
    public static void AddTerms(this IServiceCollection services) => services.AddSingleton<TermsDesk>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sites/{site}/terms", Show).ForAnyone().ExcludeFromDescription();
        app.MapGet("/sites/{site}/terms.md", Text).ForAnyone().ExcludeFromDescription();
        app.MapGet("/desk/{site}/duties", Duties).For(Caller.Moderator).ExcludeFromDescription();
    }

    private static async Task<IResult> Show(string site, string? on, HttpContext http, SiteDirectory sites, TermsDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } found)
            return pages.Refuse(http, Refusal.NotFound("page"));
        return await pages.Show<TermsPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(TermsPage.Words)] = pages.Words(http.Request.Query["lang"], found.View.Language),
            [nameof(TermsPage.Site)] = found.View,
            [nameof(TermsPage.Terms)] = await desk.Read(found, Moment(on), cancellation),
        });
    }

    /// <summary>The same for machines: Markdown with the version above it.</summary>
    private static async Task<IResult> Text(string site, string? on, HttpContext http, SiteDirectory sites, TermsDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        if (sites.Find(site) is not { } found)
            return pages.Refuse(http, Refusal.NotFound("page"));
        var view = await desk.Read(found, Moment(on), cancellation);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"---\nsite: {found.Name}\nlanguage: {found.View.Language}\nversion: {view.Since?.ToUnixTimeSeconds() ?? 0}\n---\n\n")
            .AppendJoin('\n', view.Rules.Select(rule => "- " + rule)).Append("\n\n").Append(view.TermsText).Append('\n');
        return Results.Text(text.ToString(), "text/markdown; charset=utf-8");
    }

    private static Task<IResult> Duties(HttpContext http, PrivatePages pages)
    {
        var site = Entered.Of(http).Site!;
        return pages.Show<DutiesPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(DutiesPage.Words)] = pages.Words(http.Request.Query["lang"], "en"),
            [nameof(DutiesPage.Site)] = site.View,
            [nameof(DutiesPage.IsSmall)] = site.Settings.IsSmallFirm,
            [nameof(DutiesPage.IsCommunity)] = site.Settings.IsCommunity,
            [nameof(DutiesPage.Duties)] = DutyRules.Of(site.Settings.IsSmallFirm, site.Settings.IsCommunity),
        });
    }

    /// <summary>Seconds since 1970; anything else asks for what holds now.</summary>
    private static DateTimeOffset? Moment(string? on) =>
        long.TryParse(on, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddMilliseconds(999)
            : null;
}
