using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Stories;

/// <summary>One spelling for each way to escape the same path or query.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char>
        Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"),
        Delimiters = SearchValues.Create("!$&'()*+,;=:@/?");

    /// <summary>
    /// Escapes only what must be, in capitals: <c>%7e</c> becomes <c>~</c>, <c>é</c> becomes <c>%C3%A9</c>, a lone
    /// <c>%</c> becomes <c>%25</c>. A delimiter stays as it came, since <c>%2F</c> is not <c>/</c>.
    /// </summary>
    /// <remarks>RFC 3986, 6.2.2; doing it twice changes nothing more.</remarks>
    public static string Normalize(string text)
    {
        var written = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var index = 0; index < text.Length;)
        {
            if (text[index] == '%' && Escaped(text, index) is { } value)
            {
                Append(written, value, isEscaped: true);
                index += 3;
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var length);
            foreach (var part in bytes[..rune.EncodeToUtf8(bytes)])
                Append(written, part, isEscaped: false);
            index += length;
        }

        return written.ToString();
    }

    private static byte? Escaped(string text, int index) =>
        index + 2 < text.Length && char.IsAsciiHexDigit(text[index + 1]) && char.IsAsciiHexDigit(text[index + 2])
            ? byte.Parse(text.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : null;

    private static void Append(StringBuilder written, byte value, bool isEscaped)
    {
        var character = (char)value;
        if (Unreserved.Contains(character) || (!isEscaped && Delimiters.Contains(character)))
            written.Append(character);
        else
            written.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
    }
}
