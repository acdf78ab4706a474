using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;

namespace Parley.Embed;

/// <summary>Turns addresses of ours into ones that lead there from a publisher's page.</summary>
/// <param name="root">Where Parley is; null leaves them to the loader.</param>
/// <param name="article">The article's address; null when none is known, and permalinks stay ours.</param>
/// <param name="pattern">The site's setting: <c>{url}#parley-{id}</c>, perhaps with a parameter in between.</param>
/// <param name="language">What pages of ours that are led to speak; null for the site's own. The publisher's page has its own.</param>
internal sealed class EmbedLinks(Uri? root, string? article, string pattern, PageLanguage? language = null)
{
    private const string CommentPath = "/comments/";
    private const string Anchor = "#parley-";

    /// <summary>A comment's own address becomes the publisher's page with the comment as its fragment; any other becomes absolute.</summary>
    public string Of(string address)
    {
        if (article is not null && CommentIn(address) is { } id)
            return Permalink(id);
        var ours = language?.LeadTo(address) ?? address;
        return root is not null && ours.StartsWith('/') ? new Uri(root, ours).AbsoluteUri : ours;
    }

    /// <summary>The publisher's page at a comment; ours where no article's address is known.</summary>
    public string Permalink(string id)
    {
        if (article is null)
            return Of(Links.Comment(id));
        var joined = article.Contains('?', StringComparison.Ordinal) ? pattern.Replace("{url}?", "{url}&", StringComparison.Ordinal) : pattern;
        return joined.Replace("{url}", article, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
    }

    private static string? CommentIn(string address)
    {
        // A comment's page may be asked for at the comment itself.
        var hash = address.IndexOf(Anchor, StringComparison.Ordinal);
        var id = hash >= 0 ? address[(hash + Anchor.Length)..]
            : address.StartsWith(CommentPath, StringComparison.Ordinal) ? address[CommentPath.Length..] : "";
        var isItsOwn = hash <= 0 || address[..hash] == CommentPath + id;
        return isItsOwn && IdText.TryRead(id, out _) ? id : null;
    }
}
