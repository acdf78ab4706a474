using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Comments.Screening;

/// <summary>What follows from what screens say.</summary>
internal static class ScreeningRules
{
    /// <summary>The field by which an author says that a text is meant as it is.</summary>
    public const string Meant = "asItIs";

    /// <summary>Longer passages are not pointed out word by word.</summary>
    private const int MaxShown = 120;

    /// <summary>An answer as it is stored. Whoever says that the text is meant is not asked again, which stays on record.</summary>
    public static Finding Note(string screen, ScreenAnswer answer, ScreenMode mode, bool isMeant)
    {
        var isOverruled = isMeant && answer.Verdict == Verdict.Nudge && mode == ScreenMode.On;
        return new(
            screen,
            isOverruled ? Verdict.Publish : answer.Verdict,
            isOverruled ? answer.Reason + "-meant" : answer.Reason,
            mode == ScreenMode.Trial,
            answer.Passages.Count > 0 ? answer.Passages : null,
            answer.Values.Count > 0 ? answer.Values : null);
    }

    /// <summary>What a screen that failed counts as having said.</summary>
    public static ScreenAnswer Failed(SiteSettings settings, bool isLate) =>
        new(settings.OutsideFailure == "hold" ? Verdict.Hold : Verdict.Publish, isLate ? "outside-late" : "outside-failed");

    /// <summary>Whether the author gets the text through; held is through, and waits.</summary>
    /// <returns>A nudge is a refusal that says how to confirm.</returns>
    public static Refusal? MayPass(ScreeningResult said, string body, TimeSpan? wait) => said.Decisive switch
    {
        { Verdict: Verdict.Refuse } one => new Refusal(CodeOf(one), 422, "body") { RetryAfter = wait },
        { Verdict: Verdict.Nudge } one => new Refusal("nudge", 409, "body", ("reason", one.Reason))
        {
            Confirm = Meant,
            Passage = one.Passages is [var first, ..] ? Shown(first.Of(body)) : null,
        },
        _ => null,
    };

    /// <summary>The refusals whose words say more than that something stood in the way.</summary>
    private static string CodeOf(Finding one) => one switch
    {
        { Screen: "words" } => "screen-words",
        { Reason: "paused" or "slow" or "hours" or "link-refused" } => "screen-" + one.Reason,
        _ => "screen-other",
    };

    private static string Shown(string passage) => passage.Length <= MaxShown ? passage : passage[..MaxShown] + "…";
}
