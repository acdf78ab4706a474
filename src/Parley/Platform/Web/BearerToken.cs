namespace Parley.Platform.Web;

/// <summary>What a caller shows in the Authorization header. Other schemes than Bearer are a proxy's affair.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer";

    /// <returns>Null when no such header was sent; empty when there is nothing in it.</returns>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (header.Length == Scheme.Length || header[Scheme.Length] == ' ')
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
