using System.Globalization;
using System.Text;

namespace Parley.Search;

/// <summary>A word of a text as it is looked for, and where it stands in the text.</summary>
/// <param name="Word">Folded: small letters and digits only.</param>
internal readonly record struct SearchToken(string Word, int Start, int Length);

/// <summary>
/// Cuts a text into words and folds each, so that what readers take for the same letter is the same: in the index, in the
/// query and where matches are marked. The databases only ever see what comes out here, and so find the same.
/// </summary>
internal static class SearchText
{
    /// <summary>Longer words are cut, here and in queries alike: a database takes no word of any length.</summary>
    public const int MaxWordLength = 64;

    /// <summary>Characters of words taken from one text; no comment of ours is as long, an imported one might be.</summary>
    private const int MaxTextLength = 200_000;

    /// <summary>Fewer letters than this are no word any more when their article is taken off.</summary>
    private const int LeastStem = 3;

    /// <summary>Letters that stand for others and that Unicode takes for letters of their own.</summary>
    private static readonly Dictionary<int, string> Alike = new()
    {
        ['ß'] = "ss",
        ['ẞ'] = "ss",
        ['æ'] = "ae",
        ['Æ'] = "ae",
        ['œ'] = "oe",
        ['Œ'] = "oe",
        ['ø'] = "o",
        ['Ø'] = "o",
        ['đ'] = "d",
        ['Đ'] = "d",
        ['ð'] = "d",
        ['Ð'] = "d",
        ['þ'] = "th",
        ['Þ'] = "th",
        ['ł'] = "l",
        ['Ł'] = "l",
        ['ħ'] = "h",
        ['Ħ'] = "h",
        ['ς'] = "σ",
        // Turkish has two letters i; half of the keyboards of its readers have one.
        ['ı'] = "i",
        // With its sign й is a letter of its own, which nobody leaves out as they do that of ё.
        ['й'] = "й",
        ['Й'] = "й",
        // Arabic and Persian write the same letters with several characters, and with or without hamza.
        ['\u0621'] = "",
        ['\u0671'] = "\u0627",
        ['\u0672'] = "\u0627",
        ['\u0673'] = "\u0627",
        ['\u0649'] = "\u064A",
        ['\u06CC'] = "\u064A",
        ['\u06D2'] = "\u064A",
        ['\u06A9'] = "\u0643",
        ['\u0629'] = "\u0647",
        ['\u06C0'] = "\u0647",
        ['\u06C1'] = "\u0647",
        ['\u06BE'] = "\u0647",
        ['\u06D5'] = "\u0647",
    };

    /// <summary>The article and what is written together with it: and, so, with, like, for.</summary>
    /// <remarks>As in the stemmer "light10": Larkey, Ballesteros and Connell, "Improving stemming for Arabic information retrieval", 2002.</remarks>
    private static readonly string[] Articles = ["وال", "فال", "بال", "كال", "لل", "ال"];

    /// <summary>A text whose words can be found: whole characters, in the one form that <see cref="Tokens"/> expects.</summary>
    public static string Normal(string text)
    {
        // Half of a pair is no character, and cannot be normalised.
        var whole = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()))
            : text;
        return whole.Normalize(NormalizationForm.FormC);
    }

    /// <summary>The words of a text in their order.</summary>
    /// <param name="text">As <see cref="Normal"/> gives it.</param>
    public static IEnumerable<SearchToken> Tokens(string text)
    {
        var word = new StringBuilder();
        var (start, end, taken) = (0, 0, 0);
        for (var at = 0; at < text.Length && taken < MaxTextLength;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var kind = KindOf(rune);
            if (kind is Kind.Letter)
            {
                if (word.Length == 0)
                    start = at;
                if (word.Length < MaxWordLength)
                    Fold(rune, word);
                end = at + length;
            }
            else if (kind is Kind.Mark)
                end = word.Length > 0 ? at + length : end;
            else if (word.Length > 0)
                yield return Take();
            if (kind is Kind.Sign)
            {
                taken++;
                yield return new(rune.ToString().Normalize(NormalizationForm.FormKC), at, length);
            }
            at += length;
        }
        if (word.Length > 0)
            yield return Take();

        SearchToken Take()
        {
            var token = new SearchToken(WithoutArticle(word.ToString()), start, end - start);
            taken += word.Length;
            word.Clear();
            return token;
        }
    }

    private static Kind KindOf(Rune rune) => rune.Value switch
    {
        < 0x80 => char.IsAsciiLetterOrDigit((char)rune.Value) ? Kind.Letter : Kind.Gap,
        // What is written within a word without being part of it: soft hyphen, Arabic stretching, joiners.
        0xAD or 0x640 or 0x200C or 0x200D => Kind.Mark,
        // Scripts without spaces: each sign counts as a word, and a word of several as a phrase.
        (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) => Kind.Sign,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.Mark,
            UnicodeCategory.SpacingCombiningMark => Kind.Letter,
            _ => Rune.IsLetterOrDigit(rune) ? Kind.Letter : Kind.Gap,
        },
    };

    private static void Fold(Rune rune, StringBuilder word)
    {
        if (rune.IsAscii)
            word.Append(char.ToLowerInvariant((char)rune.Value));
        else if (Alike.TryGetValue(rune.Value, out var alike))
            word.Append(alike);
        else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            word.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
        else
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
                if (KindOf(part) == Kind.Letter)
                    word.Append(Alike.GetValueOrDefault(part.Value) ?? Rune.ToLowerInvariant(part).ToString());
    }

    private static string WithoutArticle(string word)
    {
        if (word.Length > 0 && word[0] is >= '\u0600' and <= '\u06FF')
            foreach (var article in Articles)
                if (word.Length >= article.Length + LeastStem && word.StartsWith(article, StringComparison.Ordinal))
                    return word[article.Length..];
        return word;
    }

    private enum Kind
    {
        Gap,
        Letter,

        /// <summary>Belongs to the letter before it and is not looked for.</summary>
        Mark,

        /// <summary>A word by itself.</summary>
        Sign,
    }
}
