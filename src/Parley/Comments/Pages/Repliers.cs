namespace Parley.Comments.Pages;

/// <summary>How many answered, and who: what a folded branch says of itself.</summary>
internal static class Repliers
{
    /// <summary>Replies at any depth; never fewer than the page shows, since the stored count may lag.</summary>
    public static int Count(BranchView branch) => Math.Max(branch.Comment.ReplyCount, Shown(branch));

    /// <summary>Names of those who answer, in reading order, each once.</summary>
    public static List<string> Names(BranchView branch)
    {
        var names = new List<string>();
        Collect(branch, names);
        return names;
    }

    private static int Shown(BranchView branch) => branch.Replies.Sum(reply => 1 + Shown(reply));

    private static void Collect(BranchView branch, List<string> names)
    {
        foreach (var reply in branch.Replies)
        {
            if (reply.Comment.Author?.Name is { } name && !names.Contains(name))
                names.Add(name);
            Collect(reply, names);
        }
    }
}
