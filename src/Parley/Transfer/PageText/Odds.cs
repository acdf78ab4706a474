namespace Parley.Transfer.PageText;

/// <summary>From weighed clues to a confidence.</summary>
internal static class Odds
{
    /// <summary>The logistic function: 0 as likely as not, 2.2 nine in ten.</summary>
    /// <returns>0..1, two decimals.</returns>
    public static double ToConfidence(double logOdds) => Math.Round(1 / (1 + Math.Exp(-logOdds)), 2);
}

