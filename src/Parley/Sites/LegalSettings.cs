namespace Parley.Sites;

/// <summary>What the law asks a publisher to say, and what decides which of its duties bind.</summary>
public sealed partial record SiteSettings
{
    /// <summary>The settings whose former values stay readable: statements cite what held when something was decided.</summary>
    public static readonly IReadOnlyList<string> Versioned = ["terms", "house-rules", "reasons", "contact-authorities", "contact-readers"];

    /// <summary>The two questions that decide which duties bind a site; asked until somebody answered them.</summary>
    public static readonly IReadOnlyList<string> Questions = ["small-firm", "community"];

    [Setting("terms", "Your terms for comments, in plain words: what you restrict, by what means, what machines do and what people decide, and how one complains (DSA, Art. 14). Paragraphs, lists and links as in comments. Every version stays readable, and statements of reasons lead to the one that held.", Unit = "lines", Max = 20_000)]
    public string Terms { get; init; } = "";

    [Setting("contact-authorities", "Where authorities reach you directly, and in which languages: at least one of the country you are in, and one widely understood (DSA, Art. 11).", Unit = "lines", Max = 2_000)]
    public string ContactAuthorities { get; init; } = "";

    [Setting("contact-readers", "Where readers reach you directly, by ways they can choose among, and not only a machine (DSA, Art. 12).", Unit = "lines", Max = 2_000)]
    public string ContactReaders { get; init; } = "";

    [Setting("small-firm", "Whether you are a micro or small firm: fewer than 50 people, and no more than 10 million euros of turnover or balance sheet, with the firms you are linked to. Decides which duties of the law are on.", Unit = "yes or no")]
    public bool IsSmallFirm { get; init; } = true;

    [Setting("misuse-often", "How many plainly illegal comments of one person, or plainly unfounded notices of one sender, within half a year are frequent enough to warn them (DSA, Art. 23). Say it in your terms.", Unit = "times", Min = 2, Max = 100)]
    public int MisuseOften { get; init; } = 3;

    [Setting("misuse-days", "For how many days the notices of somebody who was warned and went on are not handled.", Unit = "days", Min = 1, Max = 365)]
    public int MisuseDays { get; init; } = 30;

    [Setting("community", "Whether the comments are a community beyond your articles, such as a forum, groups or profiles people come for. Below articles alone they may be merely ancillary, and then less is asked of you (DSA, recital 13). Decides which duties of the law are on.", Unit = "yes or no")]
    public bool IsCommunity { get; init; }
}
