using System.IO.Compression;
using System.Security.Cryptography;

namespace Parley.Platform.Web;

/// <summary>The one style sheet of the reader's pages, named by its content so that it can be cached for good.</summary>
internal static class Stylesheet
{
    private const string Resource = "Parley.Platform.Web.Assets.parley.css";

    public static ReadOnlyMemory<byte> Utf8 { get; } = Read();

    /// <summary>Packed as small as it gets, once, when first asked for.</summary>
    public static ReadOnlyMemory<byte> Brotli => Packed.Value;

    /// <summary>Address that changes with every change of the content.</summary>
    public static string Path { get; } = $"/assets/parley.{Convert.ToHexStringLower(SHA256.HashData(Utf8.Span))[..12]}.css";

    private static readonly Lazy<byte[]> Packed = new(() =>
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            brotli.Write(Utf8.Span);
        return packed.ToArray();
    });

    private static byte[] Read()
    {
        using var source = typeof(Stylesheet).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }
}
