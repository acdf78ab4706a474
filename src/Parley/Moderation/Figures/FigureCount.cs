using Parley.Moderation.Decisions;
using Parley.Platform.Data;

namespace Parley.Moderation.Figures;

/// <summary>Counts rows of the record into figures, one after the other.</summary>
internal sealed class FigureCount(Period period, IReadOnlySet<string> undone)
{
    /// <summary>Columns that still can be told apart on a screen.</summary>
    private const int MaxSpans = 62;

    private readonly Dictionary<string, Dictionary<string, Counted>> _tables = [];
    private readonly SortedDictionary<DateOnly, (long Decided, long Restrictions)> _days = [];
    private readonly List<double> _hours = [];
    private long _decided, _restrictions;

    /// <summary>Takes a row of the period, in any order.</summary>
    public void Add(FigureRow row)
    {
        switch (row.Kind)
        {
            case "decision":
                Decide(row);
                break;
            case "screened":
                Tally("automation", row.Subject == "hold" ? "screenhold" : "screennote", null);
                break;
            case "appeal-sent" or "complaint" or "notice":
                Tally(row.Kind switch { "notice" => "notices", "complaint" => "complaints", _ => "appeals" }, "received", null);
                if (row.Fact("flagger") is not null)
                    Tally("flaggers", "received", null);
                break;
            case "appeal":
                Tally("appeals", row.Subject, row.HoursSince("sent"));
                break;
            case "complaint-decided":
                Tally("complaints", row.Subject, row.HoursSince("complained"));
                break;
            case "complaint-undone":
                Untally("complaints", row.Subject);
                break;
            case "notice-decided":
                Tally("notices", row.Subject, row.HoursSince("given"));
                if (row.Fact("flagger") is not null)
                    Tally("flaggers", row.Subject, row.HoursSince("given"));
                break;
            case "notice-undone":
                Untally("notices", row.Subject);
                if (row.Fact("flagger") is not null)
                    Untally("flaggers", row.Subject);
                break;
            case "order":
                Tally("orders", row.Subject, null);
                Tally("countries", row.Fact("country") ?? "", null);
                break;
            case "order-acknowledged":
                Tally("orders", row.Subject + "acknowledged", row.HoursSince("received"));
                break;
            case "order-decided":
                Tally("orders", row.Subject + row.Fact("state"), row.HoursSince("received"));
                break;
            case "order-undone":
                Untally("orders", row.Subject + row.Fact("state"));
                break;
            case "misuse-warned" or "misuse-suspended":
                Tally("misuse", (row.Subject == "appeals" ? "appeals" : "") + row.Kind["misuse-".Length..], null);
                break;
            case "threat-frozen" or "threat-sent" or "threat-dismissed":
                Tally("threats", row.Kind["threat-".Length..], null);
                break;
        }
    }

    public FiguresView Sum() => new(
        period.FromText, period.ToText, _decided, _restrictions, Median(_hours),
        [.. Order.Where(_tables.ContainsKey).Select(name => new FigureTable(name, Lines(name)))], Spans());

    /// <summary>The middle value; of an even number the mean of the two in the middle.</summary>
    /// <returns>Null for none.</returns>
    public static double? Median(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return null;
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static readonly string[] Order = ["reasons", "kinds", "sources", "automation", "orders", "countries", "notices", "flaggers", "complaints", "appeals", "misuse", "threats"];

    private void Decide(FigureRow row)
    {
        if (EnumWord.Read<DecisionKind>(row.Subject) is not { } kind || (row.Fact("decision") is { } id && undone.Contains(id)))
            return;
        var hours = row.HoursSince("opened");
        var restricts = DecisionRules.Restricts(kind);
        var day = DateOnly.FromDateTime(row.At.UtcDateTime);
        var known = _days.GetValueOrDefault(day);
        if (!DecisionRules.IsAboutPerson(kind))
        {
            _decided++;
            known.Decided++;
            if (hours is { } waited)
                _hours.Add(waited);
        }
        if (restricts)
        {
            _restrictions++;
            known.Restrictions++;
            Tally("reasons", row.Fact("reason") ?? Reason.OtherCode, hours);
            Tally("kinds", row.Subject, hours);
            if (row.Fact("manifest") is not null)
                Tally("misuse", "manifest", null);
            Tally("sources", row.Fact("source") ?? "own", hours);
            Tally("automation", row.Fact("machine") == "decided" && kind is DecisionKind.Hold or DecisionKind.Refuse ? "screen" + row.Subject : row.Fact("machine") ?? "none", hours);
        }
        _days[day] = known;
    }

    private void Tally(string table, string key, double? hours)
    {
        if (!_tables.TryGetValue(table, out var lines))
            _tables[table] = lines = [];
        if (!lines.TryGetValue(key, out var tally))
            lines[key] = tally = new();
        tally.Count++;
        if (hours is { } measured)
            tally.Hours.Add(measured);
    }

    /// <summary>A row that takes back the one before it, within seconds: its time goes with it.</summary>
    private void Untally(string table, string key)
    {
        if (!_tables.TryGetValue(table, out var lines) || !lines.TryGetValue(key, out var tally) || tally.Count == 0)
            return;
        tally.Count--;
        if (tally.Hours.Count > 0)
            tally.Hours.RemoveAt(tally.Hours.Count - 1);
    }

    private List<FigureLine> Lines(string table) =>
        [.. _tables[table].Where(line => line.Value.Count > 0).OrderByDescending(line => line.Value.Count).ThenBy(line => line.Key, StringComparer.Ordinal)
            .Select(line => new FigureLine(line.Key, line.Value.Count, Median(line.Value.Hours)))];

    /// <summary>Days, or as many of them together as leave columns that can be told apart.</summary>
    private List<FigureSpan> Spans()
    {
        var days = period.To.DayNumber - period.From.DayNumber + 1;
        var length = days <= MaxSpans ? 1 : days <= 7 * MaxSpans ? 7 : 30;
        var spans = new List<FigureSpan>();
        for (var first = period.From; first <= period.To; first = first.AddDays(length))
        {
            var last = first.AddDays(length - 1) < period.To ? first.AddDays(length - 1) : period.To;
            var inside = _days.Where(day => day.Key >= first && day.Key <= last).Select(day => day.Value).ToList();
            spans.Add(new(first, last, inside.Sum(day => day.Decided), inside.Sum(day => day.Restrictions)));
        }
        return spans;
    }

    private sealed class Counted
    {
        public long Count { get; set; }

        public List<double> Hours { get; } = [];
    }
}
