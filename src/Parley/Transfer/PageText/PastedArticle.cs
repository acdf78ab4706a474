namespace Parley.Transfer.PageText;

/// <summary>A stretch of paragraphs, within one comment, that is an article from elsewhere.</summary>
/// <param name="First">Its headline or by-line.</param>
/// <param name="Last">Its last line, footnotes included.</param>
/// <param name="Opening">Its first paragraph of prose, below headline and by-line.</param>
/// <param name="Author">Who its by-line names; null without one.</param>
/// <param name="Subheads">Lines within it that are neither prose nor anyone's name.</param>
internal sealed record PastedArticle(int First, int Opening, int Last, string? Author, IReadOnlySet<int> Subheads, double Confidence, string Reason)
{
    public IEnumerable<int> Paragraphs => Enumerable.Range(First, Last - First + 1);

    public bool Holds(Paragraph paragraph) => paragraph.Index >= First && paragraph.Index <= Last;
}
