using Markdig.Syntax;

namespace Parley.Comments;

/// <summary>Finds where a long text folds: between two blocks, never within a sentence.</summary>
internal static class MarkdownFold
{
    /// <returns>The index of the first block to fold; the number of blocks when nothing folds.</returns>
    /// <param name="after">Characters of source to show first; at least one block is shown.</param>
    public static int FirstFolded(MarkdownDocument document, int after)
    {
        for (var at = 1; at < document.Count; at++)
            if (document[at].Span.End + 1 > after)
                return at;
        return document.Count;
    }
}
