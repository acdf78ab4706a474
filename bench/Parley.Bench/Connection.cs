using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Bench;

/// <summary>An answer as it came; its body stands in the connection's memory until the next one.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    public bool Contains(string text) => Body.Span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}

/// <summary>One kept-alive connection that sends a request and reads its answer. It does no more than that, so that it costs little beside the server.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public static async Task<Connection> Open(int port)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>A GET as a browser would send it, ready to be sent many times.</summary>
    public static byte[] Get(string path, string encoding = "br") =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encoding}\r\n\r\n");

    /// <param name="token">Null for nobody known.</param>
    /// <param name="key">Null for a call that may be repeated as it is.</param>
    public static byte[] Send(string method, string path, byte[] json, string? token, string? key = null)
    {
        var headers = (token is null ? "" : $"Authorization: Bearer {token}\r\n") + (key is null ? "" : $"Idempotency-Key: {key}\r\n");
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n"),
            .. json,
        ];
    }

    public async ValueTask<Answer> Ask(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..], SocketFlags.None);
        _filled = 0;
        int headEnd;
        while ((headEnd = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await Receive();
        var start = headEnd + 4;
        var status = Status(_buffer);
        var length = Length(_buffer.AsSpan(0, headEnd + 2));
        var end = length is { } known ? start + known
            : status is 204 or 304 ? start
            : await ReadChunks(start);
        while (_filled < end)
            await Receive();
        return new Answer(status, _buffer.AsMemory(0, headEnd), _buffer.AsMemory(start, end - start));
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask Receive()
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None);
        if (read == 0)
            throw new IOException("The server closed a connection in the middle of an answer.");
        _filled += read;
    }

    /// <summary>Reads a body that came in chunks and closes the gaps between them.</summary>
    /// <returns>Where the body ends.</returns>
    private async ValueTask<int> ReadChunks(int start)
    {
        var (end, at) = (start, start);
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0)
                await Receive();
            if (!Utf8Parser.TryParse(_buffer.AsSpan(at, line), out int size, out _, 'x'))
                throw new IOException("An answer's chunk has no length.");
            at += line + 2;
            while (_filled < at + size + 2)
                await Receive();
            if (size == 0)
                return end;
            Buffer.BlockCopy(_buffer, at, _buffer, end, size);
            end += size;
            at += size + 2;
        }
    }

    private static int Status(byte[] head) => Utf8Parser.TryParse(head.AsSpan(9, 3), out int status, out _) ? status : 0;

    private static int? Length(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length : null;
    }
}
