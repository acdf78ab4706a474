using Parley.Comments.Screening;
using Parley.Moderation.Screens.Measures;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>Each person waits a while between two comments in a thread.</summary>
internal sealed class SlowScreen(MeasuresNow measures) : RuleScreen("slow", settings => settings.ScreenSlow)
{
    public override bool IsOfTheMoment => true;

    /// <remarks>A thread may be slow where the site is not, so that the settings alone do not tell.</remarks>
    public override FactsNeeded Needs(SiteSettings settings) =>
        settings.SlowSeconds > 0 || measures.IsAny(MeasureKind.Slow) ? FactsNeeded.LastInThread : FactsNeeded.None;

    public override ScreenAnswer? Judge(ScreenedText text)
    {
        var ofThread = measures.Find(text.Site.Id, MeasureKind.Slow, text.Facts.Story?.Value, text.Now)?.Seconds ?? 0;
        return Judge(text.Facts, Math.Max(text.Settings.SlowSeconds, ofThread), text.Now);
    }

    /// <param name="seconds">How long one waits here.</param>
    public static ScreenAnswer? Judge(ScreenFacts facts, int seconds, DateTimeOffset now)
    {
        var wait = facts.LastInThread + TimeSpan.FromSeconds(seconds) - now;
        return wait > TimeSpan.Zero && !facts.IsEdit
            ? new(Verdict.Refuse, "slow") { Values = Figure("seconds", seconds), RetryAfter = wait }
            : null;
    }
}
