using System.Buffers;
using System.Buffers.Text;

namespace Parley.Platform.Web;

/// <summary>The secret part of a token or key, as its holder shows it.</summary>
internal static class Secret
{
    /// <summary>Reads exactly so many bytes in the one way they are written (base64url without padding).</summary>
    /// <returns>Empty for anything else, however strange.</returns>
    public static byte[] Read(ReadOnlySpan<char> text, int length)
    {
        var bytes = new byte[length];
        return text.Length == Base64Url.GetEncodedLength(length)
            && Base64Url.DecodeFromChars(text, bytes, out var read, out var written) == OperationStatus.Done
            && read == text.Length && written == length
                ? bytes
                : [];
    }
}
