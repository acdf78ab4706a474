using Parley.Comments.Screening;

namespace Parley.Moderation.Screens;

/// <summary>Nobody writes while the site pauses. That a single thread is closed is a rule of the story itself.</summary>
internal sealed class ClosedScreen() : RuleScreen("closed", settings => settings.ScreenClosed)
{
    public override bool IsOfTheMoment => true;

    public override ScreenAnswer? Judge(ScreenedText text) =>
        text.Settings.WritingPaused ? new(Verdict.Refuse, "paused") : null;
}
