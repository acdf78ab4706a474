namespace Parley.Platform.Web.Languages;

/// <summary>
/// Which form of a noun a number takes, for the languages Parley speaks: CLDR's cardinal rules.
/// <see cref="Categories"/> are those a message must offer.
/// </summary>
/// <remarks>Unicode CLDR 46, common/supplemental/plurals.xml.</remarks>
internal sealed record PluralRules(IReadOnlyList<string> Categories, Func<PluralOperands, string> Choose)
{
    private const string Zero = "zero", One = "one", Two = "two", Few = "few", Many = "many", Other = "other";

    /// <summary>English and German: exactly "1", written without a fraction.</summary>
    public static PluralRules OneWithoutFraction { get; } =
        new([One, Other], number => number is { I: 1, V: 0 } ? One : Other);

    /// <summary>Turkish: the value one, however it is written.</summary>
    public static PluralRules ValueOfOne { get; } =
        new([One, Other], number => number.N == 1 ? One : Other);

    /// <summary>Persian: everything from nothing up to one.</summary>
    public static PluralRules UpToOne { get; } =
        new([One, Other], number => number.I == 0 || number.N == 1 ? One : Other);

    public static PluralRules French { get; } =
        new([One, Many, Other], number => number.I is 0 or 1 ? One : Millions(number));

    public static PluralRules Spanish { get; } =
        new([One, Many, Other], number => number.N == 1 ? One : Millions(number));

    public static PluralRules Russian { get; } =
        new([One, Few, Many, Other], number => number.V > 0 ? Other : (number.I % 10, number.I % 100) switch
        {
            (1, not 11) => One,
            (2 or 3 or 4, not (12 or 13 or 14)) => Few,
            _ => Many,
        });

    public static PluralRules Arabic { get; } =
        new([Zero, One, Two, Few, Many, Other], number => (number.N, number.N % 100) switch
        {
            (0, _) => Zero,
            (1, _) => One,
            (2, _) => Two,
            var (n, _) when n != decimal.Truncate(n) => Other,
            (_, >= 3 and <= 10) => Few,
            (_, >= 11 and <= 99) => Many,
            _ => Other,
        });

    /// <summary>French and Spanish say "un million de commentaires": the noun takes a form of its own.</summary>
    private static string Millions(PluralOperands number) =>
        number.E > 5 || (number is { E: 0, V: 0 } && number.I != 0 && number.I % 1_000_000 == 0) ? Many : Other;
}
