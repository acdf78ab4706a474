using Parley.Platform.Web;

namespace Parley.Moderation.Misuse;

/// <summary>How often somebody did what, of how much, within the time that counts.</summary>
/// <param name="Plain">Plainly illegal comments, or plainly unfounded notices.</param>
/// <param name="All">All their comments, or notices, in that time.</param>
/// <param name="SinceWarning">Those that came after the warning.</param>
internal readonly record struct MisuseCount(int Plain, int All, int SinceWarning);

/// <summary>What may follow.</summary>
internal enum MisuseStage
{
    /// <summary>Seldom.</summary>
    None,

    /// <summary>Often enough to warn.</summary>
    Warn,

    /// <summary>Warned; nothing came since.</summary>
    Warned,

    /// <summary>Warned, and it went on.</summary>
    Suspend,
}

/// <summary>Misuse: counted, warned first, suspended for a time; whether it is, a person weighs case by case (DSA, Art. 23(3)).</summary>
internal static class MisuseRules
{
    /// <summary>What lies longer back does not count: people change.</summary>
    public static readonly TimeSpan CountedFor = TimeSpan.FromDays(180);

    /// <param name="often">From how many on it is frequent.</param>
    public static MisuseStage StageOf(MisuseCount count, DateTimeOffset? warnedAt, int often, DateTimeOffset now)
    {
        var isWarned = warnedAt is { } warned && now - warned < CountedFor;
        return isWarned && count.SinceWarning > 0 ? MisuseStage.Suspend
            : isWarned ? MisuseStage.Warned
            : count.Plain >= often ? MisuseStage.Warn
            : MisuseStage.None;
    }

    public static Refusal? MayWarn(MisuseStage stage) => stage != MisuseStage.Warn ? new("misuse-seldom", 409) : null;

    /// <summary>Nobody is suspended who was not warned, and did not go on.</summary>
    public static Refusal? MaySuspend(MisuseStage stage) => stage != MisuseStage.Suspend ? new("misuse-unwarned", 409) : null;
}
