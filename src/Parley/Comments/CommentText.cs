using Ganss.Xss;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Parsers;
using Markdig.Renderers.Html.Inlines;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>A body as HTML that is safe to show.</summary>
/// <param name="FoldedHtml">What stands past the fold; null when nothing does.</param>
internal sealed record RenderedText(string Html, string? FoldedHtml, Fold Fold);

/// <summary>Makes HTML from the small Markdown of comments: Markdig without raw HTML, then a sanitizer with a short list.</summary>
/// <remarks>
/// Both are needed: Markdig alone lets <c>javascript:</c> links through. Only HTML without a single attribute is spared the
/// sanitizer (<see cref="BareHtml"/>).
/// </remarks>
internal static class CommentText
{
    /// <summary>Raised when the same source would give other HTML; stored HTML of an older version is made again.</summary>
    public const int Version = 2;

    private static readonly string[] Tags =
        ["a", "b", "blockquote", "br", "code", "del", "em", "hr", "i", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "ul"];

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    private static readonly HtmlSanitizer Sanitizer = BuildSanitizer();

    /// <summary>A body as it will be shown, or why it may not be posted.</summary>
    /// <param name="continued">The author says that it is one long text.</param>
    public static Outcome<RenderedText> Read(string body, bool continued, SiteSettings settings)
    {
        if ((CommentRules.BodyMayBe(body, continued, settings) ?? MayRender(body)) is { } unfit)
            return unfit;
        var rendered = Render(body, settings.MaxLength);
        return IsBlank(rendered.Html) ? new Refusal("body-empty", 422, "body") : rendered;
    }

    /// <summary>Whether a source can be rendered at a bounded cost; only its shape is looked at.</summary>
    public static Refusal? MayRender(string source) => MarkdownShape.MayParse(source);

    /// <summary>Renders a source, folded past <paramref name="foldAfter"/> characters: at the end of a block, or of a sentence where a block alone is longer.</summary>
    /// <param name="fold">What to call the fold when there is one; <see cref="Fold.Pasted"/> folds all but the first block.</param>
    public static RenderedText Render(string source, int foldAfter, Fold fold = Fold.Long)
    {
        var document = Markdown.Parse(source, Pipeline);
        CommentEntities.Tidy(document);
        CommentLinks.Tidy(document);
        var cut = fold == Fold.None || (fold == Fold.Long && source.Length <= foldAfter)
            ? document.Count
            : MarkdownFold.FirstFolded(document, fold == Fold.Pasted ? 0 : foldAfter);
        if (cut >= document.Count)
            return new(ToHtml(document, 0, document.Count), null, Fold.None);
        return new(ToHtml(document, 0, cut), ToHtml(document, cut, document.Count), fold);
    }

    /// <summary>Renders a body that was stored before, whatever its shape: one that may not be parsed is shown as plain text.</summary>
    /// <param name="fold">How it was folded before; a pasted article stays one.</param>
    public static RenderedText RenderStored(string source, int foldAfter, Fold fold) =>
        MayRender(source) is null
            ? Render(source, foldAfter, fold == Fold.Pasted ? Fold.Pasted : Fold.Long)
            : new("<p>" + System.Net.WebUtility.HtmlEncode(source) + "</p>", null, Fold.None);

    /// <summary>The sanitizer alone, for text that is HTML already.</summary>
    public static string Sanitize(string html) => Sanitizer.Sanitize(html);

    /// <summary>Some marks show nothing by themselves, such as the definition of a link nobody uses.</summary>
    private static bool IsBlank(string html)
    {
        var isWithinTag = false;
        foreach (var letter in html.Replace("<hr>", "-", StringComparison.Ordinal).Replace("&nbsp;", "", StringComparison.Ordinal))
        {
            if (letter is '<' or '>')
                isWithinTag = letter == '<';
            else if (!isWithinTag && !char.IsWhiteSpace(letter))
                return false;
        }
        return true;
    }

    private static string ToHtml(Markdig.Syntax.MarkdownDocument document, int from, int to)
    {
        using var writer = new StringWriter();
        var renderer = new Markdig.Renderers.HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new LinkWriter());
        for (var at = from; at < to; at++)
            renderer.Render(document[at]);
        var html = writer.ToString();
        return (BareHtml.Read(html) ?? Sanitize(html)).Trim();
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
            .UseSoftlineBreakAsHardlineBreak();
        // No headings: a comment is not an article, and "# 1 choice" is said more often than meant.
        builder.BlockParsers.RemoveAll(parser => parser is HeadingBlockParser);
        builder.BlockParsers.Find<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        return builder.Build();
    }

    private static HtmlSanitizer BuildSanitizer()
    {
        // From the constructor without options: one given options starts with no list of URL attributes at all.
        var sanitizer = new HtmlSanitizer { KeepChildNodes = true };
        Replace(sanitizer.AllowedTags, Tags);
        Replace(sanitizer.AllowedAttributes, ["href"]);
        Replace(sanitizer.AllowedSchemes, Schemes);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.PostProcessNode += (_, found) =>
        {
            if (found.Node is AngleSharp.Dom.IElement { LocalName: "a" } link && link.HasAttribute("href"))
                link.SetAttribute("rel", "nofollow ugc noopener");
        };
        return sanitizer;
    }

    private static void Replace(ISet<string> list, IEnumerable<string> with)
    {
        list.Clear();
        list.UnionWith(with);
    }
}
