using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Tests.Platform.Web;

/// <summary>A machine on 127.0.0.1 that says what the test wants and counts who knocked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<string, byte[]> answer;
    private readonly bool keepOpen;
    private readonly Task accepting;
    private int connections;

    /// <param name="answer">From the request's head to the bytes of the answer.</param>
    /// <param name="keepOpen">Do not hang up after the answer.</param>
    public LoopbackServer(Func<string, byte[]> answer, bool keepOpen = false)
    {
        this.answer = answer;
        this.keepOpen = keepOpen;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref connections);

    /// <summary>Completed once a whole request head has come in.</summary>
    public TaskCompletionSource<string> Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static byte[] Ok(string body) => Answer("200 OK", "Content-Type: text/plain", Encoding.UTF8.GetBytes(body));

    public static byte[] Redirect(string status, string location) => Answer(status, "Location: " + location, []);

    public static byte[] Answer(string status, string header, byte[] body)
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        closing.Dispose();
        listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            var served = new List<Task>();
            while (!closing.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                Interlocked.Increment(ref connections);
                served.Add(Serve(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException
            || (failure is SocketException && closing.IsCancellationRequested))
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await ReadHead(stream);
                Asked.TrySetResult(head);
                await stream.WriteAsync(answer(head), closing.Token);
                if (keepOpen)
                    await Task.Delay(Timeout.Infinite, closing.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The caller hung up, or the test is over.
            }
        }
    }

    private async Task<string> ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        var chunk = new byte[1024];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(chunk, closing.Token);
            if (count == 0)
                break;
            head.Append(Encoding.Latin1.GetString(chunk, 0, count));
        }

        return head.ToString();
    }
}
