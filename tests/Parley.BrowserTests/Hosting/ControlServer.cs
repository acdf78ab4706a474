using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.BrowserTests.Hosting;

/// <summary>
/// Two sites in one server, told apart by their names: a page on 127.0.0.1, and on localhost somebody who sets it
/// third-party cookies, a plain one and a partitioned one.
/// </summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ControlServer(WebApplication server) => _server = server;

    public string Page => _server.Urls.First();

    public string ThirdParty => Page.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public static async Task<ControlServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapGet("/", () => Results.Text("<!doctype html><title>Control</title>", "text/html"));
        server.MapGet("/set", Set);
        server.MapGet("/read", Read);
        await server.StartAsync();
        return new ControlServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static IResult Set(HttpContext http)
    {
        Allow(http);
        http.Response.Headers.Append("Set-Cookie", "dropped=1; Path=/; SameSite=None; Secure");
        http.Response.Headers.Append("Set-Cookie", "kept=1; Path=/; SameSite=None; Secure; Partitioned");
        return Results.NoContent();
    }

    private static IResult Read(HttpContext http)
    {
        Allow(http);
        return Results.Json(http.Request.Cookies.Keys.Order());
    }

    private static void Allow(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin;
        http.Response.Headers.AccessControlAllowCredentials = "true";
    }
}
