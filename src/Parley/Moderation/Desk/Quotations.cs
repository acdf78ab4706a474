using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;

namespace Parley.Moderation.Desk;

/// <summary>A reply that holds words of the comment it stands below.</summary>
internal sealed record Quotation(Comment Reply, string Words);

/// <summary>Finds replies that still quote a comment that was taken away.</summary>
internal static class Quotations
{
    /// <summary>Letters in a row that nobody writes twice by chance.</summary>
    public const int RunLetters = 24;

    /// <summary>Replies looked through: those next to the comment, where people quote it.</summary>
    private const int LookedAt = 500;

    private const int Levels = 3;

    /// <returns>None while readers can read the comment itself.</returns>
    public static async Task<IReadOnlyList<Quotation>> Of(ParleyContext db, SiteId site, CommentId removed, CancellationToken cancellation)
    {
        var comment = await db.Comments.SingleOrDefaultAsync(one => one.SiteId == site && one.Id == removed, cancellation);
        return comment is { State: CommentState.Removed or CommentState.Held, Body.Length: > 0 } ? await Of(db, comment, cancellation) : [];
    }

    /// <summary>The words a reply shares with a text: the first run of letters as long as nobody writes twice by chance.</summary>
    /// <returns>Null when there is none. Case, spaces and signs do not count.</returns>
    public static string? Shared(string text, string reply)
    {
        var (said, _) = Letters(text);
        var (letters, places) = Letters(reply);
        if (said.Length < RunLetters)
            return null;
        var runs = new HashSet<string>();
        for (var at = 0; at + RunLetters <= said.Length; at++)
            runs.Add(said.Substring(at, RunLetters));
        var spans = runs.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at + RunLetters <= letters.Length; at++)
        {
            if (!spans.Contains(letters.AsSpan(at, RunLetters)))
                continue;
            var end = at + RunLetters;
            while (end < letters.Length && spans.Contains(letters.AsSpan(end + 1 - RunLetters, RunLetters)))
                end++;
            return reply[places[at]..(places[end - 1] + 1)];
        }
        return null;
    }

    private static async Task<IReadOnlyList<Quotation>> Of(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var found = new List<Quotation>();
        List<CommentId> parents = [comment.Id];
        for (var (level, seen) = (0, 0); level < Levels && parents.Count > 0 && seen < LookedAt; level++)
        {
            var above = parents;
            var replies = await db.Comments
                .Where(one => one.SiteId == comment.SiteId && EF.Parameter(above).Contains(one.ParentId!.Value) && one.IsListed && one.Depth > 0)
                .OrderBy(one => one.Id).Take(LookedAt - seen).ToListAsync(cancellation);
            seen += replies.Count;
            parents = replies.ConvertAll(one => one.Id);
            foreach (var reply in replies.Where(one => one.State == CommentState.Published))
                if (Shared(comment.Body, reply.Body) is { } words)
                    found.Add(new(reply, words));
        }
        return found;
    }

    /// <summary>Letters and digits alone in one case, and where each stood.</summary>
    private static (string Letters, List<int> Places) Letters(string text)
    {
        var (letters, places) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var at = 0; at < text.Length; at++)
            if (char.IsLetterOrDigit(text[at]))
            {
                letters.Append(char.ToLowerInvariant(text[at]));
                places.Add(at);
            }
        return (letters.ToString(), places);
    }

    /// <summary>As the case page shows them.</summary>
    public static async Task<IReadOnlyList<QuotingView>> Views(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var found = await Of(db, comment.SiteId, comment.Id, cancellation);
        var authors = found.Select(one => one.Reply.AuthorId).Distinct().ToList();
        // Of whoever was erased nothing is shown any more.
        var names = authors.Count == 0 ? [] : await db.People.Where(one => one.SiteId == comment.SiteId && EF.Parameter(authors).Contains(one.Id) && one.Kind != PersonKind.Withdrawn)
            .ToDictionaryAsync(one => one.Id, one => one.Name, cancellation);
        return [.. found.Where(one => names.ContainsKey(one.Reply.AuthorId)).Select(one => new QuotingView(one.Reply.Id.ToString(), names[one.Reply.AuthorId], Excerpts.Of(one.Words, 120)))];
    }
}
