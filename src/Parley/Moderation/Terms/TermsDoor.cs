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
        app.MapGet("/desk/{site}/duties", (HttpContext http, PrivatePages pages) => Duties(http, null, pages)).For(Caller.Moderator).ExcludeFromDescription();
        app.MapPost("/desk/{site}/duties", Answer).WritesFor(Caller.Administrator).ExcludeFromDescription();
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

    /// <summary>The two questions are answered together: what they decide hangs on both.</summary>
    private static async Task<IResult> Answer(HttpContext http, SaveSite saving, PrivatePages pages, CancellationToken cancellation)
    {
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var staff = Entered.Of(http);
        if (form.Value!["small"] is not ("yes" or "no") || form.Value["community"] is not ("yes" or "no"))
            return await Duties(http, new Refusal("duty-answers", 422, "small"), pages);
        var answers = SiteSettings.Questions.Zip([form.Value["small"]!, form.Value["community"]!]).ToDictionary(one => one.First, one => one.Second);
        return await saving.Set(staff.Site!.Id, answers, staff.Account.Id.Value, cancellation) is { } refusal
            ? await Duties(http, refusal, pages)
            : pages.SeeOther(http, Links.Duties(staff.Site.Name));
    }

    private static Task<IResult> Duties(HttpContext http, Refusal? refusal, PrivatePages pages)
    {
        var staff = Entered.Of(http);
        var site = staff.Site!;
        var words = pages.Words(http.Request.Query["lang"], "en");
        refusal?.Announce(http);
        return pages.Show<DutiesPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(DutiesPage.Words)] = words,
            [nameof(DutiesPage.MayAnswer)] = staff.Person?.Role is Role.Administrator || staff.Account.IsOwner,
            [nameof(DutiesPage.HasAnswered)] = site.HasAnswered,
            [nameof(DutiesPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, words),
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
