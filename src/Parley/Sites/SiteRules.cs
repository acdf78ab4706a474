using System.Text.RegularExpressions;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary>What a site may be called.</summary>
internal static partial class SiteRules
{
    public const int MaxTitleLength = 200;

    public static Refusal? MayBeNamed(string name) =>
        NameShape().IsMatch(name) ? null : new Refusal("site-name", 422, "name");

    public static Refusal? MayBeTitled(string title) =>
        title.Length is > 0 and <= MaxTitleLength ? null : new Refusal("site-title", 422, "title", ("max", MaxTitleLength));

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")]
    private static partial Regex NameShape();
}
