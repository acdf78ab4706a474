namespace Parley.Platform.Web.Languages;

/// <summary>A language as asked for, and how addresses say so.</summary>
/// <param name="Query"><c>?lang=…</c>, empty for the site's own language.</param>
internal sealed record PageLanguage(Words Words, string Query)
{
    /// <summary>A language asked for by name, so that addresses go on naming it.</summary>
    public static PageLanguage Asked(Words words) => new(words, "?lang=" + words.Language);

    public string AddTo(string address)
    {
        if (Query.Length == 0)
            return address;
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = hash < 0 ? (address, "") : (address[..hash], address[hash..]);
        return path + (path.Contains('?', StringComparison.Ordinal) ? "&" + Query[1..] : Query) + fragment;
    }

    /// <summary>A link or form of a page in this language leads to pages in this language; files have none.</summary>
    public string LeadTo(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.StartsWith(Asset.Folder, StringComparison.Ordinal) && !address.StartsWith(Links.Avatars, StringComparison.Ordinal)
        && !address.Contains("lang=", StringComparison.Ordinal)
            ? AddTo(address)
            : address;
}
