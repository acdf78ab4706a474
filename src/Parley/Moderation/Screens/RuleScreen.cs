using Parley.Comments.Screening;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>A screen that is a rule: a pure function of a text and the facts that are known of it.</summary>
/// <param name="mode">Its setting.</param>
internal abstract class RuleScreen(string name, Func<SiteSettings, string> mode) : IScreen
{
    public string Name => name;

    public virtual bool IsOfTheMoment => false;

    public ScreenMode Mode(SiteSettings settings) => ScreenModes.Read(mode(settings));

    public virtual FactsNeeded Needs(SiteSettings settings) => FactsNeeded.None;

    public ValueTask<ScreenAnswer?> Look(ScreenedText text, CancellationToken cancellation) => new(Judge(text));

    /// <returns>Null when it has nothing to say.</returns>
    public abstract ScreenAnswer? Judge(ScreenedText text);

    /// <summary>A figure as it stands in evidence.</summary>
    protected static Dictionary<string, string> Figure(string name, int value) =>
        new() { [name] = value.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
