namespace Parley.Bench;

/// <summary>Gathers the lines and prints them as a table of Markdown.</summary>
internal sealed class Table
{
    private readonly List<string[]> _lines = [];

    public void Add(string engine, IReadOnlyList<Row> rows)
    {
        foreach (var row in rows)
        {
            _lines.Add([engine, row.What, row.Required, row.Measured, row.IsReached switch { true => "yes", false => "NO", null => "" }]);
            Console.WriteLine($"  {row.What}: {row.Measured}{(row.Required.Length > 0 ? $" (required {row.Required})" : "")}");
        }
    }

    public void Print()
    {
        List<string[]> all = [["engine", "what", "required", "measured", "reached"], .. _lines];
        var widths = Enumerable.Range(0, all[0].Length).Select(column => all.Max(line => line[column].Length)).ToArray();
        all.Insert(1, [.. widths.Select(width => new string('-', width))]);
        Console.WriteLine();
        foreach (var line in all)
            Console.WriteLine("| " + string.Join(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))) + " |");
    }
}
