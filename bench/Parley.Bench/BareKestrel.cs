using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Bench;

/// <summary>What Parley is compared to: Kestrel alone, in a process of its own, writing the same bytes with the same headers.</summary>
internal static class BareKestrel
{
    public const string Argument = "--bare-server";

    /// <param name="source">The page whose answer is given to every request.</param>
    public static Task<ParleyProcess> Start(Uri source, int port) => ParleyProcess.Start(
        "Parley.Bench.dll", [Argument, source.AbsoluteUri, port.ToString(System.Globalization.CultureInfo.InvariantCulture)], port, "/");

    public static async Task<int> Serve(Uri source, int port)
    {
        var (headers, body) = await Fetch(source);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(http =>
        {
            foreach (var (name, value) in headers)
                http.Response.Headers[name] = value;
            http.Response.ContentLength = body.Length;
            return http.Response.Body.WriteAsync(body, 0, body.Length);
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task<(KeyValuePair<string, string>[] Headers, byte[] Body)> Fetch(Uri source)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await http.GetAsync(source);
        var headers = answer.EnsureSuccessStatusCode().Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
        return ([.. headers], await answer.Content.ReadAsByteArrayAsync());
    }
}
