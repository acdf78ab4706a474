namespace Parley.Platform.Data;

/// <summary>Ids as people see them: 13 characters of Crockford base 32, in an alphabet whose order is the order of the numbers.</summary>
/// <remarks>Douglas Crockford, "Base 32": no i, l, o, u. Written in lower case; read in either case.</remarks>
internal static class IdText
{
    public const int Length = 13;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <param name="value">≥ 0.</param>
    public static string Write(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return string.Create(Length, value, static (text, rest) =>
        {
            for (var at = Length - 1; at >= 0; at--, rest >>= 5)
                text[at] = Alphabet[(int)(rest & 31)];
        });
    }

    /// <returns>False unless <paramref name="text"/> is exactly such an id and above 0.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.Length != Length)
            return false;
        foreach (var letter in text)
        {
            var digit = Alphabet.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            if (digit < 0 || value >> 58 != 0)
                return false;
            value = (value << 5) | (uint)digit;
        }
        return value > 0;
    }

    /// <inheritdoc cref="TryRead(ReadOnlySpan{char}, out long)"/>
    public static bool TryRead<TId>(ReadOnlySpan<char> text, out TId id)
        where TId : struct, IId<TId>
    {
        var read = TryRead(text, out var value);
        id = TId.From(value);
        return read;
    }
}
