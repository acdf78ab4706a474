using Parley.Accounts;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Measures;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>The first comments of a person, and those of their first hours, wait.</summary>
internal sealed class NewcomerScreen() : RuleScreen("newcomers", settings => settings.ScreenNewcomers)
{
    public override FactsNeeded Needs(SiteSettings settings) => settings.NewcomerComments > 0 ? FactsNeeded.Published : FactsNeeded.None;

    public override ScreenAnswer? Judge(ScreenedText text) => Judge(text.Facts, text.Settings, text.Now);

    public static ScreenAnswer? Judge(ScreenFacts facts, SiteSettings settings, DateTimeOffset now)
    {
        var isFew = settings.NewcomerComments > 0 && facts.Published < settings.NewcomerComments;
        var isYoung = settings.NewcomerHours > 0
            && (facts.Author is null || now - facts.Author.CreatedAt < TimeSpan.FromHours(settings.NewcomerHours));
        return isFew || isYoung ? new(Verdict.Hold, "newcomer") { Values = Figure("published", facts.Published) } : null;
    }
}

/// <summary>Comments of a person wait of whom several were rejected or removed lately.</summary>
internal sealed class RejectionScreen() : RuleScreen("rejections", settings => settings.ScreenRejections)
{
    public override FactsNeeded Needs(SiteSettings settings) => FactsNeeded.Rejected;

    public override ScreenAnswer? Judge(ScreenedText text) =>
        text.Facts.Rejected >= text.Settings.RejectionsFrom
            ? new(Verdict.Hold, "rejections") { Values = Figure("rejected", text.Facts.Rejected) }
            : null;
}

/// <summary>Everything waits that is written on the site, in a section, under a story or by a person that a moderator reads first.</summary>
internal sealed class PremoderationScreen(MeasuresNow measures) : RuleScreen("premoderation", settings => settings.ScreenPremoderation)
{
    public override FactsNeeded Needs(SiteSettings settings) => settings.PremoderatedSectionLines.Count > 0 ? FactsNeeded.Section : FactsNeeded.None;

    public override ScreenAnswer? Judge(ScreenedText text)
    {
        var (facts, site) = (text.Facts, text.Site.Id);
        var measured = measures.Find(site, MeasureKind.Premoderation, facts.Story?.Value, text.Now) is not null ? "story"
            : measures.Find(site, MeasureKind.Premoderation, facts.Author?.Id.Value, text.Now) is not null ? "person"
            : facts.Author?.StandingAt(text.Now) == Standing.Premoderated ? "person"
            : Where(facts, text.Settings);
        return measured is null ? null : new(Verdict.Hold, "premoderated") { Values = new Dictionary<string, string> { ["by"] = measured } };
    }

    /// <summary>Which setting makes it wait; null for none.</summary>
    public static string? Where(ScreenFacts facts, SiteSettings settings) =>
        settings.Premoderate == "everybody" ? "site"
        : settings.Premoderate == "guests" && facts.Author is null or { Kind: PersonKind.Guest } ? "guests"
        : facts.Section is { } section && settings.PremoderatedSectionLines.Contains(section, StringComparer.OrdinalIgnoreCase) ? "section"
        : null;
}

/// <summary>While a thread is flooded by newcomers, theirs wait.</summary>
internal sealed class FloodScreen(MeasuresNow measures) : RuleScreen("flood", settings => settings.ScreenFlood)
{
    public override bool IsOfTheMoment => true;

    public override ScreenAnswer? Judge(ScreenedText text) =>
        measures.Find(text.Site.Id, MeasureKind.Newcomers, text.Facts.Story?.Value, text.Now) is not null && IsNew(text.Facts, text.Now)
            ? new(Verdict.Hold, "flood")
            : null;

    private static bool IsNew(ScreenFacts facts, DateTimeOffset now) =>
        facts.Author is null || now - facts.Author.CreatedAt < FloodRule.Newness;
}
