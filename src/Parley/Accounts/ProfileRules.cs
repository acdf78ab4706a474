using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What readers may tell of themselves.</summary>
internal static class ProfileRules
{
    /// <summary>In characters: some lines, no article.</summary>
    public const int MaxBioLength = 300;

    /// <summary>In characters. The longest host name with room for a path.</summary>
    public const int MaxWebsiteLength = 300;

    /// <returns>The words as they are shown; null for none.</returns>
    public static Outcome<string?> ReadBio(string? typed)
    {
        var bio = CleanText.Line(typed ?? "");
        return bio.Length > MaxBioLength ? new Refusal("bio-long", 422, "bio", ("max", MaxBioLength))
            : CleanText.IsVisible(bio) ? bio
            : new Outcome<string?>(null, null);
    }

    /// <summary>A website is on the web, and a name for signing in there is nobody's to give away.</summary>
    /// <returns>Its address in one normal form; null for none.</returns>
    public static Outcome<string?> ReadWebsite(string? typed)
    {
        var text = CleanText.Line(typed ?? "");
        if (text.Length == 0)
            return new Outcome<string?>(null, null);
        var isOne = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            && address is { UserInfo: "", Host.Length: > 0, AbsoluteUri.Length: <= MaxWebsiteLength };
        return isOne ? address!.AbsoluteUri : new Refusal("website", 422, "website");
    }
}
