using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Parley.Platform.Web;

/// <summary>The one door through which HTML made elsewhere reaches a page; templates encode everything else.</summary>
internal static class SafeHtml
{
    private static readonly JsonSerializerOptions DataAsText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Draws HTML as it stands, save that a keyboard can reach and scroll a wide block of code.</summary>
    /// <param name="sanitised">HTML that went through the sanitiser; null draws nothing.</param>
    public static RenderFragment? Draw(string? sanitised)
    {
        var reachable = sanitised?.Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
        return reachable is null ? null : builder => builder.AddMarkupContent(0, reachable);
    }

    /// <summary>A style sheet of ours within a page.</summary>
    public static RenderFragment Style(Asset sheet) => builder =>
        builder.AddMarkupContent(0, "<style>" + Encoding.UTF8.GetString(sheet.Utf8.Span) + "</style>");

    /// <summary>A script of ours that a page loads beside its own work.</summary>
    /// <param name="nonce">What a strict policy of the page asks for; null where it allows the address.</param>
    /// <param name="isAwaited">True for one that must have run before the page goes on.</param>
    public static RenderFragment Script(string address, string? nonce = null, bool isAwaited = false) => builder =>
        builder.AddMarkupContent(0, $"<script{(isAwaited ? "" : " async")}{(nonce is null ? "" : $" nonce=\"{Encode(nonce)}\"")} src=\"{Encode(address)}\"></script>");

    /// <summary>Structured data within a page.</summary>
    /// <remarks>
    /// Escaped is everything that could end the element: &lt;, &gt;, &amp; and U+2028/9, which stand in strings only. All else
    /// stays as it is, which costs next to nothing in a compressed page that has the same words already.
    /// </remarks>
    public static RenderFragment Data(JsonNode data)
    {
        var json = new StringBuilder(data.ToJsonString(DataAsText))
            .Replace("<", "\\u003C").Replace(">", "\\u003E").Replace("&", "\\u0026")
            .Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029");
        return builder => builder.AddMarkupContent(0, $"<script type=\"application/ld+json\">{json}</script>");
    }

    /// <summary>An address from outside as a link may carry it; null unless it is absolute and http or https.</summary>
    /// <remarks>A publisher's URL is data: <c>javascript:</c> in it would run as ours.</remarks>
    public static string? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri
            : null;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
