using AngleSharp.Dom;
using AngleSharp.Html.Dom;
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
        .. TextElements, "html", "head", "body", "meta", "title", "link", "div", "span", "header", "main", "footer", "section", "article", "nav", "aside", "search",
        "h1", "h2", "h3", "h4", "bdi", "time", "form", "input", "textarea", "label", "button", "details", "summary", "table", "tbody", "tr", "th", "td",
    ];

    private static readonly HashSet<string> EmbedElements = [.. PageElements, "parley-thread", "template", "style", "slot"];

    private static readonly string[] AddressAttributes = ["href", "src", "action", "formaction", "data", "poster", "background", "ping", "srcset", "cite"];

    /// <returns>All that should not be there; empty for a harmless page.</returns>
    public static IReadOnlyList<string> Check(string page)
    {
        var document = new HtmlParser().ParseDocument(page);
        var wrong = CheckElements(document.All, PageElements).ToList();
        foreach (var words in document.QuerySelectorAll(".text"))
            wrong.AddRange(CheckText(words));
        // A page that was broken out of has another end.
        if (document.Body!.QuerySelector(":scope > .parley main") is null || document.QuerySelectorAll("main").Length != 1)
            wrong.Add("its frame is broken");
        foreach (var twice in document.All.Where(element => element.Id is { Length: > 0 }).GroupBy(element => element.Id).Where(same => same.Count() > 1))
            wrong.Add($"two elements with the id {twice.Key}");
        return wrong;
    }

    /// <summary>What a publisher's page takes into its own: our elements around, our own style and data, nothing that runs.</summary>
    public static IReadOnlyList<string> CheckEmbedded(string html)
    {
        var document = new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}</body>");
        var inside = document.QuerySelectorAll("template").OfType<IHtmlTemplateElement>().Select(template => template.Content).ToList();
        var elements = document.Body!.QuerySelectorAll("*").Concat(inside.SelectMany(content => content.QuerySelectorAll("*"))).ToList();
        var wrong = CheckElements(elements.Where(element => !IsData(element)), EmbedElements).ToList();
        foreach (var words in document.QuerySelectorAll(".text").Concat(inside.SelectMany(content => content.QuerySelectorAll(".text"))))
            wrong.AddRange(CheckText(words));
        foreach (var data in elements.Where(IsData))
            if (data.InnerHtml.Contains('<', StringComparison.Ordinal) || !IsJson(data.TextContent))
                wrong.Add("data that is not only data");
        if (elements.Count(element => element.LocalName is "style") > 1 || document.Body.Children.Count(element => !IsData(element)) != 1)
            wrong.Add("its frame is broken");
        return wrong;
    }

    /// <summary>A fragment of comment text, as it is or in the frame a feed puts around it for its direction.</summary>
    public static IReadOnlyList<string> CheckFragment(string html)
    {
        var words = new HtmlParser().ParseDocument($"<div>{html}</div>").QuerySelector("div")!;
        return [.. CheckText(words.Children is [{ OuterHtml: var frame } only] && frame.StartsWith("<div dir=\"auto\">", StringComparison.Ordinal) ? only : words)];
    }

    /// <summary>A file of ours, in the head, with nothing written into it.</summary>
    private static bool IsOurScript(IElement element) =>
        element.Matches("head > script[src^='/assets/page.']") && element.TextContent.Length == 0;

    /// <summary>A sign on one of our buttons: a drawn line, nothing else.</summary>
    private static bool IsOurDrawing(IElement element) => element.Matches("button > svg[aria-hidden], button > svg[aria-hidden] > path");

    private static IEnumerable<string> CheckElements(IEnumerable<IElement> elements, HashSet<string> allowed)
    {
        foreach (var element in elements)
        {
            if (!allowed.Contains(element.LocalName) && !IsOurScript(element) && !element.Matches("template.parts") && !IsOurDrawing(element))
                yield return $"<{element.LocalName}>";
            foreach (var attribute in element.Attributes)
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc"
                    || (AddressAttributes.Contains(attribute.Name) && !IsOurAddress(attribute.Value)))
                    yield return $"<{element.LocalName} {attribute.Name}=\"{attribute.Value}\">";
        }
    }

    private static bool IsData(IElement element) => element.LocalName == "script" && element.GetAttribute("type") == "application/ld+json";

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

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
