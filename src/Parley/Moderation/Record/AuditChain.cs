using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Moderation.Record;

/// <summary>
/// The chain of hashes: each covers its row, its place and the hash before it, so that no row can be changed, dropped or put
/// elsewhere without every later hash being another.
/// </summary>
/// <remarks>
/// A hash chain as in Haber and Stornetta, "How to time-stamp a digital document" (1991). Fields stand in a fixed order, each
/// with its length before it, so that no two rows read the same. SHA-256.
/// </remarks>
internal static class AuditChain
{
    /// <summary>What stands before the first row.</summary>
    public static byte[] Beginning => new byte[SHA256.HashSizeInBytes];

    private const long Absent = -1;

    /// <summary>The hash of a row in its place.</summary>
    /// <param name="before">Hash of the row before it.</param>
    public static byte[] Link(ReadOnlySpan<byte> before, long sequence, AuditRow row, string digests)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(before);
        Write(buffer, sequence);
        Write(buffer, row.Id.Value);
        Write(buffer, row.SiteId?.Value ?? Absent);
        Write(buffer, row.Kind);
        Write(buffer, row.Subject);
        Write(buffer, row.SubjectId ?? Absent);
        Write(buffer, row.Actor);
        Write(buffer, row.ActorId ?? Absent);
        Write(buffer, row.Facts);
        Write(buffer, row.At.ToUnixTimeMilliseconds());
        Write(buffer, digests);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>The salted hashes of a row's personal values, as its row keeps them.</summary>
    public static string DigestsOf(IEnumerable<AuditValue> values) => string.Join(' ', values
        .OrderBy(value => value.Name, StringComparer.Ordinal)
        .Select(value => value.Name + "=" + DigestOf(value.Value, value.Salt)));

    /// <summary>Whether a value that is still there is the one its row was linked with.</summary>
    public static bool Holds(string digests, AuditValue value) =>
        digests.Split(' ').Contains(value.Name + "=" + DigestOf(value.Value, value.Salt));

    private static string DigestOf(string value, byte[] salt) => Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(value)));

    private static void Write(ArrayBufferWriter<byte> buffer, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), number);
        buffer.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write(buffer, length);
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(length)));
    }
}
