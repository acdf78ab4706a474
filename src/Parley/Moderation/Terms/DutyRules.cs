namespace Parley.Moderation.Terms;

/// <summary>A duty of the Digital Services Act.</summary>
/// <param name="Article">As <c>duty.ARTICLE</c> names it.</param>
/// <param name="Why">As <c>duty.why</c> names it: whom it binds.</param>
public sealed record DutyView(string Article, bool IsOn, string Why);

/// <summary>Which duties bind a site, by the two questions that decide it.</summary>
internal static class DutyRules
{
    private static readonly string[] Everybody = ["9", "11", "14"], Hosting = ["16", "17", "18"], Platform = ["20", "21", "22", "23", "24", "26", "28"];

    /// <summary>The duties in the order of the articles, those that are off with the reason.</summary>
    /// <param name="isSmall">A micro or small firm (Recommendation 2003/361/EC).</param>
    /// <param name="isCommunity">More than merely ancillary to articles (recital 13), and so an online platform.</param>
    public static IReadOnlyList<DutyView> Of(bool isSmall, bool isCommunity)
    {
        var platform = !isCommunity ? "ancillary" : isSmall ? "small" : "platform";
        return
        [
            .. Everybody.Select(article => new DutyView(article, true, "everybody")),
            new("15", !isSmall, isSmall ? "small" : "larger"),
            .. Hosting.Select(article => new DutyView(article, true, "hosting")),
            .. Platform.Select(article => new DutyView(article, platform == "platform", platform)),
        ];
    }
}
