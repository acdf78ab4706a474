namespace Parley.Platform.Web.Languages;

/// <summary>A text about a number in all forms of its language, for a script that learns the number later.</summary>
internal static class PluralForms
{
    /// <summary>Stands where the number goes.</summary>
    public const string Place = "{n}";

    /// <summary>A number of each form a whole number can take in the languages we speak.</summary>
    private static readonly int[] Samples = [1, 2, 3, 11, 0, 100, 1_000_000];

    /// <summary>The forms by CLDR category, as a browser's <c>Intl.PluralRules</c> names them.</summary>
    /// <param name="key">A text with one argument, <c>count</c>.</param>
    public static IReadOnlyDictionary<string, string> Of(Words words, string key)
    {
        var forms = new Dictionary<string, string>();
        foreach (var sample in Samples)
            forms.TryAdd(
                words.Plurals.Choose(PluralOperands.Of(sample)),
                words.Format(key, ("count", sample)).Replace(words.Number(sample), Place, StringComparison.Ordinal));
        return forms;
    }
}
