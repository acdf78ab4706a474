using Markdig.Syntax;

namespace Parley.Comments;

/// <summary>Finds where a long text folds: between two blocks, or within the first where that alone is too long.</summary>
internal static class MarkdownFold
{
    /// <returns>The index of the first block to fold; the number of blocks when nothing folds.</returns>
    /// <param name="after">Characters of source to show first; of the first block at least something is shown.</param>
    public static int FirstFolded(MarkdownDocument document, int after)
    {
        if (after > 0 && document.Count > 0 && Split(document[0], after) is { } rest)
            document.Insert(1, rest);
        for (var at = 1; at < document.Count; at++)
            if (document[at].Span.End + 1 > after)
                return at;
        return document.Count;
    }

    /// <summary>Cuts a block that is longer than the limit; null when it is not, or has no place to be cut.</summary>
    /// <returns>What stands past the limit, taken out of the block.</returns>
    private static Block? Split(Block block, int after) => block.Span.Length <= after ? null : block switch
    {
        ParagraphBlock paragraph => Split(paragraph, after),
        QuoteBlock quote => Split(quote, after),
        _ => null,
    };

    private static ParagraphBlock? Split(ParagraphBlock paragraph, int after) =>
        paragraph.Inline is { } words && InlineFold.Split(words, after) is { } rest
            ? new ParagraphBlock { Inline = rest, Span = paragraph.Span }
            : null;

    private static QuoteBlock? Split(QuoteBlock quote, int after)
    {
        var first = 1;
        while (first < quote.Count && quote[first].Span.End + 1 - quote.Span.Start <= after)
            first++;
        var behind = first == 1 && quote.Count > 0 ? Split(quote[0], after) : null;
        if (behind is null && first >= quote.Count)
            return null;
        var rest = new QuoteBlock(quote.Parser!) { Span = quote.Span };
        if (behind is not null)
            rest.Add(behind);
        while (first < quote.Count)
        {
            var moved = quote[first];
            quote.RemoveAt(first);
            rest.Add(moved);
        }
        return rest;
    }
}
