using System.Globalization;

namespace Parley.Platform.Web.Pages;

/// <summary>What stands in the circle before a name.</summary>
internal static class Initial
{
    private const string Nobody = "–";

    /// <summary>The name's first character as a reader counts them, in capitals where the script has them.</summary>
    public static string Of(string? name)
    {
        var trimmed = name.AsSpan().Trim();
        return trimmed.IsEmpty
            ? Nobody
            : trimmed[..StringInfo.GetNextTextElementLength(trimmed)].ToString().ToUpperInvariant();
    }
}
