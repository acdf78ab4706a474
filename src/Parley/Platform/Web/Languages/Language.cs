using System.Globalization;

namespace Parley.Platform.Web.Languages;

/// <summary>What Parley must know of a language before it can speak it; the words are in TAG.json.</summary>
/// <param name="Tag">BCP 47.</param>
/// <param name="DatePattern">A day as a reader of the language writes it, without the weekday.</param>
internal sealed record Language(string Tag, PluralRules Plurals, string DatePattern, bool IsRightToLeft = false)
{
    /// <summary>Stands between the day and the time of day.</summary>
    public string Comma => IsRightToLeft ? "،" : ",";

    public static IReadOnlyList<Language> All { get; } =
    [
        new("en", PluralRules.OneWithoutFraction, "d MMMM yyyy"),
        new("de", PluralRules.OneWithoutFraction, "d. MMMM yyyy"),
        new("fr", PluralRules.French, "d MMMM yyyy"),
        new("es", PluralRules.Spanish, "d 'de' MMMM 'de' yyyy"),
        new("ar", PluralRules.Arabic, "d MMMM yyyy", IsRightToLeft: true),
        new("fa", PluralRules.UpToOne, "d MMMM yyyy", IsRightToLeft: true),
        new("ru", PluralRules.Russian, "d MMMM yyyy 'г.'"),
        new("tr", PluralRules.ValueOfOne, "d MMMM yyyy"),
    ];

    /// <summary>News is dated by the Gregorian calendar, also where the country keeps another.</summary>
    public CultureInfo Culture()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(Tag).Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
        return CultureInfo.ReadOnly(culture);
    }
}
