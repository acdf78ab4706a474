using Parley.Platform.Web.Languages;

namespace Parley.Moderation;

/// <summary>Names a reason in a language.</summary>
public static class ReasonWords
{
    /// <param name="code">A word of the site's list: ours are named, its own are shown as they are.</param>
    public static string Of(Words words, string code) =>
        ReasonRules.Known.Contains(code) ? words.Format("desk.reason", ("reason", code)) : code;

    /// <summary>Severity as a word.</summary>
    public static string Severity(Words words, int severity, bool isThreat) =>
        words.Format("desk.severity", ("level", isThreat ? "life" : "s" + severity));

    /// <summary>Severity as bars, from 1 to 5.</summary>
    public static int Bars(int severity, bool isThreat) => isThreat ? 5 : severity switch { >= 30 => 4, >= 10 => 3, >= 3 => 2, _ => 1 };
}
