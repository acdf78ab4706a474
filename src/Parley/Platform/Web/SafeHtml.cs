using Microsoft.AspNetCore.Components;

namespace Parley.Platform.Web;

/// <summary>The one door through which HTML made elsewhere reaches a page; templates encode everything else.</summary>
internal static class SafeHtml
{
    /// <summary>Draws HTML as it stands, save that a keyboard can reach and scroll a wide block of code.</summary>
    /// <param name="sanitised">HTML that went through the sanitiser; null draws nothing.</param>
    public static RenderFragment? Draw(string? sanitised)
    {
        var reachable = sanitised?.Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
        return reachable is null ? null : builder => builder.AddMarkupContent(0, reachable);
    }

    /// <summary>An address from outside as a link may carry it; null unless it is absolute and http or https.</summary>
    /// <remarks>A publisher's URL is data: <c>javascript:</c> in it would run as ours.</remarks>
    public static string? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri
            : null;
}
