using System.Text;

namespace Parley.Moderation.Screens.Wording;

/// <summary>A text as words are looked for in it, and where each of its letters stood.</summary>
/// <param name="Origins">For each letter, its place in the text.</param>
internal sealed record FoldedText(string Letters, int[] Origins)
{
    /// <summary>The text as it reads.</summary>
    public static FoldedText Plain(string text)
    {
        var writer = new FoldWriter(text.Length);
        for (var at = 0; at < text.Length; at++)
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && Rune.TryCreate(text[at], text[at + 1], out var rune))
                writer.Add(WordFold.Of(rune), at++);
            else
                writer.Add(text[at], at);
        return writer.Done();
    }

    /// <summary>The passage of the text that letters came from.</summary>
    public (int At, int Length) Source(int start, int end, string text)
    {
        var from = Origins[start];
        var to = Origins[end - 1] + 1;
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to++;
        return (from, to - from);
    }
}

/// <summary>Writes folded letters, many gaps as one; a stop is stronger than a gap.</summary>
internal sealed class FoldWriter(int capacity)
{
    private readonly StringBuilder _letters = new(capacity);
    private readonly List<int> _origins = new(capacity);

    public void Add(char character, int origin)
    {
        if (WordFold.TryFold(character, out var folded))
            Add(folded!, origin);
        else
            Append(character, origin);
    }

    public void Add(string folded, int origin)
    {
        foreach (var letter in folded)
            Append(letter, origin);
    }

    public FoldedText Done() => new(_letters.ToString(), [.. _origins]);

    private void Append(char letter, int origin)
    {
        if (!WordFold.IsLetter(letter))
        {
            if (_letters.Length == 0)
                return;
            if (!WordFold.IsLetter(_letters[^1]))
            {
                if (letter == WordFold.Stop)
                    _letters[^1] = letter;
                return;
            }
        }
        _letters.Append(letter);
        _origins.Add(origin);
    }
}
