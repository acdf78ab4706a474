using System.IO.Compression;
using System.Security.Cryptography;
using Parley.Platform.Events;

namespace Parley.Platform.Web.Cache;

/// <summary>A shared page as built once: the same bytes for every reader.</summary>
internal sealed class CachedPage(ReadOnlyMemory<byte> content, string contentType, KeyValuePair<string, string>[] headers, PageSource source)
{
    /// <summary>Good compression at a few milliseconds a page.</summary>
    private const int BrotliQuality = 5;

    private const int BrotliWindow = 20;

    /// <summary>As small as it gets, which takes ten times as long.</summary>
    private const int BestBrotliQuality = 11;

    private byte[]? _brotli;
    private byte[]? _gzip;

    public string ContentType { get; } = contentType;

    public KeyValuePair<string, string>[] Headers { get; } = headers;

    public PageSource Source { get; } = source;

    /// <summary>What caches are told. A reader's page is asked for again each time, which costs a few bytes when nothing changed.</summary>
    public string CacheControl { get; init; } = "public, no-cache";

    /// <summary>True for what stays the same for days: it is worth packing well.</summary>
    public bool IsLasting { get; init; }

    /// <summary>Origins whose scripts may read it (CORS); null where that is not what it is for.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Strong: a hash of the content, apart for each encoding.</summary>
    public string ETag { get; } = Convert.ToHexStringLower(SHA256.HashData(content.Span).AsSpan(0, 10));

    /// <summary>Bytes held, for the cache's budget.</summary>
    public long Size => content.Length + 20_000;

    /// <summary>Whether a script of that origin may have it. A request that names none is no script of another origin.</summary>
    public bool MayBeReadFrom(string origin) => Readers is null || origin.Length == 0 || Readers.Contains(origin);

    public ReadOnlyMemory<byte> In(PageEncoding encoding) => encoding switch
    {
        PageEncoding.Brotli => _brotli ??= Brotli(content.Span),
        PageEncoding.Gzip => _gzip ??= Gzip(content.Span),
        _ => content,
    };

    private byte[] Brotli(ReadOnlySpan<byte> plain)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, packed, out var written, IsLasting ? BestBrotliQuality : BrotliQuality, BrotliWindow)
            ? packed[..written]
            : throw new InvalidOperationException("A page could not be compressed.");
    }

    private static byte[] Gzip(ReadOnlySpan<byte> plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(plain);
        return packed.ToArray();
    }
}

/// <summary>What a page was built from.</summary>
/// <param name="Version">The version of its source before it was read.</param>
/// <param name="BuiltAt">Timestamp of the node's clock.</param>
/// <param name="ChangesAt">When what is shown changes by itself; null when only an event changes it.</param>
internal sealed record PageSource(Func<EventPosition> Current, EventPosition Version, long BuiltAt, DateTimeOffset? ChangesAt)
{
    public bool IsCurrentAt(DateTimeOffset now) => Current() == Version && !(ChangesAt <= now);
}

internal enum PageEncoding
{
    Identity,
    Gzip,
    Brotli,
}

internal static class PageEncodings
{
    /// <summary>The best encoding a request takes. One that is refused with <c>q=0</c> is not used.</summary>
    public static PageEncoding Best(string accepted) =>
        Takes(accepted, "br") ? PageEncoding.Brotli : Takes(accepted, "gzip") ? PageEncoding.Gzip : PageEncoding.Identity;

    public static string? Name(this PageEncoding encoding) => encoding switch
    {
        PageEncoding.Brotli => "br",
        PageEncoding.Gzip => "gzip",
        _ => null,
    };

    private static bool Takes(string accepted, string encoding)
    {
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var one = accepted.AsSpan(range).Trim();
            if (!one.StartsWith(encoding, StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = one[encoding.Length..].Trim();
            return rest.IsEmpty || (rest[0] == ';' && !IsRefused(rest));
        }
        return false;
    }

    private static bool IsRefused(ReadOnlySpan<char> parameters)
    {
        var weight = parameters.TrimStart(';').Trim();
        return weight.StartsWith("q=0", StringComparison.OrdinalIgnoreCase) && weight[3..].TrimStart('.').TrimStart('0').IsEmpty;
    }
}
