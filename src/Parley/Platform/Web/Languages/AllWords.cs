using System.Reflection;
using System.Text.Json;

namespace Parley.Platform.Web.Languages;

/// <summary>Every language Parley speaks. English is whole; the others fall back to it, key by key.</summary>
internal sealed class AllWords
{
    private const string English = "en";

    private readonly Dictionary<string, Words> byLanguage = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="files">Tag and content of each language file.</param>
    /// <exception cref="FormatException">A file is wrong; names file, key and column.</exception>
    public AllWords(IReadOnlyDictionary<string, string> files)
    {
        var english = byLanguage[English] = Read(English, files[English], fallback: null);
        foreach (var (tag, json) in files)
            if (tag != English)
                byLanguage[tag] = Read(tag, json, english);
    }

    private static readonly Lazy<AllWords> BuiltIn = new(ReadBuiltIn);

    /// <summary>The languages built into the product, read once.</summary>
    public static AllWords Load() => BuiltIn.Value;

    public IReadOnlyCollection<Words> Languages => byLanguage.Values;

    /// <summary>The words for a BCP 47 tag: "de-AT" is served by "de", and what we do not speak by English.</summary>
    public Words Find(string? tag)
    {
        for (var rest = tag ?? ""; rest != "";)
        {
            if (byLanguage.TryGetValue(rest, out var words))
                return words;
            rest = rest[..Math.Max(0, rest.LastIndexOf('-'))];
        }

        return byLanguage[English];
    }

    private static AllWords ReadBuiltIn()
    {
        var assembly = typeof(AllWords).Assembly;
        var prefix = typeof(AllWords).Namespace + ".";
        return new(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .ToDictionary(name => name[prefix.Length..^".json".Length], name => Content(assembly, name)));
    }

    private static string Content(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static Words Read(string tag, string json, Words? fallback)
    {
        var language = Language.All.FirstOrDefault(known => known.Tag == tag)
            ?? throw new FormatException($"{tag}.json: the plural rules of \"{tag}\" are not known.");
        var messages = new Dictionary<string, Message>(StringComparer.Ordinal);
        foreach (var (key, text) in Texts(tag, json))
            if (!messages.TryAdd(key, Parse(tag, key, text)))
                throw new FormatException($"{tag}.json, \"{key}\": the key stands twice.");
        return new(language, messages, fallback);
    }

    private static IEnumerable<(string Key, string Text)> Texts(string tag, string json)
    {
        using var document = ParseJson(tag, json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{tag}.json: expected an object of keys and texts.");
        foreach (var property in document.RootElement.EnumerateObject())
            yield return property.Value.ValueKind == JsonValueKind.String
                ? (property.Name, property.Value.GetString()!)
                : throw new FormatException($"{tag}.json, \"{property.Name}\": expected a text.");
    }

    private static JsonDocument ParseJson(string tag, string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{tag}.json: {wrong.Message}", wrong);
        }
    }

    private static Message Parse(string tag, string key, string text)
    {
        try
        {
            return MessageParser.Parse(text);
        }
        catch (MessageFormatException wrong)
        {
            throw new FormatException($"{tag}.json, \"{key}\", {wrong.Message}", wrong);
        }
    }
}
