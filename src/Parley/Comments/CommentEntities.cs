using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Parley.Platform.Web;

namespace Parley.Comments;

/// <summary>
/// Takes what may not stand in a text out of its character references too: <c>&amp;#x202E;</c> turns a line around as
/// well as the character itself.
/// </summary>
internal static class CommentEntities
{
    public static void Tidy(MarkdownDocument document)
    {
        foreach (var entity in document.Descendants<HtmlEntityInline>().ToList())
            entity.ReplaceBy(new LiteralInline(CleanText.Single(entity.Transcoded.ToString())));
    }
}
