namespace Parley.Comments.Pages;

/// <summary>The way down to a comment.</summary>
internal static class Ancestry
{
    /// <summary>The branches from the outermost ancestor to the comment itself; null when it is not among them.</summary>
    public static List<BranchView>? To(string? commentId, IReadOnlyList<BranchView> branches)
    {
        foreach (var branch in branches)
        {
            if (branch.Comment.Id == commentId)
                return [branch];
            if (To(commentId, branch.Replies) is { } below)
                return [branch, .. below];
        }

        return null;
    }
}
