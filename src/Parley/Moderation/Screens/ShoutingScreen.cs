using System.Text;
using Parley.Comments.Screening;

namespace Parley.Moderation.Screens;

/// <summary>Capitals all through, or one sign again and again.</summary>
internal sealed class ShoutingScreen() : RuleScreen("shouting", settings => settings.ScreenShouting)
{
    /// <summary>The same sign this often in a row is noise; a row of dots or dashes is typography.</summary>
    private const int NoiseFrom = 10;

    /// <summary>Signs that draw lines, or mark up.</summary>
    private const string Drawing = "-=_*.#~`|+>… \n\t";

    public override ScreenAnswer? Judge(ScreenedText text) =>
        Noise(text.Body) ?? Shouting(text.Body, text.Settings.ShoutingShare, text.Settings.ShoutingFrom);

    /// <param name="share">Of capitals among letters that have a case, in per cent.</param>
    /// <param name="from">Letters a text must have.</param>
    public static ScreenAnswer? Shouting(string body, int share, int from)
    {
        var (upper, lower) = (0, 0);
        foreach (var rune in body.EnumerateRunes())
        {
            if (Rune.IsUpper(rune))
                upper++;
            else if (Rune.IsLower(rune))
                lower++;
        }
        var cased = upper + lower;
        return cased >= from && upper * 100 >= cased * share
            ? new(Verdict.Nudge, "shouting") { Values = Figure("capitals", upper * 100 / cased) }
            : null;
    }

    public static ScreenAnswer? Noise(string body)
    {
        var (start, length) = (0, 0);
        var at = 0;
        Rune? before = null;
        foreach (var rune in body.EnumerateRunes())
        {
            if (rune == before)
                length++;
            else
                (start, length) = (at, 1);
            at += rune.Utf16SequenceLength;
            before = rune;
            if (length >= NoiseFrom && !Drawing.Contains(rune.ToString(), StringComparison.Ordinal))
                return new(Verdict.Nudge, "noise") { Passages = [new(start, at - start)] };
        }
        return null;
    }
}
