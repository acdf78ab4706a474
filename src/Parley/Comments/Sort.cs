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
    public static Sort? Read(string text) => EnumWord.Read<Sort>(text);

    public static string Word(this Sort sort) => EnumWord.Of(sort);
}

/// <summary>Where a page of a thread begins: after the root with this key and id, in this order, of this story.</summary>
/// <param name="Key">The root's value under the order, from 0; 0 where the id alone orders.</param>
internal readonly record struct ThreadCursor(Sort Sort, StoryId Story, int Key, CommentId Id)
{
    private const int Length = 1 + (3 * IdText.Length);

    /// <summary>Reads a cursor; one of another story or order is refused rather than misread.</summary>
    public static Outcome<ThreadCursor> Read(string text, Sort sort, StoryId story)
    {
        if (text.Length != Length || text[0] != Letter(sort)
            || !IdText.TryRead<StoryId>(text.AsSpan(1, IdText.Length), out var of) || of != story
            || ReadKey(text.AsSpan(1 + IdText.Length, IdText.Length), sort) is not { } key
            || !IdText.TryRead<CommentId>(text.AsSpan(1 + (2 * IdText.Length)), out var id))
            return new Refusal("cursor", 400, "after");
        return new ThreadCursor(sort, story, key, id);
    }

    public override string ToString() => Letter(Sort) + IdText.Write(Story.Value) + IdText.Write(Key) + IdText.Write(Id.Value);

    private static int? ReadKey(ReadOnlySpan<char> text, Sort sort) =>
        text.TrimStart('0').IsEmpty ? 0
        : sort == Sort.Replies && IdText.TryRead(text, out var key) && key <= int.MaxValue ? (int)key
        : null;

    private static char Letter(Sort sort) => sort.Word()[0];
}

/// <summary>Where the replies below a comment go on: after the one read last.</summary>
/// <param name="Passed">
/// How many replies stand before that place, or are reached by a link before it: so a page can say how many are left.
/// </param>
internal readonly record struct ReplyCursor(CommentId Id, int Passed)
{
    /// <returns>Null for a text that is no such cursor. The number may be missing: then nothing is known to have passed.</returns>
    public static ReplyCursor? Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var passed = 0;
        if (dot >= 0 && !int.TryParse(
            text.AsSpan(dot + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out passed))
            return null;
        return IdText.TryRead<CommentId>(dot < 0 ? text : text.AsSpan(0, dot), out var id) ? new ReplyCursor(id, passed) : null;
    }

    public override string ToString() => Passed == 0 ? Id.ToString() : $"{Id}.{Passed}";
}
