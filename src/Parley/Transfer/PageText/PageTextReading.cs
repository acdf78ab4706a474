namespace Parley.Transfer.PageText;

/// <summary>A page as it was understood: the story, its comments in page order, and what was not certain.</summary>
/// <param name="Comments">In page order, so that a parent always stands before its replies.</param>
/// <param name="Doubts">In page order: decisions another reader might have taken otherwise.</param>
internal sealed record PageTextReading(
    PageArticle Article,
    IReadOnlyList<PageComment> Comments,
    IReadOnlyList<Doubt> Doubts,
    PageCounts Counts);
