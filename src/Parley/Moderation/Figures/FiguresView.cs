namespace Parley.Moderation.Figures;

/// <summary>What was moderated in a period.</summary>
/// <param name="Decided">Decisions about comments, publishing among them.</param>
/// <param name="Restrictions">Decisions that restricted somebody.</param>
/// <param name="MedianHours">From when a case was opened to its decision; null where none was decided.</param>
/// <param name="Days">Restrictions and decisions over time.</param>
public sealed record FiguresView(
    string From, string To, long Decided, long Restrictions, double? MedianHours, IReadOnlyList<FigureTable> Tables, IReadOnlyList<FigureSpan> Days);

/// <param name="Name">As <c>figures.table.NAME</c> names it.</param>
public sealed record FigureTable(string Name, IReadOnlyList<FigureLine> Lines)
{
    public long Sum => Lines.Sum(line => line.Count);
}

/// <param name="Key">A word of ours, or of the site's list of reasons.</param>
/// <param name="MedianHours">Null where there is nothing to measure.</param>
public sealed record FigureLine(string Key, long Count, double? MedianHours);

/// <summary>A day, a week or a month of the period.</summary>
public sealed record FigureSpan(DateOnly First, DateOnly Last, long Decided, long Restrictions);
