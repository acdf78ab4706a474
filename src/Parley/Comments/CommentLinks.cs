using System.Text.RegularExpressions;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Parley.Platform.Web;

namespace Parley.Comments;

/// <summary>Keeps the links of a comment that lead where they say: to a page or a mailbox, by its whole address.</summary>
internal static partial class CommentLinks
{
    public static void Tidy(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            // Readers' browsers fetch nothing a commenter chose.
            link.IsImage = false;
            link.Title = null;
            if (HostOf(link.Url) is not { } host || IsWithinLink(link))
                link.Url = null;
            else if (HidesItsHost(link, host))
                link.SetData(LinkWriter.RealHost, host);
        }
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            if (!link.IsEmail && HostOf(link.Url) is null)
                link.ReplaceBy(new LiteralInline(link.Url));
        foreach (var node in document.Descendants<MarkdownObject>())
            node.TryGetAttributes()?.Classes?.Clear();
    }

    /// <summary>
    /// The host a link leads to; null where it leads nowhere a reader could judge: by another scheme, by an
    /// address without one (the page a comment stands on is not always ours), by one that browsers read differently, or
    /// by one that begins with a name and password, which look like a host.
    /// </summary>
    private static string? HostOf(string? url)
    {
        if (url is null || url.Any(letter => letter is '\\' or <= ' ' or '\u007F'))
            return null;
        if (url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            return Mailbox().Match(url) is { Success: true } mailbox ? mailbox.Groups["host"].Value : null;
        return WebAddress().IsMatch(url) && Uri.TryCreate(url, UriKind.Absolute, out var target) && target.UserInfo.Length == 0
            ? HostName.Of(target)
            : null;
    }

    private static bool IsWithinLink(Inline inline)
    {
        for (var above = inline.Parent; above is not null; above = above.Parent)
            if (above is LinkInline { Url: not null })
                return true;
        return false;
    }

    /// <summary>Whether the words of a link look like an address on another host than the one it leads to.</summary>
    private static bool HidesItsHost(LinkInline link, string host) =>
        HostShape().Matches(CleanText.Plain(TextOf(link))).Any(shown => !SameHost(shown.Value, host));

    private static bool SameHost(string shown, string real) =>
        Bare(shown).Equals(Bare(real), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string host) =>
        host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    private static string TextOf(ContainerInline link) => string.Concat(link.Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        AutolinkInline address => address.Url,
        _ => "",
    }));

    [GeneratedRegex("^https?://[^/]", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"^mailto:[^@?/]+@(?<host>[^@?/]+)(?:\?|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Mailbox();

    /// <summary>Labels and a top level, or four numbers.</summary>
    [GeneratedRegex(
        @"(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]{1,59}|\p{L}[\p{L}\p{M}]{1,23})|\d{1,3}(?:\.\d{1,3}){3}",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex HostShape();
}

/// <summary>Writes a link; of one that leads nowhere, its words alone. The tree stays as it was parsed.</summary>
internal sealed class LinkWriter : LinkInlineRenderer
{
    /// <summary>Names the host of a link whose words look like another.</summary>
    public const string RealHost = "real-host";

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        if (link.Url is null)
        {
            renderer.WriteChildren(link);
            return;
        }
        base.Write(renderer, link);
        if (link.GetData(RealHost) is string host)
            renderer.Write(" [").WriteEscape(host).Write("]");
    }
}
