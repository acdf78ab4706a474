namespace Parley.Platform.Web;

/// <summary>The one style sheet of the reader's pages, and their icon.</summary>
internal static class Stylesheet
{
    /// <summary>Its files: what a page is, and what scripts add to it.</summary>
    public static readonly IReadOnlyList<string> Resources = ["Platform.Web.Assets.parley.css", "Platform.Web.Assets.reading.css"];

    /// <summary>The mark a browser shows beside a page's title.</summary>
    public static Asset Icon { get; } = new("icon", "svg", Asset.Read("Platform.Web.Assets.icon.svg"));

    public static Asset Asset { get; } = new("parley", "css", Asset.Read(Resources));

    public static ReadOnlyMemory<byte> Utf8 => Asset.Utf8;

    public static ReadOnlyMemory<byte> Brotli => Asset.Brotli;

    public static string Path => Asset.Path;
}
