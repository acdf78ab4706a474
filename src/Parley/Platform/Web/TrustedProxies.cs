using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Parley.Platform.Web;

/// <summary>
/// The proxies in front of Parley, as the operator gave them with <c>--trusted-proxy CIDR</c>. Only they are believed
/// when they say for whom they ask, and by which scheme; anyone else could claim to be anybody.
/// </summary>
/// <param name="Networks">Must hold no readers: whoever asks from within is believed.</param>
internal sealed record TrustedProxies(IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>Nobody is believed: Parley is asked directly.</summary>
    public static TrustedProxies None { get; } = new([]);

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>fd00::/8</c>, or one address.</summary>
    /// <returns>Null when the text is anything else, has bits set behind its prefix (a slip: 10.0.0.5/8), or trusts
    /// everyone (/0).</returns>
    public static IPNetwork? Parse(string text)
    {
        var addressText = text.Split('/')[0];
        if (addressText.AsSpan().ContainsAny('%', '[') || !IPAddress.TryParse(addressText, out var address))
            return null;

        var isVersion4 = address.AddressFamily == AddressFamily.InterNetwork;
        if (isVersion4 && address.ToString() != addressText)
            return null; // 10.1 and 010.0.0.1 mean one thing to some and another to others
        if (addressText == text)
            return new(address, isVersion4 ? 32 : 128);
        return IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0 && network.BaseAddress.Equals(address)
            ? network : null;
    }

    /// <summary>
    /// Options that walk <c>X-Forwarded-For</c> from its right end for as long as the address that spoke is a trusted
    /// proxy; what a client wrote there itself lies further left. The host is never taken from a header.
    /// </summary>
    public ForwardedHeadersOptions Options()
    {
        var options = new ForwardedHeadersOptions
        {
            // Without known proxies the middleware would believe everyone, so then it looks at nothing.
            ForwardedHeaders = Networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Networks)
            options.KnownIPNetworks.Add(network);
        return options;
    }
}
