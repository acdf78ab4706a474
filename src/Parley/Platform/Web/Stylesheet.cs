namespace Parley.Platform.Web;

/// <summary>The one style sheet of the reader's pages.</summary>
internal static class Stylesheet
{
    public const string Resource = "Platform.Web.Assets.parley.css";

    public static Asset Asset { get; } = new("parley", "css", Asset.Read(Resource));

    public static ReadOnlyMemory<byte> Utf8 => Asset.Utf8;

    public static ReadOnlyMemory<byte> Brotli => Asset.Brotli;

    public static string Path => Asset.Path;
}
