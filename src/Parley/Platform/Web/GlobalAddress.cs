using System.Net;
using System.Net.Sockets;

namespace Parley.Platform.Web;

/// <summary>Which addresses belong to the public internet, so that nothing a reader or publisher names makes us
/// call a machine only we can reach.</summary>
/// <remarks>
/// An address is refused unless it lies in what is handed out as global unicast, less IANA's special-purpose
/// registries (RFC 6890 and its updates). The translated forms of IPv4 (mapped, NAT64, 6to4, Teredo) are refused as
/// a whole: a name that is reachable at all has a plain address, and the embedded one could be anything.
/// </remarks>
internal static class GlobalAddress
{
    private static readonly IPNetwork[] Unicast =
    [
        IPNetwork.Parse("0.0.0.0/1"), IPNetwork.Parse("128.0.0.0/2"), IPNetwork.Parse("192.0.0.0/3"), // up to 223
        IPNetwork.Parse("2000::/3"),
    ];

    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // behind a carrier's NAT
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local, and the clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.31.196.0/24"), // AS112, name servers for private zones
        IPNetwork.Parse("192.52.193.0/24"), // multicast tunnels
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("192.175.48.0/24"), // AS112
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("2001::/23"), // protocol assignments, Teredo among them
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4
        IPNetwork.Parse("2620:4f:8000::/48"), // AS112
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <returns>True when the address is a plain, globally reachable unicast address.</returns>
    public static bool IsGlobal(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetwork } or { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0 }
        && !address.IsIPv4MappedToIPv6
        && Unicast.Any(network => network.Contains(address))
        && !Special.Any(network => network.Contains(address));
}
