using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Parley.Platform.Web;

/// <summary>One door of one machine, as an operator names it: <c>intranet.example:8080</c>, <c>[::1]:25</c>.</summary>
/// <param name="Host">A lower-case ASCII name, or an address in its usual form without brackets.</param>
internal sealed record HostPort(string Host, int Port)
{
    private const int MaxNameLength = 253, MaxLabelLength = 63; // RFC 1035

    /// <summary>Reads exactly <c>HOST:PORT</c>: no scheme, path, wildcard, space or omitted port.</summary>
    /// <returns>Null when the text is anything else.</returns>
    public static HostPort? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 1 || Number(text[(colon + 1)..]) is not { } port)
            return null;

        var host = text[..colon];
        var name = host is ['[', .. var inner, ']'] ? Version6(inner) : Name(host);
        return name is null ? null : new(name, port);
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= 1 and <= 65_535 && digits[0] != '0' ? port : null;

    private static string? Version6(string text) =>
        !text.Contains('%') && !text.Contains('[')
        && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.ToString() : null;

    private static string? Name(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        if (host.Length > MaxNameLength || !labels.All(IsLabel))
            return null;

        // A last label that begins with a digit is an address, and 127.1 or 0x7f.1 are not its usual form.
        var isAddress = char.IsAsciiDigit(labels[^1][0]);
        return !isAddress || IPAddress.TryParse(host, out var address) && address.ToString() == host
            ? host.ToLowerInvariant() : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_');
}
