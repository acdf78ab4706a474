using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Parley.Tests.Hosting;

/// <summary>What a page may hold, whatever was typed: only our own elements around, only the short list within a comment's words.</summary>
internal static class Harmless
{
    private static readonly HashSet<string> TextElements =
        ["a", "b", "blockquote", "br", "code", "del", "em", "hr", "i", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "ul"];

    private static readonly HashSet<string> TextAttributes = ["href", "rel"];

    private static readonly HashSet<string> PageElements =
    [
        .. TextElements, "html", "head", "body", "meta", "title", "link", "div", "span", "header", "main", "footer", "section", "article", "nav", "aside",
        "h1", "h2", "h3", "h4", "bdi", "time", "form", "input", "textarea", "label", "button", "details", "summary", "table", "tbody", "tr", "th", "td",
    ];

    private static readonly string[] AddressAttributes = ["href", "src", "action", "formaction", "data", "poster", "background", "ping", "srcset", "cite"];

    /// <returns>All that should not be there; empty for a harmless page.</returns>
    public static IReadOnlyList<string> Check(string page)
    {
        var document = new HtmlParser().ParseDocument(page);
        var wrong = new List<string>();
        foreach (var element in document.All)
        {
            if (!PageElements.Contains(element.LocalName) && !IsOurScript(element) && !element.Matches("template.parts"))
                wrong.Add($"<{element.LocalName}>");
            foreach (var attribute in element.Attributes)
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc"
                    || (AddressAttributes.Contains(attribute.Name) && !IsOurAddress(attribute.Value)))
                    wrong.Add($"<{element.LocalName} {attribute.Name}=\"{attribute.Value}\">");
        }
        foreach (var words in document.QuerySelectorAll(".text"))
            wrong.AddRange(CheckText(words));
        // A page that was broken out of has another end.
        if (document.Body!.QuerySelector(":scope > .parley main") is null || document.QuerySelectorAll("main").Length != 1)
            wrong.Add("its frame is broken");
        foreach (var twice in document.All.Where(element => element.Id is { Length: > 0 }).GroupBy(element => element.Id).Where(same => same.Count() > 1))
            wrong.Add($"two elements with the id {twice.Key}");
        return wrong;
    }

    /// <summary>A fragment of comment text.</summary>
    public static IReadOnlyList<string> CheckFragment(string html) =>
        [.. CheckText(new HtmlParser().ParseDocument($"<div>{html}</div>").QuerySelector("div")!)];

    /// <summary>A file of ours, in the head, with nothing written into it.</summary>
    private static bool IsOurScript(IElement element) =>
        element.Matches("head > script[src^='/assets/page.']") && element.TextContent.Length == 0;

    private static IEnumerable<string> CheckText(IElement words)
    {
        foreach (var element in words.QuerySelectorAll("*"))
        {
            if (!TextElements.Contains(element.LocalName))
                yield return $"<{element.LocalName}> within words";
            foreach (var attribute in element.Attributes)
                if (!TextAttributes.Contains(attribute.Name) && (element.LocalName, attribute.Name, attribute.Value) != ("pre", "tabindex", "0"))
                    yield return $"<{element.LocalName} {attribute.Name}> within words";
            if (element.GetAttribute("href") is { } address && !IsWebAddress(address))
                yield return $"a link to {address} within words";
        }
    }

    private static bool IsOurAddress(string address) =>
        IsWebAddress(address) || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal))
        || address.StartsWith('#');

    private static bool IsWebAddress(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
}
