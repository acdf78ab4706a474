using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class TrustedProxiesTest
{
    private const string Reader = "198.51.100.7", Neighbour = "198.51.100.8", Edge = "192.0.2.10", Inner = "10.0.0.5";

    private static readonly TrustedProxies
        OneProxy = Trust("10.0.0.0/8"),
        TwoProxies = Trust("10.0.0.0/8", "192.0.2.10");

    /// <summary>What a client may write in the hope of being taken for another.</summary>
    private static readonly (string Name, string Value)[][] Forgeries =
    [
        [],
        [("X-Forwarded-For", "203.0.113.99")],
        [("X-Forwarded-For", "203.0.113.99, 10.1.1.1")],
        [("X-Forwarded-For", "10.0.0.5")],
        [("X-Forwarded-For", "127.0.0.1, 192.0.2.10, 10.0.0.5")],
        [("X-Forwarded-For", "unknown, ::1, [2001:db8::1]:80")],
        [("X-Forwarded-For", ", ,")],
        [("X-Real-IP", "203.0.113.99")],
        [("Forwarded", "for=203.0.113.99;host=evil.example;proto=https")],
        [("CF-Connecting-IP", "203.0.113.99")],
        [("True-Client-IP", "203.0.113.99"), ("X-Client-IP", "203.0.113.99"), ("X-Original-For", "203.0.113.99")],
    ];

    public static TheoryData<int> ProxyCounts => [0, 1, 2];

    [Theory]
    [MemberData(nameof(ProxyCounts))]
    public async Task A_client_is_the_same_whatever_it_claims(int proxies)
    {
        await using var app = await Serve(Setting(proxies));

        foreach (var forgery in Forgeries)
        {
            Assert.Equal(Reader, (await Ask(app, Reader, proxies, forgery)).Client);
            Assert.Equal(Neighbour, (await Ask(app, Neighbour, proxies, forgery)).Client);
        }
    }

    [Theory]
    [MemberData(nameof(ProxyCounts))]
    public async Task A_household_of_IPv6_is_one_client(int proxies)
    {
        await using var app = await Serve(Setting(proxies));

        var first = (await Ask(app, "2001:db8:1:2::1", proxies, [])).Client;
        var second = (await Ask(app, "2001:db8:1:2:ffff::2", proxies, [])).Client;
        var other = (await Ask(app, "2001:db8:1:3::1", proxies, [])).Client;

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_stranger_who_talks_like_a_proxy_is_the_client()
    {
        await using var app = await Serve(OneProxy);

        var seen = await Ask(app, "203.0.113.66", proxies: 0,
            [("X-Forwarded-For", Reader), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example")]);

        Assert.Equal(new("203.0.113.66", "http", "parley.example"), seen);
    }

    [Fact]
    public async Task A_proxy_says_the_scheme_but_never_the_host()
    {
        await using var app = await Serve(OneProxy);

        var seen = await Ask(app, Reader, proxies: 1,
            [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil")]);

        Assert.Equal(new(Reader, "https", "parley.example"), seen);
    }

    [Fact]
    public async Task A_proxy_known_by_its_IPv4_address_is_known_on_a_socket_of_both_families()
    {
        await using var app = await Serve(OneProxy);

        var seen = await Send(app, "::ffff:" + Inner, [("X-Forwarded-For", Reader)]);

        Assert.Equal(Reader, seen.Client);
    }

    [Fact]
    public async Task Kestrel_behind_a_proxy_on_the_same_machine_tells_clients_apart()
    {
        await using var app = Build(Trust("127.0.0.0/8"), builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient();

        var seen = new List<string>();
        foreach (var forwarded in new[] { Reader, "1.2.3.4, " + Reader, Neighbour })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("X-Forwarded-For", forwarded);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            seen.Add((await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(' ')[0]);
        }

        Assert.Equal([Reader, Reader, Neighbour], seen);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("192.0.2.10", "192.0.2.10/32")]
    [InlineData("fd00::/8", "fd00::/8")]
    [InlineData("FD00::1", "fd00::1/128")]
    public void A_proxy_is_named_by_network_or_address(string text, string expected) =>
        Assert.Equal(IPNetwork.Parse(expected), TrustedProxies.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.5/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("fd00::1%1")]
    [InlineData("[fd00::]/8")]
    [InlineData("*")]
    public void Anything_else_is_refused(string text) => Assert.Null(TrustedProxies.Parse(text));

    private static TrustedProxies Trust(params string[] networks) =>
        new([.. networks.Select(network => TrustedProxies.Parse(network)!.Value)]);

    private static TrustedProxies Setting(int proxies) => proxies switch
    {
        0 => TrustedProxies.None,
        1 => OneProxy,
        _ => TwoProxies,
    };

    /// <summary>Sends as a client would, through proxies that append the address they were asked from.</summary>
    private static Task<Seen> Ask(WebApplication app, string client, int proxies, (string Name, string Value)[] forged)
    {
        var path = new[] { client, proxies == 2 ? Edge : Inner, Inner };
        var headers = forged.ToList();
        for (var proxy = 0; proxy < proxies; proxy++)
        {
            var before = headers.Find(header => header.Name == "X-Forwarded-For").Value;
            headers.RemoveAll(header => header.Name == "X-Forwarded-For");
            headers.Add(("X-Forwarded-For", before is null ? path[proxy] : $"{before}, {path[proxy]}"));
        }

        return Send(app, path[proxies], headers);
    }

    private static async Task<Seen> Send(WebApplication app, string from, IEnumerable<(string Name, string Value)> headers)
    {
        var context = await app.GetTestServer().SendAsync(request =>
        {
            request.Connection.RemoteIpAddress = IPAddress.Parse(from);
            request.Request.Host = new("parley.example");
            foreach (var (name, value) in headers)
                request.Request.Headers[name] = value;
        });
        using var reader = new StreamReader(context.Response.Body);
        var parts = (await reader.ReadToEndAsync()).Split(' ');
        return new(parts[0], parts[1], parts[2]);
    }

    private static async Task<WebApplication> Serve(TrustedProxies trusted)
    {
        var app = Build(trusted, builder => builder.WebHost.UseTestServer());
        await app.StartAsync();
        return app;
    }

    private static WebApplication Build(TrustedProxies trusted, Action<WebApplicationBuilder> server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        server(builder);
        var app = builder.Build();
        app.UseForwardedHeaders(trusted.Options());
        app.Run(context => context.Response.WriteAsync(
            $"{ClientAddress.Key(context.Connection.RemoteIpAddress)} {context.Request.Scheme} {context.Request.Host}{context.Request.PathBase}"));
        return app;
    }

    private sealed record Seen(string Client, string Scheme, string Host);
}
