using System.Net.Sockets;
using System.Text;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Web;

/// <summary>Requests no client library would send: what a proxy might read in another way than we do is refused whole.</summary>
public sealed class RawRequestTest
{
    private const string Post = "POST /api/v1/preview HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\n{}\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\n2;a=\rb\r\n{}\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData(Post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: -1\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 2, 2\r\n\r\n{}")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-A : b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n X-A: b\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    public async Task What_could_be_read_in_two_ways_is_read_in_none(string request)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var answer = await Send(app, request + "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (400|501|505) ", answer);
        Assert.DoesNotContain("alive", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var answer = await Send(app, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + new string('a', 40_000) + "\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_hardly_comes_is_not_waited_for()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        var answer = await Send(app, Post + "Content-Length: 1000\r\n\r\n{", TimeSpan.FromSeconds(20));

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    /// <param name="wait">How long to listen for more; five seconds without it.</param>
    /// <returns>All that comes until the connection is closed, or nothing more for a moment.</returns>
    private static async Task<string> Send(ParleyApp app, string request, TimeSpan? wait = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var (answer, buffer) = (new StringBuilder(), new byte[4_096]);
        using var patience = new CancellationTokenSource(wait ?? TimeSpan.FromSeconds(5));
        try
        {
            for (var read = 1; read > 0;)
            {
                read = await stream.ReadAsync(buffer, patience.Token);
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or IOException)
        {
            // It was kept open, or cut: what came until then is the answer.
        }
        return answer.ToString();
    }
}
