using System.Globalization;
using System.Text;

namespace Parley.Moderation.Figures;

/// <summary>Figures as a table for spreadsheets (RFC 4180, UTF-8): section, indicator, scope, value.</summary>
internal static class FiguresCsv
{
    public const string Type = "text/csv; charset=utf-8";

    public static byte[] Write(FiguresView figures)
    {
        var text = new StringBuilder("Section,Indicator,Scope,Value\r\n");
        Add(text, "period", "from", "", figures.From);
        Add(text, "period", "to", "", figures.To);
        Add(text, "decisions", "count", "", Number(figures.Decided));
        Add(text, "restrictions", "count", "", Number(figures.Restrictions));
        Add(text, "decisions", "median hours", "", Hours(figures.MedianHours));
        foreach (var table in figures.Tables)
            foreach (var line in table.Lines)
            {
                Add(text, table.Name, "count", line.Key, Number(line.Count));
                if (line.MedianHours is not null)
                    Add(text, table.Name, "median hours", line.Key, Hours(line.MedianHours));
            }
        foreach (var span in figures.Days)
        {
            Add(text, "time", "decisions", Day(span.First), Number(span.Decided));
            Add(text, "time", "restrictions", Day(span.First), Number(span.Restrictions));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Add(StringBuilder text, string section, string indicator, string scope, string value) =>
        text.AppendJoin(',', new[] { section, indicator, scope, value }.Select(Cell)).Append("\r\n");

    /// <summary>A word of the site's own that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : safe;
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Hours(double? hours) => hours?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
