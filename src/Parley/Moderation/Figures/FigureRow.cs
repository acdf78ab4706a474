namespace Parley.Moderation.Figures;

/// <summary>A row of the record as figures are made from it. Nothing else is asked: whoever checks the record can make them again.</summary>
internal sealed record FigureRow(string Kind, string Subject, long? SubjectId, long? ActorId, DateTimeOffset At, IReadOnlyDictionary<string, string?> Facts)
{
    /// <summary>The deeds that figures are made from.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "decision", "undo", "screened", "appeal-sent", "appeal", "notice", "notice-decided", "notice-undone", "complaint", "complaint-decided", "complaint-undone",
        "threat-frozen", "threat-sent", "threat-dismissed", "misuse-warned", "misuse-suspended", "order", "order-acknowledged", "order-decided", "order-undone",
    ];

    public string? Fact(string name) => Facts.GetValueOrDefault(name);

    /// <summary>Hours from a moment that a fact holds, in seconds since 1970, to this row; null where it holds none.</summary>
    public double? HoursSince(string fact) =>
        long.TryParse(Fact(fact), System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? Math.Max(0, (At - DateTimeOffset.FromUnixTimeSeconds(seconds)).TotalHours)
            : null;
}

/// <summary>A stretch of days, in UTC.</summary>
/// <param name="To">The last day, which counts.</param>
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>As long as yearly reports stay public (Regulation (EU) 2024/2835).</summary>
    public const int MaxDays = 5 * 366;

    private const string Shape = "yyyy-MM-dd";

    public DateTimeOffset Start => new(From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The moment after it.</summary>
    public DateTimeOffset End => new(To.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public string FromText => From.ToString(Shape, System.Globalization.CultureInfo.InvariantCulture);

    public string ToText => To.ToString(Shape, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The last thirty days where nothing is asked for.</summary>
    /// <returns>Null for what is no period.</returns>
    public static Period? Read(string? from, string? to, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (first, last) = (Day(from, today.AddDays(-29)), Day(to, today));
        return first is { } begin && last is { } end && begin <= end && end.DayNumber - begin.DayNumber < MaxDays ? new(begin, end) : null;
    }

    private static DateOnly? Day(string? text, DateOnly usual) =>
        string.IsNullOrEmpty(text) ? usual
        : DateOnly.TryParseExact(text, Shape, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9999 ? day
        : null;
}
