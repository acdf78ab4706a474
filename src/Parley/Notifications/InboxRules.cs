namespace Parley.Notifications;

/// <summary>When mail tells of what happened.</summary>
internal static class InboxRules
{
    /// <summary>The hour a day's mail goes out, in UTC: before breakfast in Europe, in the evening in America.</summary>
    public const int DailyHour = 5;

    /// <summary>A slip is often mended, or taken back, within the first minutes; the mail would show what was not meant.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>When something goes out by mail; null for never.</summary>
    public static DateTimeOffset? DueAt(MailPace pace, DateTimeOffset at) => pace switch
    {
        MailPace.Once => at + Grace,
        MailPace.Daily => NextMorning(at),
        _ => null,
    };

    private static DateTimeOffset NextMorning(DateTimeOffset at)
    {
        var today = new DateTimeOffset(at.UtcDateTime.Date.AddHours(DailyHour), TimeSpan.Zero);
        return at < today ? today : today.AddDays(1);
    }
}
