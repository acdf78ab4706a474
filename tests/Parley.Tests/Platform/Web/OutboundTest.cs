using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class OutboundTest
{
    private readonly TestClock clock = new();
    private readonly ListLog<Outbound> log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://localhost.:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://①②⑦.0.0.1:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://public.example:{0}/")]
    [InlineData("gopher://127.0.0.1:{0}/")]
    [InlineData("ftp://127.0.0.1:{0}/")]
    [InlineData("file:///etc/hostname?{0}")]
    public async Task The_own_machine_is_not_called(string address)
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Ok("secret"));
        using var outbound = New(OutboundOptions.PublicOnly);

        var result = await outbound.Send(Get(address, server), Stop);

        Assert.IsType<OutboundFailure>(result);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost./")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://①②⑦.0.0.1/")]
    [InlineData("http://0/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::1]:443/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fc00::1]/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://rebound.example/")]
    public async Task No_address_within_reach_of_the_operator_alone_is_dialled(string address)
    {
        using var outbound = New(OutboundOptions.PublicOnly);

        var result = await outbound.Send(OutboundRequest.Get(new(address)), Stop);

        Assert.IsType<OutboundFailure>(result);
        Assert.EndsWith("no address of the name is global unicast", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_the_operator_allows_is_called()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Ok("hello"));
        using var outbound = New(Allow("localhost", server));

        var result = await outbound.Send(Get("http://LOCALHOST:{0}/page?a=b", server), Stop);

        var answer = Assert.IsType<OutboundAnswer>(result);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("hello", Encoding.UTF8.GetString(answer.Body));
        Assert.Equal("text/plain", answer.Headers["content-type"]);
    }

    [Fact]
    public async Task What_is_allowed_is_one_host_and_one_port()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Ok("hello"));
        await using var other = new LoopbackServer(_ => LoopbackServer.Ok("hello"));
        using var outbound = New(Allow("localhost", server));

        var byAddress = await outbound.Send(Get("http://127.0.0.1:{0}/", server), Stop);
        var otherPort = await outbound.Send(Get("http://localhost:{0}/", other), Stop);

        Assert.IsType<OutboundFailure>(byAddress);
        Assert.IsType<OutboundFailure>(otherPort);
        Assert.Equal(0, server.Connections + other.Connections);
    }

    [Fact]
    public async Task A_request_carries_its_body_and_headers_and_nothing_of_ours()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Ok(""));
        using var outbound = New(Allow("localhost", server));

        var request = OutboundRequest.Post(new($"http://localhost:{server.Port}/hook"), "{}"u8.ToArray(), "application/json", ("X-Signature", "abc"));
        await outbound.Send(request, Stop);

        var head = await server.Asked.Task;
        Assert.StartsWith("POST /hook HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Equal(
            ["accept-encoding", "content-length", "content-type", "host", "user-agent", "x-signature"],
            head.Split("\r\n").Skip(1).TakeWhile(line => line != "").Select(line => line.Split(':')[0].ToLowerInvariant()).Order());
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("303 See Other")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_redirect_to_a_refused_machine_is_not_followed(string status)
    {
        await using var inside = new LoopbackServer(_ => LoopbackServer.Ok("secret"));
        await using var server = new LoopbackServer(_ => LoopbackServer.Redirect(status, $"http://127.0.0.1:{inside.Port}/"));
        using var outbound = New(Allow("localhost", server));

        var result = await outbound.Send(Get("http://localhost:{0}/", server), Stop);

        Assert.IsType<OutboundFailure>(result);
        Assert.Equal(1, server.Connections);
        Assert.Equal(0, inside.Connections);
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("gopher://localhost/")]
    [InlineData("//user:pass@localhost/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[")]
    public async Task A_redirect_to_what_could_not_be_asked_for_is_refused(string location)
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Redirect("302 Found", location));
        using var outbound = New(Allow("localhost", server));

        var result = await outbound.Send(Get("http://localhost:{0}/", server), Stop);

        Assert.False(result is OutboundAnswer { Status: HttpStatusCode.OK });
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Three_redirects_are_followed_and_no_more(int redirects, bool isFollowed)
    {
        await using var server = new LoopbackServer(head =>
        {
            var hop = head["GET /".Length] - '0';
            return hop == 0 ? LoopbackServer.Ok("there") : LoopbackServer.Redirect("302 Found", $"/{hop - 1}");
        });
        using var outbound = New(Allow("localhost", server));

        var result = await outbound.Send(Get("http://localhost:{0}/" + redirects, server), Stop);

        Assert.Equal(isFollowed, result is OutboundAnswer { Status: HttpStatusCode.OK, Address.AbsolutePath: "/0" });
    }

    [Fact]
    public async Task A_key_is_not_taken_along_to_another_machine()
    {
        await using var other = new LoopbackServer(_ => LoopbackServer.Ok("there"));
        await using var server = new LoopbackServer(_ => LoopbackServer.Redirect("302 Found", $"http://localhost:{other.Port}/"));
        using var outbound = New(new([new("localhost", server.Port), new("localhost", other.Port)]));

        await outbound.Send(Get("http://localhost:{0}/", server) with { Headers = [("Authorization", "Bearer key")] }, Stop);

        Assert.Contains("Bearer key", await server.Asked.Task, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer key", await other.Asked.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirected_post_is_the_answer()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Redirect("307 Temporary Redirect", "/elsewhere"));
        using var outbound = New(Allow("localhost", server));

        var result = await outbound.Send(
            OutboundRequest.Post(new($"http://localhost:{server.Port}/"), [], "application/json"), Stop);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, Assert.IsType<OutboundAnswer>(result).Status);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(Outbound.MaxBodyBytes, true)]
    [InlineData(Outbound.MaxBodyBytes + 1, false)]
    public async Task A_body_is_measured_after_decompression(int bytes, bool isTaken)
    {
        await using var server = new LoopbackServer(_ =>
            LoopbackServer.Answer("200 OK", "Content-Encoding: gzip", Zip(new byte[bytes])));
        using var outbound = New(Allow("localhost", server));

        var result = await outbound.Send(Get("http://localhost:{0}/", server), Stop);

        Assert.Equal(isTaken, result is OutboundAnswer answer && answer.Body.Length == bytes);
    }

    [Fact]
    public async Task A_body_that_is_not_what_it_says_is_a_failure()
    {
        await using var server = new LoopbackServer(_ =>
            LoopbackServer.Answer("200 OK", "Content-Encoding: gzip", Encoding.ASCII.GetBytes("plain text")));
        using var outbound = New(Allow("localhost", server));

        Assert.IsType<OutboundFailure>(await outbound.Send(Get("http://localhost:{0}/", server), Stop));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")]
    [InlineData("")]
    public async Task A_broken_answer_is_a_failure(string bytes)
    {
        await using var server = new LoopbackServer(_ => Encoding.ASCII.GetBytes(bytes));
        using var outbound = New(Allow("localhost", server));

        Assert.IsType<OutboundFailure>(await outbound.Send(Get("http://localhost:{0}/", server), Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")]
    public async Task A_slow_machine_is_given_five_seconds_for_everything(string firstBytes)
    {
        await using var server = new LoopbackServer(_ => Encoding.ASCII.GetBytes(firstBytes), keepOpen: true);
        using var outbound = New(Allow("localhost", server));

        var sending = outbound.Send(Get("http://localhost:{0}/", server), Stop);
        await server.Asked.Task;
        clock.Advance(Outbound.TimeLimit - TimeSpan.FromMilliseconds(1));
        await Task.Delay(50, Stop);
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.IsType<OutboundFailure>(await sending);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_of_a_failure()
    {
        await using var server = new LoopbackServer(_ => [], keepOpen: true);
        using var outbound = New(Allow("localhost", server));
        using var givingUp = new CancellationTokenSource();

        var sending = outbound.Send(Get("http://localhost:{0}/", server), givingUp.Token);
        await server.Asked.Task;
        await givingUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task An_open_a_closed_and_a_forbidden_port_fail_alike()
    {
        await using var open = new LoopbackServer(_ => Encoding.ASCII.GetBytes("SSH-2.0\r\n"));
        var closed = new LoopbackServer(_ => []);
        var closedPort = closed.Port;
        await closed.DisposeAsync();
        using var outbound = New(new([new("localhost", open.Port), new("localhost", closedPort)]));

        var results = new[]
        {
            await outbound.Send(Get("http://localhost:{0}/", open), Stop),
            await outbound.Send(OutboundRequest.Get(new($"http://localhost:{closedPort}/")), Stop),
            await outbound.Send(OutboundRequest.Get(new("http://127.0.0.1/")), Stop),
            await outbound.Send(OutboundRequest.Get(new("http://127.0.0.1:1/")), Stop),
            await outbound.Send(OutboundRequest.Get(new("http://name.invalid/")), Stop),
        };

        Assert.All(results, result => Assert.Equal(new OutboundFailure(), result));
    }

    [Fact]
    public async Task The_product_resolves_names_by_the_system()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Ok("hello"));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddOutbound(Allow("localhost", server))
            .BuildServiceProvider();

        var result = await services.GetRequiredService<Outbound>().Send(Get("http://localhost:{0}/", server), Stop);

        Assert.IsType<OutboundAnswer>(result);
    }

    private Outbound New(OutboundOptions options) =>
        new(options, clock, log, (host, _) => Task.FromResult(Resolve(host)));

    /// <summary>As a system would, without asking the network.</summary>
    private static IPAddress[] Resolve(string host) =>
        IPAddress.TryParse(host, out var address) ? [address]
        : host.EndsWith(".invalid", StringComparison.Ordinal) ? []
        : [IPAddress.Loopback];

    private static OutboundOptions Allow(string host, LoopbackServer server) => new([new(host, server.Port)]);

    private static OutboundRequest Get(string address, LoopbackServer server) =>
        OutboundRequest.Get(new(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Port)));

    private static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(content);
        return zipped.ToArray();
    }
}
