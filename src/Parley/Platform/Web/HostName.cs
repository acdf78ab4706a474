namespace Parley.Platform.Web;

/// <summary>The host of an address as it goes out: in ASCII, whatever script it was written in.</summary>
internal static class HostName
{
    /// <returns>Null when the address has none, or one there cannot be.</returns>
    public static string? Of(Uri address)
    {
        try
        {
            return address.IdnHost is { Length: > 0 } host ? host : null;
        }
        catch (UriFormatException)
        {
            // An address can be read whose host breaks the rules for names; only asking for the host tells.
            return null;
        }
    }
}
