using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>When mail tells of what happened.</summary>
internal static class InboxRules
{
    /// <summary>The hour a day's mail goes out, in UTC: before breakfast in Europe, in the evening in America.</summary>
    public const int DailyHour = 5;

    /// <summary>A slip is often mended, or taken back, within the first minutes; the mail would show what was not meant.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>What is said under a story comes by the dozen: at once is four mails an hour at most.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(15);

    /// <summary>When something goes out by mail; null for never.</summary>
    public static DateTimeOffset? DueAt(MailPace pace, DateTimeOffset at) => pace switch
    {
        MailPace.Once => at + Grace,
        MailPace.Daily => NextMorning(at),
        _ => null,
    };

    /// <summary>The same for what is said under a story, several in one mail.</summary>
    public static DateTimeOffset? GatheredAt(MailPace pace, DateTimeOffset at) =>
        DueAt(pace, at) is { } due && pace == MailPace.Once
            ? new DateTimeOffset((due.UtcTicks + Gathering.Ticks - 1) / Gathering.Ticks * Gathering.Ticks, TimeSpan.Zero)
            : DueAt(pace, at);

    /// <summary>How often mail tells of a kind until somebody chooses for themselves.</summary>
    public static MailPace UsualPace(SiteSettings settings, NewsKind kind) =>
        EnumWord.Read<MailPace>(kind == NewsKind.Story ? settings.AuthorMail : settings.InboxMail) ?? MailPace.Never;

    /// <summary>The comment readers may read from this event on; null for none.</summary>
    public static CommentId? PublishedIn(Event happened) => happened switch
    {
        CommentPosted posted => posted.CommentId,
        CommentStateChanged { To: CommentState.Published } published => published.CommentId,
        _ => null,
    };

    private static DateTimeOffset NextMorning(DateTimeOffset at)
    {
        var today = new DateTimeOffset(at.UtcDateTime.Date.AddHours(DailyHour), TimeSpan.Zero);
        return at < today ? today : today.AddDays(1);
    }
}
