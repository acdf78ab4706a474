using Parley.Sites;

namespace Parley.Moderation.Cases;

/// <summary>What each part counts for the urgency of a case.</summary>
/// <param name="PerHour">For each hour a case was opened earlier.</param>
/// <param name="Order">For an authority's order.</param>
/// <param name="Flagger">For the notice of a trusted flagger.</param>
internal readonly record struct UrgencyWeights(double Severity, double Reach, double Reporters, double PerHour, double Order = 0, double Flagger = 0)
{
    public static UrgencyWeights Of(SiteSettings settings) => new(
        settings.UrgencySeverity / 100.0, settings.UrgencyReach / 100.0, settings.UrgencyReporters / 100.0, settings.UrgencyHour / 100.0,
        settings.UrgencyOrder / 100.0, settings.UrgencyFlagger / 100.0);
}

/// <summary>The order of the queue.</summary>
internal static class UrgencyRules
{
    /// <summary>Longer than a case takes, shorter than a break: then it is free for others again.</summary>
    public static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(10);

    /// <summary>Above what any urgency comes to, so that a threat to life stands before all that is none.</summary>
    private const double ThreatBand = 1e8;

    /// <summary>Hours are counted from here: any fixed moment does, a near one keeps the figures short.</summary>
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How urgent a case is. Waiting raises none above another: what was opened earlier has the more from the start.</summary>
    /// <param name="severity">1, 3, 10 or 30.</param>
    /// <param name="reach">Replies, votes and readers, ≥ 0.</param>
    /// <param name="reporters">What the reports weigh together, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    /// <remarks>
    /// ln severity + ln(1 + reach) + ln(1 + reporters) − hours opened at × 0.1. Logarithms, since the tenth report says less than
    /// the first; with the usual weights a case ten times as grave is worth 23 hours of waiting.
    /// </remarks>
    public static double UrgencyOf(int severity, int reach, double reporters, DateTimeOffset openedAt, UrgencyWeights by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(severity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(reach);
        ArgumentOutOfRangeException.ThrowIfNegative(reporters);
        return (by.Severity * Math.Log(severity))
            + (by.Reach * Math.Log(1.0 + reach))
            + (by.Reporters * Math.Log(1.0 + reporters))
            - (by.PerHour * (openedAt - Epoch).TotalHours);
    }

    /// <summary>What the law asks to go ahead of others, an order before a trusted flagger's notice (DSA, Art. 9, 22(1)).</summary>
    /// <returns>The weightier where both are so: one reason to go ahead is enough.</returns>
    public static double AheadOf(bool isOrder, bool isFlagged, UrgencyWeights by) =>
        Math.Max(isOrder ? by.Order : 0, isFlagged ? by.Flagger : 0);

    /// <summary>The stored key of the queue: threats to life first, then by urgency.</summary>
    public static double RankOf(bool isThreat, double urgency) => isThreat ? ThreatBand + urgency : urgency;
}
