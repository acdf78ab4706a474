using System.Globalization;
using Markdig.Helpers;
using Markdig.Syntax.Inlines;

namespace Parley.Comments;

/// <summary>Cuts a paragraph in two at the end of a sentence, or else between two words. A link or code is not cut.</summary>
internal static class InlineFold
{
    /// <summary>A sentence that ends in the last fifth before the limit is a better place than the last space.</summary>
    private const double SentenceReach = 0.8;

    /// <param name="after">Characters to leave in it.</param>
    /// <returns>What stands past the limit, taken out of <paramref name="words"/>; null when there is no place to cut.</returns>
    public static ContainerInline? Split(ContainerInline words, int after)
    {
        var rest = new ContainerInline();
        Move(words, rest, after, mustKeep: true);
        return rest.FirstChild is null ? null : rest;
    }

    /// <summary>Moves all past the limit to the end of another.</summary>
    /// <param name="mustKeep">Whether something has to stay: nothing is shown before it.</param>
    private static void Move(ContainerInline words, ContainerInline rest, int after, bool mustKeep)
    {
        var (shown, at) = (0, words.FirstChild);
        while (at is not null && shown + LengthOf(at) <= after)
            (shown, at) = (shown + LengthOf(at), at.NextSibling);
        if (at is null)
            return;
        var isFirst = mustKeep && shown == 0;
        var further = at.NextSibling;
        if (!Cut(at, rest, after - shown, isFirst) && !isFirst)
            further = at;
        while (further is { } moved)
        {
            further = moved.NextSibling;
            moved.Remove();
            rest.AppendChild(moved);
        }
    }

    /// <returns>False when it has no place to be cut.</returns>
    private static bool Cut(Inline inline, ContainerInline rest, int after, bool mustKeep)
    {
        switch (inline)
        {
            case LiteralInline literal when PlaceIn(literal.Content.ToString(), after, mustKeep) is { } place:
                var text = literal.Content.ToString();
                literal.Content = new StringSlice(text[..place].TrimEnd());
                rest.AppendChild(new LiteralInline(text[place..].TrimStart()));
                return true;
            case EmphasisInline emphasis:
                var further = new EmphasisInline { DelimiterChar = emphasis.DelimiterChar, DelimiterCount = emphasis.DelimiterCount };
                Move(emphasis, further, after, mustKeep);
                if (further.FirstChild is null || emphasis.FirstChild is null)
                    return false;
                rest.AppendChild(further);
                return true;
            case DelimiterInline mark:
                Move(mark, rest, after, mustKeep);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Where a text is cut: behind a sentence, at a space, or, in a script without spaces, between two letters.</summary>
    private static int? PlaceIn(string text, int after, bool mustKeep)
    {
        for (var at = after; at > after * SentenceReach && at > 1; at--)
            if (IsEnd(text[at - 1]) && (char.IsWhiteSpace(text[at]) || text[at - 1] > '\u2FFF'))
                return at;
        var space = text.LastIndexOf(' ', Math.Min(after, text.Length - 1));
        if (space > 0)
            return space;
        if (!mustKeep)
            return null;
        var letters = StringInfo.ParseCombiningCharacters(text);
        var letter = Array.FindLastIndex(letters, start => start <= after);
        return letter > 0 ? letters[letter] : null;
    }

    private static bool IsEnd(char letter) => letter is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '۔' or '।';

    private static int LengthOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.Length,
        CodeInline code => code.Content.Length,
        AutolinkInline address => address.Url.Length,
        ContainerInline container => container.Sum(LengthOf),
        _ => 1,
    };
}
