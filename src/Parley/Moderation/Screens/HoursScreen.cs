using Parley.Comments.Screening;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>What is written while nobody watches waits, or is refused.</summary>
internal sealed class HoursScreen() : RuleScreen("hours", settings => settings.ScreenHours)
{
    public override bool IsOfTheMoment => true;

    public override ScreenAnswer? Judge(ScreenedText text) => Judge(text.Settings, text.Now);

    public static ScreenAnswer? Judge(SiteSettings settings, DateTimeOffset now)
    {
        // A zone nobody knows is one of nowhere: the hours are those of UTC.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(settings.HoursZone, out var found) ? found : TimeZoneInfo.Utc;
        var hour = TimeZoneInfo.ConvertTime(now, zone).Hour;
        return IsWithin(hour, settings.HoursFrom, settings.HoursTo)
            ? new(settings.HoursVerdict == "refuse" ? Verdict.Refuse : Verdict.Hold, "hours")
            : null;
    }

    /// <summary>Whether an hour lies in a stretch of the day that may pass midnight; one that ends where it begins is empty.</summary>
    public static bool IsWithin(int hour, int from, int to) =>
        from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
