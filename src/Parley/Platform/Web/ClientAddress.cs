using System.Net;
using System.Net.Sockets;

namespace Parley.Platform.Web;

/// <summary>Whom a rate limit by address means by "one client".</summary>
internal static class ClientAddress
{
    private const int HouseholdBytes = 8;

    /// <summary>
    /// An IPv4 address as it is, and of an IPv6 address the /64: providers hand that to one household, which may
    /// use a new address in it for every request.
    /// </summary>
    /// <param name="address">As established by <see cref="TrustedProxies"/>; null where there is none, as on a Unix
    /// socket: all of those are one client.</param>
    public static string Key(IPAddress? address) => address switch
    {
        null => "none",
        { AddressFamily: AddressFamily.InterNetwork } => address.ToString(),
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => Household(address) + "/64",
    };

    private static IPAddress Household(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(HouseholdBytes).Clear();
        return new(bytes);
    }
}
