using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary>Where a publisher's pages live, as browsers name it: scheme, host, and the port unless it is usual.</summary>
internal sealed record SiteOrigin
{
    private SiteOrigin(string scheme, string host, string port)
    {
        Scheme = scheme;
        Authority = host + port;
    }

    /// <summary>"http" or "https".</summary>
    public string Scheme { get; }

    /// <summary>The host in lower-case ASCII, an IPv6 address in brackets, then ":port" unless it is the scheme's own.</summary>
    public string Authority { get; }

    /// <summary>
    /// <c>https://news.example</c>: compared, character by character, with the <c>Origin</c> header of a request;
    /// what a browser sends is never parsed first.
    /// </summary>
    public string Text => $"{Scheme}://{Authority}";

    /// <summary>Reads an origin as an operator types it: no path, not even "/", no wildcard, no credentials.</summary>
    /// <param name="refusal">What is wrong, as <c>why.url</c> names it, when null is returned.</param>
    public static SiteOrigin? Parse(string text, out string? refusal)
    {
        refusal = null;
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd < 0 ? "" : text[..schemeEnd].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
            refusal = "scheme";
        else if (text.AsSpan(schemeEnd + 3).ContainsAny("/\\?#"))
            refusal = "path";
        else if (text.Contains('*'))
            refusal = "many";
        else if (text.Contains('@'))
            refusal = "user";
        else if (Read(scheme, text[(schemeEnd + 3)..]) is { } origin)
            return origin;
        else
            refusal = "origin";
        return null;
    }

    public override string ToString() => Text;

    private static SiteOrigin? Read(string scheme, string authority)
    {
        if (authority is "" or [.., ':' or '.'] || authority.Contains('%') || authority.Any(char.IsWhiteSpace)
            || !Uri.TryCreate($"{scheme}://{authority}/", UriKind.Absolute, out var uri)
            || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
            return null;

        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : HostName.Of(uri)?.ToLowerInvariant();
        var isWellFormed = host is not null && (uri.HostNameType != UriHostNameType.Dns || host.Split('.').All(IsLabel));
        return isWellFormed && uri.AbsolutePath == "/" ? new(scheme, host!, uri.IsDefaultPort ? "" : $":{uri.Port}") : null;
    }

    private static bool IsLabel(string label) =>
        label != "" && label.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_');
}
