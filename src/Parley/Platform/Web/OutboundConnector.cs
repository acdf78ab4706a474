using System.Net;
using System.Net.Sockets;

namespace Parley.Platform.Web;

/// <summary>Finds a name's addresses.</summary>
internal delegate Task<IPAddress[]> ResolveName(string host, CancellationToken cancel);

/// <summary>Decides which doors may be knocked at, and knocks at exactly the address it decided on.</summary>
/// <remarks>Checking a name and dialling it later would let the name change in between.</remarks>
internal sealed class OutboundConnector(OutboundOptions options, ResolveName resolve)
{
    private const int HttpPort = 80, HttpsPort = 443;

    private readonly HashSet<HostPort> allowed = [.. options.Allowed];

    /// <summary>What is wrong with an address before its name is looked up; null when nothing is.</summary>
    public string? Refuse(Uri address) =>
        !address.IsAbsoluteUri ? "the address is not absolute"
        : address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps ? "the scheme is neither http nor https"
        : address.UserInfo != "" ? "the address holds credentials"
        : HostName.Of(address) is not { } host ? "the address has no host"
        : address.Port is not (HttpPort or HttpsPort) && !IsAllowed(host, address.Port) ? "the port is neither 80 nor 443"
        : null;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await resolve(host, cancel);
        var reachable = IsAllowed(host, port) ? addresses : Array.FindAll(addresses, GlobalAddress.IsGlobal);
        if (reachable.Length == 0)
            throw new IOException(addresses.Length == 0 ? "the name has no address" : "no address of the name is global unicast");

        for (var index = 0; ; index++)
        {
            try
            {
                return await Dial(new(reachable[index], port), cancel);
            }
            catch (SocketException) when (index < reachable.Length - 1)
            {
                // The next address of the same name may answer.
            }
        }
    }

    private static async Task<Stream> Dial(IPEndPoint machine, CancellationToken cancel)
    {
        var socket = new Socket(machine.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(machine, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(string host, int port) =>
        allowed.Contains(new(host.Trim('[', ']').ToLowerInvariant(), port));
}
