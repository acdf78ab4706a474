namespace Parley.Platform.Web;

/// <summary>
/// Machines Parley may call although they are not on the public internet, or on another port than 80 and 443:
/// what the operator gave as <c>--allow-outbound HOST:PORT</c>. Never a setting on the web.
/// </summary>
internal sealed record OutboundOptions(IReadOnlyList<HostPort> Allowed)
{
    /// <summary>The public internet and nothing else.</summary>
    public static OutboundOptions PublicOnly { get; } = new([]);
}
