using System.Globalization;
using System.Text;
using Parley.Comments.Screening;
using Parley.Sites;

namespace Parley.Moderation.Screens.Repeats;

/// <summary>Nearly the same text as several recent ones of the site, whoever wrote them.</summary>
internal sealed class RepeatScreen(RecentTexts recent) : IScreen
{
    public string Name => "repeats";

    public ScreenMode Mode(SiteSettings settings) => ScreenModes.Read(settings.ScreenRepeats);

    public async ValueTask<ScreenAnswer?> Look(ScreenedText text, CancellationToken cancellation)
    {
        var settings = text.Settings;
        // An edit is like the comment it was; the comment itself was looked at.
        if (text.Facts.IsEdit || text.Body.Length < settings.RepeatsFrom
            || text.Body.EnumerateRunes().Count(Rune.IsLetterOrDigit) < settings.RepeatsFrom || MinHash.Of(text.Body) is not { } print)
            return null;
        var alike = await recent.CountLike(text.Site.Id, print, settings.RepeatsAlike / 100.0, text.Itself, cancellation);
        return alike >= settings.RepeatsAfter
            ? new(Verdict.Hold, "repeats") { Values = new Dictionary<string, string> { ["alike"] = alike.ToString(CultureInfo.InvariantCulture) } }
            : null;
    }
}
