using System.Text;
using Parley.Comments.Screening;

namespace Parley.Moderation.Screens;

/// <summary>Too little said, or so much that a moderator should see it first.</summary>
internal sealed class LengthScreen() : RuleScreen("length", settings => settings.ScreenLength)
{
    public override ScreenAnswer? Judge(ScreenedText text)
    {
        var settings = text.Settings;
        if (settings.HeldAbove > 0 && text.Body.Length > settings.HeldAbove)
            return new(Verdict.Hold, "long") { Values = Figure("characters", text.Body.Length) };
        // A correction or an edit adds to what was said; only a comment of its own can be too short.
        if (settings.ShortBelow == 0 || text.Body.Length > settings.ShortBelow * 4)
            return null;
        var letters = text.Body.EnumerateRunes().Count(Rune.IsLetterOrDigit);
        return letters < settings.ShortBelow && !text.Facts.IsEdit
            ? new(Verdict.Nudge, "short") { Values = Figure("letters", letters) }
            : null;
    }
}
