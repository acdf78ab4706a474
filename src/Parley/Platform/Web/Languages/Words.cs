using System.Globalization;
using System.Text;

namespace Parley.Platform.Web.Languages;

/// <summary>Everything Parley says in one language, as plain text (whoever writes HTML encodes it).</summary>
public sealed class Words
{
    private readonly IReadOnlyDictionary<string, Message> messages;
    private readonly Language language;
    private readonly Words? fallback;

    /// <param name="fallback">Asked for keys this language lacks.</param>
    internal Words(Language language, IReadOnlyDictionary<string, Message> messages, Words? fallback)
    {
        this.language = language;
        this.messages = messages;
        this.fallback = fallback;
        Culture = language.Culture();
    }

    /// <summary>BCP 47, for <c>lang=</c>.</summary>
    public string Language => language.Tag;

    /// <summary>"ltr" or "rtl", for <c>dir=</c>.</summary>
    public string Direction => language.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Of the Gregorian calendar in every language.</summary>
    public CultureInfo Culture { get; }

    internal IReadOnlyDictionary<string, Message> Messages => messages;

    internal PluralRules Plurals => language.Plurals;

    internal bool IsRightToLeft => language.IsRightToLeft;

    /// <summary>A text without arguments.</summary>
    public string this[string key] => Format(key);

    /// <summary>A text with its arguments filled in.</summary>
    /// <exception cref="KeyNotFoundException">No language file has the key.</exception>
    /// <exception cref="ArgumentException">The text needs an argument that was not given.</exception>
    public string Format(string key, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        if (!messages.TryGetValue(key, out var message))
            return fallback is null
                ? throw new KeyNotFoundException($"There are no words for \"{key}\".")
                : fallback.Format(key, arguments);
        return message.Constant ?? new MessageWriter(this, key, arguments).Write(message);
    }

    /// <summary>The day of a moment in UTC: shared pages hold absolute times, a script makes them local.</summary>
    public string Date(DateTimeOffset moment) => Digits(moment.UtcDateTime.ToString(language.DatePattern, Culture));

    /// <summary>Day and time of day in UTC, and says so.</summary>
    public string DateTime(DateTimeOffset moment) =>
        Digits(moment.UtcDateTime.ToString(language.DatePattern + language.Comma + " HH:mm", Culture)) + " UTC";

    public string Number(long number) => Digits(number.ToString("N0", Culture));

    /// <summary>A number with the fraction digits it was written with.</summary>
    public string Number(decimal number) => Digits(number.ToString($"N{number.Scale}", Culture));

    /// <summary>.NET groups and dates by the language but writes 0 to 9 in every script; this puts that right.</summary>
    private string Digits(string text)
    {
        var digits = Culture.NumberFormat.NativeDigits;
        if (digits[0] == "0")
            return text;

        var written = new StringBuilder(text.Length);
        foreach (var character in text)
            _ = char.IsAsciiDigit(character) ? written.Append(digits[character - '0']) : written.Append(character);
        return written.ToString();
    }
}
