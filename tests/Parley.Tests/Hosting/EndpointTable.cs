using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Web;

namespace Parley.Tests.Hosting;

/// <summary>An endpoint of the product, with its address filled in.</summary>
/// <param name="IsWrite">Whether it is declared to change or cost something, and guarded against other sites' pages.</param>
internal sealed record TableEntry(string Method, string Path, bool IsWrite, Caller? Who);

/// <summary>All endpoints there are, as the product itself lists them, so that no new one goes untried.</summary>
internal static class EndpointTable
{
    /// <param name="story">Fills <c>/stories/{id}</c> and whatever else names a story.</param>
    /// <param name="comment">Fills <c>/comments/{id}</c>.</param>
    public static IReadOnlyList<TableEntry> Read(ParleyApp app, string story, string comment) =>
    [
        .. from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let isWrite = endpoint.Metadata.GetMetadata<WriteRule>() is { ByLink: false }
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new TableEntry(
               method, Fill(endpoint.RoutePattern.RawText!, story, comment), isWrite, endpoint.Metadata.GetMetadata<CallerRule>()?.Who),
    ];

    public static IEnumerable<TableEntry> Writes(ParleyApp app, string story, string comment) =>
        Read(app, story, comment).Where(entry => entry.IsWrite);

    public static IEnumerable<TableEntry> Reads(ParleyApp app, string story, string comment) =>
        Read(app, story, comment).Where(entry => entry is { IsWrite: false, Method: "GET" });

    /// <summary>The parameters that the addresses of reading take, each with a value that means something.</summary>
    public static IEnumerable<string> Queries(string story, string comment) =>
    [
        "", $"?site={ParleyApp.SiteName}&url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}", $"?site={ParleyApp.SiteName}&stories={story}",
        $"?url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}", $"?url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}&comment={comment}",
        $"?url={Uri.EscapeDataString(ParleyApp.SiteOrigin + "/first")}&as=declarative", "?sort=oldest", "?sort=replies&lang=de", "?q=canary", $"?site={ParleyApp.SiteName}&q=canary",
    ];

    /// <summary>What a GET answers; of a stream what comes within a moment.</summary>
    public static async Task<Answer> Get(ParleyApp app, string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var kept = answer.Headers.Concat(answer.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new((int)answer.StatusCode, isStream ? await ReadMoment(answer) : await answer.Content.ReadAsStringAsync(), kept);
    }

    private static async Task<string> ReadMoment(HttpResponseMessage answer)
    {
        var buffer = new byte[16_384];
        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            return System.Text.Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, moment.Token));
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }

    private static string Fill(string pattern, string story, string comment)
    {
        var path = "/" + pattern.TrimStart('/')
            .Replace("{site}", ParleyApp.SiteName, StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{id}", pattern.Contains("comments/{id}", StringComparison.Ordinal) ? comment : story, StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", story);
    }
}
