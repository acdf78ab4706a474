using System.Globalization;
using System.Text;
using Parley.Accounts.Names;

namespace Parley.Moderation.Screens.Wording;

/// <summary>
/// A text read as somebody meant it who hid a word: digits and signs for letters, letters of another script that look the
/// same, the same letter many times, letters apart from each other. Only words that show such a thing are read so; taking
/// every word that way would find slurs in honest ones.
/// </summary>
internal static class DisguisedText
{
    /// <summary>Letters apart are a word from this many on: "a b c" is a list.</summary>
    private const int ApartFrom = 4;

    /// <summary>No word of our languages has a letter more often than twice in a row.</summary>
    private const int RunFrom = 3;

    private const string Signs = "0134579@$!|€+¡¢£";
    private const string AsLetters = "oieastgasiletticl";

    /// <summary>The readings of a text, besides as it is written; none where nothing is hidden.</summary>
    /// <remarks>1 and ! stand for i and for l, and a letter stretched may be one or two: two readings of a word tell both.</remarks>
    public static IReadOnlyList<FoldedText> Readings(string text)
    {
        var words = Split(text);
        var isLatin = IsMostlyLatin(text);
        var kinds = words.ConvertAll(word => KindOf(text.AsSpan(word.Start, word.Length), isLatin));
        if (!kinds.Exists(kind => kind != Disguise.None) && !HasLettersApart(words))
            return [];
        return [Read(text, words, kinds, 'i', 1), Read(text, words, kinds, 'l', 2)];
    }

    [Flags]
    private enum Disguise
    {
        None = 0,
        Signs = 1,
        OtherScript = 2,
        Stretched = 4,
    }

    private static FoldedText Read(string text, List<(int Start, int Length)> words, List<Disguise> kinds, char one, int stretchedTo)
    {
        var writer = new FoldWriter(text.Length);
        for (var at = 0; at < words.Count; at++)
        {
            var (start, length) = words[at];
            // Letters apart are written as one word: nothing comes between them.
            if (!(IsApart(words, at) && at > 0 && IsApart(words, at - 1)))
                writer.Add(WordFold.Gap, start);
            Write(writer, text, start, length, kinds[at], one, stretchedTo);
        }
        return writer.Done();
    }

    private static void Write(FoldWriter writer, string text, int start, int length, Disguise kind, char one, int stretchedTo)
    {
        var run = 0;
        for (var at = start; at < start + length; at++)
        {
            run = at > start && char.ToLowerInvariant(text[at]) == char.ToLowerInvariant(text[at - 1]) ? run + 1 : 1;
            var isStretched = (kind & Disguise.Stretched) != 0 && char.IsLetter(text[at]) && RunLength(text, at, start, start + length) >= RunFrom;
            if (isStretched && run > stretchedTo)
                continue;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && Rune.TryCreate(text[at], text[at + 1], out var wide))
                writer.Add(WordFold.Of(wide), at++);
            else if ((kind & Disguise.Signs) != 0 && LetterOf(text, at, start, start + length, one) is { } meant)
                writer.Add(meant, at);
            else if ((kind & Disguise.OtherScript) != 0 && LatinOf(text[at]) is { } latin)
                writer.Add(latin, at);
            else
                writer.Add(text[at], at);
        }
    }

    private static int RunLength(string text, int at, int start, int end)
    {
        var (from, to) = (at, at);
        while (from > start && char.ToLowerInvariant(text[from - 1]) == char.ToLowerInvariant(text[at]))
            from--;
        while (to + 1 < end && char.ToLowerInvariant(text[to + 1]) == char.ToLowerInvariant(text[at]))
            to++;
        return to - from + 1;
    }

    /// <summary>The letter a sign stands for, where letters are around it; null for itself.</summary>
    private static char? LetterOf(string text, int at, int start, int end, char one)
    {
        var which = Signs.IndexOf(text[at], StringComparison.Ordinal);
        if (which < 0)
            return null;
        // A sign at the end of a word ends a sentence; only digits and dollars begin one.
        var isDigit = char.IsAsciiDigit(text[at]);
        if (!isDigit && (at + 1 >= end || !char.IsLetterOrDigit(text[at + 1]) || (at == start && text[at] != '$')))
            return null;
        return text[at] is '1' or '!' or '|' ? one : AsLetters[which];
    }

    /// <summary>The Latin letter that a letter of another script looks like; null for none.</summary>
    private static string? LatinOf(char letter)
    {
        if (letter < 0x80 || !char.IsLetter(letter))
            return null;
        if (char.ToLowerInvariant(letter) is 'і')
            return "i";
        var looks = NameSkeleton.LooksLike(new Rune(char.ToLowerInvariant(letter))) ?? NameSkeleton.LooksLike(new Rune(letter));
        return looks switch
        {
            "rn" => "m",
            { Length: 1 } when char.IsAsciiLetter(looks[0]) => looks.ToLowerInvariant(),
            _ => null,
        };
    }

    private static Disguise KindOf(ReadOnlySpan<char> word, bool isLatin)
    {
        var kind = Disguise.None;
        var (letters, latin, lookalikes, run) = (0, 0, 0, 1);
        var hasSign = false;
        for (var at = 0; at < word.Length; at++)
        {
            if (char.IsLetter(word[at]))
                letters++;
            if (char.IsAsciiLetter(word[at]))
                latin++;
            else if (word[at] >= 0x370 && char.IsLetter(word[at]) && LatinOf(word[at]) is not null)
                lookalikes++;
            hasSign |= Signs.Contains(word[at], StringComparison.Ordinal) && (char.IsAsciiDigit(word[at]) || at + 1 < word.Length);
            run = at > 0 && char.ToLowerInvariant(word[at]) == char.ToLowerInvariant(word[at - 1]) ? run + 1 : 1;
            if (run >= RunFrom && char.IsLetter(word[at]))
                kind |= Disguise.Stretched;
        }
        if (hasSign && letters > 0 && !word.Contains("//", StringComparison.Ordinal))
            kind |= Disguise.Signs;
        // One script within a word, or in a Latin text a word all of whose letters could be Latin.
        if (lookalikes > 0 && (latin > 0 || (isLatin && lookalikes == letters)))
            kind |= Disguise.OtherScript;
        return kind;
    }

    private static bool IsMostlyLatin(string text)
    {
        var (latin, letters) = (0, 0);
        foreach (var letter in text)
            if (char.IsLetter(letter))
            {
                letters++;
                if (letter < 0x250)
                    latin++;
            }
        return latin * 2 > letters;
    }

    /// <summary>Stretches without spaces, and pieces of those whose letters stand apart by a dot or dash: "i.d.i.o.t".</summary>
    private static List<(int Start, int Length)> Split(string text)
    {
        var words = new List<(int, int)>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isEnd = at == text.Length || char.IsWhiteSpace(text[at]) || (IsSeparator(text[at]) && IsBetweenSingles(text, at));
            if (isEnd && start >= 0)
            {
                words.Add((start, at - start));
                start = -1;
            }
            else if (!isEnd && start < 0)
                start = at;
        }
        return words;
    }

    private static bool IsSeparator(char sign) => sign is '.' or '-' or '_' or '*' or '·' or ',' or '/';

    private static bool IsBetweenSingles(string text, int at) => IsSingle(text, at - 1, -1) || IsSingle(text, at + 1, 1);

    private static bool IsSingle(string text, int at, int way) =>
        at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at])
        && (at + way < 0 || at + way >= text.Length || !char.IsLetterOrDigit(text[at + way]));

    private static bool HasLettersApart(List<(int Start, int Length)> words) =>
        Enumerable.Range(0, words.Count).Any(at => IsApart(words, at));

    /// <summary>Whether a single letter stands in a row of single letters long enough to be a word.</summary>
    private static bool IsApart(List<(int Start, int Length)> words, int at)
    {
        if (words[at].Length != 1)
            return false;
        var (from, to) = (at, at);
        while (from > 0 && at - from < ApartFrom && words[from - 1].Length == 1)
            from--;
        while (to + 1 < words.Count && to - at < ApartFrom && words[to + 1].Length == 1)
            to++;
        return to - from + 1 >= ApartFrom;
    }
}
