using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Admin;

/// <summary>Whether this node is alive, and whether it can serve: for whoever watches it.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("alive")).ForAnyone().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).ForAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(IDbContextFactory<ParleyContext> reading, IEngine engine, CancellationToken cancellation)
    {
        try
        {
            await using var db = await reading.CreateDbContextAsync(cancellation);
            await db.Sites.AnyAsync(cancellation);
            return Results.Text("ready");
        }
        catch (Exception failure) when (engine.IsUnavailable(failure))
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
