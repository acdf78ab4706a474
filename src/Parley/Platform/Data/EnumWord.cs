namespace Parley.Platform.Data;

/// <summary>Enums as the lower-case words that tables, addresses and JSON know them by.</summary>
internal static class EnumWord
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Reads one word in any case. <see cref="Enum.TryParse{TEnum}(string, bool, out TEnum)"/> would take numbers and lists as well.</summary>
    /// <returns>Null when the text is none of the words.</returns>
    public static TEnum? Read<TEnum>(string text)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
            if (Of(value).Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }
}
