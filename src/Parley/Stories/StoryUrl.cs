using System.Text;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>The address of a story, and the one form under which all its spellings find the same story.</summary>
/// <remarks>
/// Two addresses meet only where they can hardly mean two pages: two threads of one story can be merged, while comments
/// mixed under one story cannot be told apart again. So parameters keep their order, "index.html" stays, and so does the
/// case of a path.
/// </remarks>
internal sealed record StoryUrl
{
    /// <summary>In characters, before and after: what browsers and caches are sure to carry, and what fits an index.</summary>
    public const int MaxLength = 2_000;

    /// <summary>What is wrong with an address, as <c>why.url</c> names it.</summary>
    public const string NotHttp = "scheme";

    private const string NoAddress = "unreadable";
    private const string TooLong = "long";
    private const string WithUser = "user";

    private StoryUrl(SiteOrigin origin, string path, string query)
    {
        Origin = origin;
        Address = origin.Text + path + query;
        Canonical = $"https://{HostAndPort(origin)}{WithoutSlashAtEnd(path)}{query}";
    }

    /// <summary>The site's origin this page would be of.</summary>
    public SiteOrigin Origin { get; }

    /// <summary>Where the page is: as given, less what tracks and the fragment.</summary>
    public string Address { get; }

    /// <summary>Equal for all addresses of one story. Not to be visited: it may be https where the page is not.</summary>
    public string Canonical { get; }

    /// <param name="refusal">What is wrong, as <c>why.url</c> names it, when null is returned.</param>
    public static StoryUrl? Parse(string text, out string? refusal)
    {
        var url = Read(text.Trim(), out refusal);
        if (url is null || url.Canonical.Length <= MaxLength)
            return url;
        refusal = TooLong;
        return null;
    }

    private static StoryUrl? Read(string text, out string? refusal)
    {
        refusal = Refuse(text);
        if (refusal is not null)
            return null;

        var authorityStart = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var authorityEnd = End(text, authorityStart, "/?#");
        var pathEnd = End(text, authorityEnd, "?#");
        var queryEnd = End(text, pathEnd, "#");
        if (SiteOrigin.Parse(WithoutDotAtEnd(text[..authorityEnd]), out _) is not { } origin)
        {
            refusal = text[authorityStart..authorityEnd].Contains('@') ? WithUser : NoAddress;
            return null;
        }

        return new(origin, Path(text[authorityEnd..pathEnd]), Query(text[pathEnd..queryEnd]));
    }

    private static string? Refuse(string text) =>
        text.Length > MaxLength ? TooLong
        : !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? NotHttp
        : text.EnumerateRunes().Any(IsOutOfPlace) ? NoAddress
        : null;

    /// <summary>A backslash is a slash to browsers and none to servers; half a surrogate pair is no character.</summary>
    private static bool IsOutOfPlace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value == '\\' || rune == Rune.ReplacementChar;

    private static int End(string text, int start, string delimiters)
    {
        var length = text.AsSpan(start).IndexOfAny(delimiters);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>"news.example." is the same host, named from the root.</summary>
    private static string WithoutDotAtEnd(string origin)
    {
        var portAt = origin.LastIndexOf(':');
        var hostEnd = portAt > "https:".Length && !origin.EndsWith(']') ? portAt : origin.Length;
        return origin[hostEnd - 1] == '.' ? origin.Remove(hostEnd - 1, 1) : origin;
    }

    private static string Path(string raw)
    {
        var kept = new List<string>();
        var segments = PercentEncoding.Normalize(raw).Split('/')[1..];
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not (".." or "."))
                kept.Add(segment);
        }

        var isFolder = segments is [.., "." or ".."];
        return "/" + string.Join('/', kept) + (isFolder && kept.Count > 0 ? "/" : "");
    }

    private static string Query(string raw)
    {
        var parameters = PercentEncoding.Normalize(raw is ['?', .. var rest] ? rest : raw).Split('&')
            .Where(parameter => parameter is not ("" or "=") && !TrackingParameters.Contains(parameter.Split('=')[0]));
        var query = string.Join('&', parameters);
        return query == "" ? "" : "?" + query;
    }

    /// <summary>The usual port of either scheme is left out, as http and https are one here.</summary>
    private static string HostAndPort(SiteOrigin origin)
    {
        var isUsual = origin.Authority.EndsWith(":80", StringComparison.Ordinal) || origin.Authority.EndsWith(":443", StringComparison.Ordinal);
        return isUsual ? origin.Authority[..origin.Authority.LastIndexOf(':')] : origin.Authority;
    }

    private static string WithoutSlashAtEnd(string path) => path.TrimEnd('/') is { Length: > 0 } kept ? kept : "/";
}
