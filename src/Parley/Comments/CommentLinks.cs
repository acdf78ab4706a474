using System.Text.RegularExpressions;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Parley.Comments;

/// <summary>Makes links in comments say where they go, and pictures links.</summary>
internal static partial class CommentLinks
{
    public static void Tidy(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            // Readers' browsers fetch nothing a commenter chose.
            link.IsImage = false;
            link.Title = null;
            if (HidesItsHost(link, out var host))
                link.InsertAfter(new LiteralInline($" [{host}]"));
        }
        foreach (var node in document.Descendants<MarkdownObject>())
            node.TryGetAttributes()?.Classes?.Clear();
    }

    /// <summary>Whether the words of a link look like an address on another host than the one it leads to.</summary>
    private static bool HidesItsHost(LinkInline link, out string host)
    {
        host = Uri.TryCreate(link.Url, UriKind.Absolute, out var target) ? target.IdnHost : "";
        var real = host;
        return host.Length > 0 && HostShape().Matches(TextOf(link)).Any(shown => !SameHost(shown.Value, real));
    }

    private static bool SameHost(string shown, string real) =>
        Bare(shown).Equals(Bare(real), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string host) =>
        host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    private static string TextOf(ContainerInline link) => string.Concat(link.Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));

    [GeneratedRegex(@"(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}", RegexOptions.NonBacktracking)]
    private static partial Regex HostShape();
}
