using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Parley.Tests.Platform.Mail;

/// <summary>A mail server that keeps what it is given (RFC 5321, as much as a client of ours says).</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<MimeMessage> _mails = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public SmtpSink()
    {
        _listener.Start();
        _serving = Serve();
    }

    public Uri Address => new($"smtp://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>While set, it takes nothing and says so.</summary>
    public bool IsBusy { get; set; }

    public IReadOnlyList<MimeMessage> Mails
    {
        get
        {
            lock (_mails)
                return [.. _mails];
        }
    }

    public async Task<MimeMessage> Next(int count = 1)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (Mails.Count >= count)
                return Mails[count - 1];
            await Task.Delay(50);
        }
        throw new TimeoutException("No mail came.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task Serve()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                await Talk(client);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                await Take(reader);
            }
            await writer.WriteLineAsync(verb switch
            {
                "MAIL" when IsBusy => "451 later",
                "EHLO" => "250 8BITMIME",
                "QUIT" => "221 bye",
                _ => "250 ok",
            });
            if (verb == "QUIT")
                return;
        }
    }

    private async Task Take(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        var mail = await MimeMessage.LoadAsync(stream);
        lock (_mails)
            _mails.Add(mail);
    }
}
