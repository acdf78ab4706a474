using System.Net;
using System.Net.Sockets;

namespace Parley.BrowserTests.Hosting;

/// <summary>The line between a reader and Parley, which can be cut: all that is open ends, and nothing new gets through.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Task _serving;
    private CancellationTokenSource? _open = new();

    public Line(string target)
    {
        _target = new Uri(target);
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>Where the reader's end is.</summary>
    public string Address => $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Cut()
    {
        _open?.Cancel();
        _open = null;
    }

    public void Mend() => _open = new CancellationTokenSource();

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task Serve()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var reader = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_open is { } open)
                    _ = Connect(reader, open.Token);
                else
                    reader.Dispose();
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task Connect(TcpClient reader, CancellationToken cut)
    {
        using (reader)
        using (var parley = new TcpClient())
        {
            try
            {
                await parley.ConnectAsync(_target.Host, _target.Port, cut);
                var (near, far) = (reader.GetStream(), parley.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, cut), far.CopyToAsync(near, cut));
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
            {
                // One end hung up.
            }
        }
    }
}
