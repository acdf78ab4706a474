using System.Globalization;
using Parley.Accounts;
using Parley.Moderation.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Moderation.Figures;

/// <summary>The figures of a period, and what is taken out of them: for a yearly report, for the Commission's database.</summary>
internal static class FiguresDoor
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<FiguresReader>();
        services.AddSingleton<StatementExport>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var figures = app.MapGroup("/desk/{site}/figures").ExcludeFromDescription();
        figures.MapGet("/", Show).For(Caller.Moderator);
        figures.MapGet("/csv", Csv).For(Caller.Moderator);
        figures.MapGet("/statements", Statements).For(Caller.Moderator);
    }

    private static async Task<IResult> Show(
        HttpContext http, string? from, string? to, FiguresReader reader, StatementExport statements, PrivatePages pages, TimeProvider time, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        if (Period.Read(from, to, time.Now) is not { } period)
            return pages.Refuse(http, Wrong, back: Links.Figures(site.Name));
        var ready = await statements.Read(site, period, cancellation);
        return await pages.Show<FiguresPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(FiguresPage.Words)] = pages.Words(http.Request.Query["lang"], "en"),
            [nameof(FiguresPage.Site)] = site.View,
            [nameof(FiguresPage.Figures)] = await reader.Figures(site.Id, period, cancellation),
            [nameof(FiguresPage.Year)] = time.Now.Year,
            [nameof(FiguresPage.Statements)] = ready.Ready.Count,
            [nameof(FiguresPage.Parts)] = ready.Parts,
            [nameof(FiguresPage.Kept)] = (IReadOnlyList<KeptStatement>)[.. ready.Kept.Select(one => new KeptStatement(one.Number, one.Why))],
        });
    }

    private static async Task<IResult> Csv(
        HttpContext http, string? from, string? to, FiguresReader reader, PrivatePages pages, TimeProvider time, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        if (Period.Read(from, to, time.Now) is not { } period)
            return pages.Refuse(http, Wrong, back: Links.Figures(site.Name));
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(
            FiguresCsv.Write(await reader.Figures(site.Id, period, cancellation)), FiguresCsv.Type, $"parley-{site.Name}-{period.FromText}-{period.ToText}.csv");
    }

    private static async Task<IResult> Statements(
        HttpContext http, string? from, string? to, string? part, StatementExport statements, PrivatePages pages, TimeProvider time, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        if (Period.Read(from, to, time.Now) is not { } period)
            return pages.Refuse(http, Wrong, back: Links.Figures(site.Name));
        var ready = await statements.Read(site, period, cancellation);
        var number = int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 && asked <= ready.Parts ? asked : 1;
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(
            StatementExport.Write(ready.Part(number)), "application/json", $"parley-{site.Name}-statements-{period.FromText}-{period.ToText}-{number}.json");
    }

    private static Refusal Wrong => new("figures-period", 422, "from");
}
