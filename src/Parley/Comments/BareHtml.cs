namespace Parley.Comments;

/// <summary>
/// HTML of nothing but text and the plainest tags, which most comments are. A sanitizer has nothing to take from it, and
/// building a document to find that out costs more than all the rest of a post.
/// </summary>
internal static class BareHtml
{
    /// <summary>Tags without any attribute that may stand anywhere text may.</summary>
    private static readonly string[] Inline = ["em", "strong", "del", "code", "b", "i", "s", "sub", "sup"];

    private static readonly string[] Block = ["p", "blockquote", "ul", "ol", "li", "pre"];

    /// <summary>The same HTML as a sanitizer would write it.</summary>
    /// <returns>Null unless it is bare: every <c>&lt;</c> begins a listed tag without attributes, each closed in turn.</returns>
    public static string? Read(string html)
    {
        if (html.AsSpan().ContainsAny('\r', '\0'))
            return null;
        var open = new Stack<string>();
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var length = html.AsSpan(at + 1).IndexOf('>');
            if (length < 0 || !Takes(open, html.AsSpan(at + 1, length)))
                return null;
        }
        return open.Count == 0 ? Spell(html) : null;
    }

    private static bool Takes(Stack<string> open, ReadOnlySpan<char> tag)
    {
        if (tag is "br /")
            return true;
        if (tag is "hr /")
            return !open.Contains("p");
        if (tag is ['/', .. var closed])
            return open.TryPop(out var last) && closed.SequenceEqual(last);
        if (Listed(Inline, tag) is { } inline)
        {
            open.Push(inline);
            return true;
        }
        // A block within a paragraph would end it.
        if (Listed(Block, tag) is not { } block || open.Contains("p"))
            return false;
        open.Push(block);
        return true;
    }

    private static string? Listed(string[] list, ReadOnlySpan<char> tag)
    {
        foreach (var name in list)
            if (tag.SequenceEqual(name))
                return name;
        return null;
    }

    /// <summary>Where no attribute is, a quotation mark may stand as itself.</summary>
    private static string Spell(string html) => html
        .Replace("<br />", "<br>", StringComparison.Ordinal)
        .Replace("<hr />", "<hr>", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("\u00A0", "&nbsp;", StringComparison.Ordinal);
}
