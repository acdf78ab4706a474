using System.Globalization;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Transfer.Export;
using Parley.Transfer.Pages;

namespace Parley.Transfer;

/// <summary>The page on which an administrator takes a whole site out, as the command does; credentials stay behind.</summary>
internal static class StaffExport
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/export", (HttpContext http, StaffPages pages) => pages.Show<ExportPage>(http, null, new()
        {
            [nameof(ExportPage.Words)] = pages.Words(http),
            [nameof(ExportPage.Site)] = Entered.Of(http).Site!.View,
        })).For(Caller.Administrator);
        site.MapPost("/export", Download).WritesFor(Caller.Administrator, mustConfirm: true);
    }

    private static async Task<IResult> Download(
        HttpContext http, SiteExport export, IWriteDoor door, IRecord record, IdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var (site, now) = (staff.Site!, time.Now);
        await door.Write(
            db =>
            {
                record.Add(db, new StaffChange(
                    ids.New<StaffChangeId>(), site.Id, StaffMatter.Export, site.Name, null, null, Actor.Staff(staff.Account.Id), now));
                return Task.CompletedTask;
            },
            cancellation);
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.PrivatePage, http.Request.IsHttps);
        var name = string.Create(CultureInfo.InvariantCulture, $"parley-{site.Name}-{now:yyyy-MM-dd}.jsonl");
        return Results.Stream(
            to => export.Write(site.Id, withCredentials: false, to, new ExportProgress(TextWriter.Null, time), cancellation), "application/jsonl", name);
    }
}
