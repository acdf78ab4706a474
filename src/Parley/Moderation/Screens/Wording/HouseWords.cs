using System.Collections.Frozen;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Screens.Wording;

/// <summary>Parley's own lists, one a language: a fresh site is not empty-handed.</summary>
internal static class HouseWords
{
    private const string Prefix = "house-";

    public static readonly IReadOnlyList<string> Languages = ["ar", "de", "en", "es", "fa", "fr", "ru", "tr"];

    private static readonly FrozenDictionary<string, IReadOnlyList<WordEntry>> Lists =
        Languages.ToFrozenDictionary(language => language, Read);

    /// <summary>Whether a name is one of ours, so that no list of a site may have it.</summary>
    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public static IReadOnlyList<WordEntry> Of(string language) => Lists.GetValueOrDefault(language) ?? [];

    /// <summary>The text of a list, as it stands with us.</summary>
    public static string TextOf(string language) => Asset.ReadText($"Moderation.Screens.Wording.Lists.{language}.txt");

    /// <summary>The entries a site uses.</summary>
    public static IEnumerable<WordEntry> For(SiteSettings settings) => settings.WordLanguages switch
    {
        "all" => Languages.SelectMany(Of),
        "none" => [],
        var chosen => chosen.Split(' ').SelectMany(Of),
    };

    private static IReadOnlyList<WordEntry> Read(string language)
    {
        var (entries, faults, _) = WordListText.Read(Prefix + language, TextOf(language));
        return faults.Count == 0 ? entries : throw new InvalidOperationException($"Line {faults[0].Line} of the words of {language}: {faults[0].Fault}");
    }
}
