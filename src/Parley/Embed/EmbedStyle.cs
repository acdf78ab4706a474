using Parley.Platform.Web;

namespace Parley.Embed;

/// <summary>The style sheet of the shadow root: the reader's page's own, and what a strange page around it asks for.</summary>
internal static class EmbedStyle
{
    public static Asset Asset { get; } = new("embed", "css", Asset.Read([.. Stylesheet.Resources, "Embed.Styles.embed.css"]));
}
