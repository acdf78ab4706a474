using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Platform.Events;
using Parley.Platform.Web;

namespace Parley.Live;

/// <summary>The stream of what happens in the stories a browser has open.</summary>
internal static class LiveApi
{
    private const string TryAgainSeconds = "60";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/live", Open).ForAnyone().WithSummary("Hear what happens in some stories, as server-sent events");

    /// <param name="site">Name of the site.</param>
    /// <param name="stories">Ids of its stories, a comma between them, 20 at most.</param>
    /// <param name="after">The place a page was built at (<c>data-at</c>): the stream begins right after it.</param>
    /// <param name="last">The id of the last frame heard; browsers send it when they come back.</param>
    private static async Task<Results<ServerSentEventsResult<string>, RefusalResult>> Open(
        string? site,
        string? stories,
        string? after,
        [FromHeader(Name = "Last-Event-ID")] string? last,
        HttpContext http,
        LiveDoor door,
        CancellationToken cancellation)
    {
        var reader = await door.Open(http, site, stories, cancellation);
        if (reader.Refusal is { } refusal)
        {
            if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                http.Response.Headers.RetryAfter = TryAgainSeconds;
            return new RefusalResult(refusal);
        }
        http.Response.Headers["X-Accel-Buffering"] = "no";
        EventPosition? place = EventPosition.TryParse(string.IsNullOrEmpty(last) ? after : last, out var read) ? read : null;
        return TypedResults.ServerSentEvents(door.Read(reader.Value!, place, cancellation));
    }
}
