namespace Parley.Comments.Pages;

/// <summary>Two people answering each other in turn, set like an interview rather than a staircase.</summary>
internal static class Conversation
{
    /// <summary>Fewer turns than this read well as ordinary replies.</summary>
    private const int LeastTurns = 4;

    /// <summary>The turns below a comment when it opens a conversation, else null.</summary>
    /// <remarks>
    /// Each turn is the only reply to the one before, and the same two people alternate, the one who opened among them.
    /// The last turn may have replies of any kind: they branch off below it.
    /// </remarks>
    public static IReadOnlyList<BranchView>? Below(BranchView opening)
    {
        var turns = new List<BranchView>();
        var (previous, before) = (opening.Comment.Author?.Id, default(string));
        for (var at = opening; OnlyReply(at) is { Comment.Author.Id: var author } reply && author != previous && (before is null || author == before); at = reply)
        {
            if (previous is null)
                return null;
            turns.Add(reply);
            (previous, before) = (author, previous);
        }

        return turns.Count >= LeastTurns ? turns : null;
    }

    private static BranchView? OnlyReply(BranchView branch) =>
        branch.Replies.Count == 1 && branch.More is null && branch.Replies[0].Comment.State == "published" ? branch.Replies[0] : null;
}
