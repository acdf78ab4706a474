using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Comments.Screening;

/// <summary>What a screen may say of a text, the gravest last.</summary>
internal enum Verdict
{
    Publish,

    /// <summary>The author is asked once to think again, and may say that it is meant as it is.</summary>
    Nudge,

    /// <summary>Waits for a moderator.</summary>
    Hold,

    /// <summary>Not stored at all.</summary>
    Refuse,
}

internal enum ScreenMode
{
    Off,

    /// <summary>What it says is stored, and nothing comes of it.</summary>
    Trial,

    On,
}

/// <summary>
/// A small check of a text before it is published. A rule is a pure function of the text and its facts; what needs the
/// network is asked after all rules and has a time limit.
/// </summary>
/// <remarks>To add one: implement this, one line in <c>ScreensSetup</c>, its settings in <see cref="SiteSettings"/>.</remarks>
internal interface IScreen
{
    /// <summary>Stands in settings, tables and pages; never changes.</summary>
    string Name { get; }

    ScreenMode Mode(SiteSettings settings);

    /// <summary>What it asks of the author's earlier comments, or of the story: each costs a query.</summary>
    FactsNeeded Needs(SiteSettings settings) => FactsNeeded.None;

    /// <summary>Whether it judges the moment rather than the text, and so has nothing to say of comments written long ago.</summary>
    bool IsOfTheMoment => false;

    /// <summary>Whether it takes a model or another service to answer.</summary>
    bool IsOutside => false;

    /// <returns>Null when it has nothing to say.</returns>
    ValueTask<ScreenAnswer?> Look(ScreenedText text, CancellationToken cancellation);
}

/// <summary>What a screen said, and on what grounds.</summary>
/// <param name="Verdict"><see cref="Verdict.Publish"/> for something a moderator should know although it may be published.</param>
/// <param name="Reason">A word that the language files explain.</param>
internal sealed record ScreenAnswer(Verdict Verdict, string Reason)
{
    /// <summary>Where in the body; no words of it, so that what is erased there is erased here.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    /// <summary>Figures and names of rules, such as <c>links: 7</c>. Never words of the author's.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>How long to wait before the same may pass; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A stretch of a body.</summary>
/// <param name="At">Characters before it.</param>
internal readonly record struct Passage(int At, int Length)
{
    /// <summary>The words themselves, cut off where the body is shorter by now.</summary>
    public string Of(string body) => At >= body.Length ? "" : body.Substring(At, Math.Min(Length, body.Length - At));
}

/// <summary>A text with all that is known of it.</summary>
/// <param name="Body">Markdown.</param>
/// <param name="Html">As it would be shown, past the fold as well.</param>
internal sealed record ScreenedText(LiveSite Site, string Body, string Html, ScreenFacts Facts, DateTimeOffset Now)
{
    public SiteSettings Settings => Site.Settings;

    /// <summary>For a comment screened again, the one it is: a copy of itself is none.</summary>
    public CommentId? Itself { get; init; }
}

/// <summary>How a mode is written in the settings.</summary>
internal static class ScreenModes
{
    public static ScreenMode Read(string text) => Platform.Data.EnumWord.Read<ScreenMode>(text) ?? ScreenMode.Off;
}
