using System.Globalization;

namespace Parley.Platform.Web.Languages;

/// <summary>What CLDR's plural rules look at in a number, as it is written.</summary>
/// <param name="N">The absolute value.</param>
/// <param name="I">Its integer digits.</param>
/// <param name="V">How many fraction digits are written, trailing zeros counted.</param>
/// <param name="F">The written fraction digits as a number, trailing zeros counted.</param>
/// <param name="E">The exponent of a compact number ("1.2M" has 6); 0 for a number written out.</param>
/// <remarks>Unicode Technical Standard 35, part 3, "Plural Operand Meanings".</remarks>
internal readonly record struct PluralOperands(decimal N, decimal I, int V, decimal F, int E = 0)
{
    public static PluralOperands Of(long value)
    {
        var absolute = Math.Abs((decimal)value);
        return new(absolute, absolute, 0, 0);
    }

    /// <summary>A decimal remembers how many digits it was written with, so 1 and 1.0 stay apart.</summary>
    public static PluralOperands Of(decimal value)
    {
        var absolute = Math.Abs(value);
        var whole = decimal.Truncate(absolute);
        var fraction = absolute - whole;
        for (var digit = 0; digit < value.Scale; digit++)
            fraction *= 10;
        return new(absolute, whole, value.Scale, decimal.Truncate(fraction));
    }

    /// <summary>Reads the form of CLDR's samples: "7", "1.50", "1c6" (one million, compact).</summary>
    public static PluralOperands Parse(string sample)
    {
        var parts = sample.Split('c');
        var written = decimal.Parse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (parts.Length == 1)
            return Of(written);

        var exponent = int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture);
        var scale = Math.Max(0, written.Scale - exponent);
        for (var power = 0; power < exponent; power++)
            written *= 10;
        return Of(decimal.Round(written, scale)) with { E = exponent };
    }
}
