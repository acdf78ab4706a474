using Parley.Accounts;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>Who may read, write, vote and report: the story says it, or its section, or the site.</summary>
internal static class AccessRules
{
    private static readonly string[] Deeds = ["read", "write", "vote", "report"];

    /// <param name="section">Null where the story names none.</param>
    public static Access Of(AccessWords story, string? section, SiteSettings site)
    {
        var ofSection = SectionOf(section, site.SectionAccess);
        var read = First(story.Read, ofSection.Read, site.MayRead);
        return new(
            read,
            // What nobody may read without a claim nobody writes in without it either.
            Within(read, First(story.Write, ofSection.Write, site.GuestsAllowed || site.MayWrite != "anyone" ? site.MayWrite : "signed-in")),
            Within(read, First(story.Vote, ofSection.Vote, site.MayVote)),
            Within(read, First(story.Report, ofSection.Report, site.MayReport)));
    }

    /// <summary>Whether a reader is let in.</summary>
    /// <param name="reader">Null for nobody known.</param>
    public static Refusal? May(Audience audience, Person? reader) =>
        audience.Has(reader) ? null
        : reader is null or { Kind: not PersonKind.Account } ? new("sign-in-needed", 401, null, ("claim", audience == Audience.SignedIn ? "none" : audience.Word))
        : new("claim-needed", 403, null, ("claim", audience.Word));

    /// <summary>Whether what a publisher sent for a story are audiences; an empty word takes one back.</summary>
    public static Refusal? MayBe(AccessWords words) =>
        Wrong("mayRead", words.Read) ?? Wrong("mayWrite", words.Write) ?? Wrong("mayVote", words.Vote) ?? Wrong("mayReport", words.Report);

    /// <summary>What the site says of a section: lines like <c>Politics: read subscriber, write subscriber</c>.</summary>
    private static AccessWords SectionOf(string? section, string lines)
    {
        if (string.IsNullOrEmpty(section))
            return AccessWords.None;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.LastIndexOf(':');
            if (colon < 0 || !string.Equals(line[..colon].Trim(), section, StringComparison.OrdinalIgnoreCase))
                continue;
            var said = line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries)
                .Select(one => one.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(one => one.Length == 2 && Array.IndexOf(Deeds, one[0]) >= 0)
                .ToLookup(one => one[0], one => one[1]);
            return new(said["read"].FirstOrDefault(), said["write"].FirstOrDefault(), said["vote"].FirstOrDefault(), said["report"].FirstOrDefault());
        }
        return AccessWords.None;
    }

    private static Audience First(params string?[] words) =>
        words.Select(word => Audience.Read(word)).FirstOrDefault(audience => audience is not null) ?? Audience.Anyone;

    private static Audience Within(Audience read, Audience deed) =>
        deed.IsAnyone || (deed == Audience.SignedIn && !read.IsAnyone) ? read : deed;

    private static Refusal? Wrong(string field, string? word) =>
        string.IsNullOrEmpty(word) || Audience.Read(word) is not null ? null : new("audience", 422, field);
}
