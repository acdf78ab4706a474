using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>The order of a thread's roots. Replies are always oldest first below what they answer.</summary>
internal enum Sort
{
    Newest,
    Oldest,

    /// <summary>Most replies first.</summary>
    Replies,
}

internal static class Sorts
{
    /// <returns>Null for a word that is no order.</returns>
    public static Sort? Read(string text) => Enum.TryParse<Sort>(text, ignoreCase: true, out var sort)
        && Enum.IsDefined(sort) && !char.IsAsciiDigit(text[0]) ? sort : null;

    public static string Word(this Sort sort) => sort.ToString().ToLowerInvariant();
}

/// <summary>Where a page of a thread begins: after the root with this key and id, in this order, of this story.</summary>
/// <param name="Key">The root's value under the order; 0 where the id alone orders.</param>
internal readonly record struct ThreadCursor(Sort Sort, StoryId Story, long Key, CommentId Id)
{
    private const int Length = 1 + (3 * IdText.Length);

    /// <summary>Reads a cursor; one of another story or order is refused rather than misread.</summary>
    public static Outcome<ThreadCursor> Read(string text, Sort sort, StoryId story)
    {
        if (text.Length != Length || text[0] != Letter(sort)
            || !IdText.TryRead<StoryId>(text.AsSpan(1, IdText.Length), out var of) || of != story
            || !TryReadKey(text.AsSpan(1 + IdText.Length, IdText.Length), out var key)
            || !IdText.TryRead<CommentId>(text.AsSpan(1 + (2 * IdText.Length)), out var id))
            return new Refusal("cursor", 400, "after");
        return new ThreadCursor(sort, story, key, id);
    }

    public override string ToString() => Letter(Sort) + IdText.Write(Story.Value) + IdText.Write(Key) + IdText.Write(Id.Value);

    private static bool TryReadKey(ReadOnlySpan<char> text, out long key) =>
        IdText.TryRead(text, out key) || text.TrimStart('0').IsEmpty;

    private static char Letter(Sort sort) => sort.Word()[0];
}
