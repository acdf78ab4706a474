using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Platform.Web;

/// <summary>A script or a style sheet, addressed by its content, so that it can be cached for good.</summary>
/// <param name="name">First part of its file name.</param>
/// <param name="extension">Last part of it: <c>css</c>, <c>js</c> or <c>svg</c>.</param>
internal sealed class Asset(string name, string extension, ReadOnlyMemory<byte> utf8)
{
    /// <summary>Where all of them are.</summary>
    public const string Folder = "/assets/";

    private readonly Lazy<byte[]> _brotli = new(() => Pack(utf8.Span));

    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>Packed as small as it gets, once, when first asked for.</summary>
    public ReadOnlyMemory<byte> Brotli => _brotli.Value;

    /// <summary>Address that changes with every change of the content.</summary>
    public string Path { get; } =
        $"{Folder}{name}.{Convert.ToHexStringLower(SHA256.HashData(utf8.Span))[..12]}.{extension}";

    public string ContentType => extension switch
    {
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };

    /// <summary>Whether a file name means this asset, as it is now or as another version of Parley had it.</summary>
    public bool IsNamed(string file) =>
        file.StartsWith(name + ".", StringComparison.Ordinal) && file.EndsWith("." + extension, StringComparison.Ordinal);

    /// <summary>From files built into the product, one after the other.</summary>
    public static ReadOnlyMemory<byte> Read(params IReadOnlyList<string> resources) =>
        Encoding.UTF8.GetBytes(string.Join('\n', resources.Select(ReadText)));

    /// <summary>A text file built into the product, by its path below <c>src/Parley</c>, dots for slashes.</summary>
    public static string ReadText(string resource)
    {
        using var reader = new StreamReader(typeof(Asset).Assembly.GetManifestResourceStream("Parley." + resource)
            ?? throw new ArgumentException($"There is no file {resource} in the product."));
        return reader.ReadToEnd();
    }

    private static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            brotli.Write(plain);
        return packed.ToArray();
    }
}
