namespace Parley.Platform.Web;

/// <summary>What every answer tells the browser to forbid, by its kind.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything comes from ourselves, nothing is inline, and no script can write raw HTML.</summary>
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; object-src 'none'; require-trusted-types-for 'script'";

    /// <summary>For what is no page, should a browser be led to open it as one.</summary>
    private const string ClosedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    /// <summary>All off but what our own pages use: passkeys, going full screen and copying a permalink.</summary>
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), "
        + "hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
        + "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(self), "
        + "fullscreen=(self), publickey-credentials-create=(self), publickey-credentials-get=(self)";

    /// <summary>A year, the least that browsers' preload lists take.</summary>
    private static readonly KeyValuePair<string, string> TransportSecurity =
        new("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private static readonly IReadOnlyList<KeyValuePair<string, string>>
        UnframedPage = Page([]),
        PrivatePage = [.. Page([]), new("Cache-Control", "private, no-store")],
        Api = Closed("same-origin"),
        Asset = Closed("cross-origin");

    /// <summary>Writes the headers of one answer, over what stands there.</summary>
    /// <param name="frameAncestors">The origins that may frame a <see cref="DocumentKind.Page"/>: the site's own list.</param>
    /// <param name="isHttps">On plain http a promise of https would be ignored, and on localhost unwanted.</param>
    public static void Write(
        IHeaderDictionary headers, DocumentKind kind, bool isHttps, params IReadOnlyList<string> frameAncestors)
    {
        foreach (var (name, value) in For(kind, frameAncestors))
            headers[name] = value;
        if (isHttps)
            headers[TransportSecurity.Key] = TransportSecurity.Value;
    }

    /// <summary>The headers of a kind, apart from the one that depends on https.</summary>
    /// <exception cref="ArgumentException">A frame ancestor is not one origin, or the kind is never framed.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> For(
        DocumentKind kind, params IReadOnlyList<string> frameAncestors) => kind switch
        {
            DocumentKind.Page => frameAncestors.Count == 0 ? UnframedPage : Page(frameAncestors),
            _ when frameAncestors.Count > 0 => throw new ArgumentException($"A {kind} is never framed."),
            DocumentKind.PrivatePage => PrivatePage,
            DocumentKind.Api => Api,
            DocumentKind.Asset => Asset,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static KeyValuePair<string, string>[] Page(IReadOnlyList<string> frameAncestors) =>
    [
        new("Content-Security-Policy", PagePolicy + "; frame-ancestors " + Ancestors(frameAncestors)),
        new("X-Content-Type-Options", "nosniff"),
        // Not no-referrer: with it Chromium sends the forms' posts with "Origin: null".
        new("Referrer-Policy", "same-origin"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", frameAncestors.Count == 0 ? "same-origin" : "cross-origin"),
        new("Permissions-Policy", Permissions),
        new("Origin-Agent-Cluster", "?1"),
    ];

    private static KeyValuePair<string, string>[] Closed(string resourcePolicy) =>
    [
        new("Content-Security-Policy", ClosedPolicy),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", resourcePolicy),
    ];

    private static string Ancestors(IReadOnlyList<string> origins)
    {
        foreach (var origin in origins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin
                || origin.AsSpan().ContainsAny("*;, '"))
                throw new ArgumentException($"\"{origin}\" is not one origin.");
        return origins.Count == 0 ? "'none'" : string.Join(' ', origins);
    }
}
