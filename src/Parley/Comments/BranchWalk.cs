using Parley.Platform.Data;

namespace Parley.Comments;

/// <summary>
/// Reads the replies below a comment in reading order: each before its own replies, oldest first. The cost follows the
/// comments read, at any depth and in any size of branch: one query for each of them that has replies.
/// </summary>
/// <param name="deepest">Levels below the comment to read; what lies deeper is reached by "continue this thread".</param>
internal sealed class BranchWalk(ParleyContext db, SiteId site, int deepest, CancellationToken cancellation)
{
    /// <summary>Replies of one comment that still wait to be read.</summary>
    private sealed class Level(CommentId parent, CommentId after)
    {
        public CommentId Parent { get; } = parent;

        public CommentId After { get; set; } = after;

        public Queue<CommentRow> Ready { get; } = new();

        public bool IsExhausted { get; set; }
    }

    private readonly Stack<Level> _levels = new();

    /// <summary>Reads up to <paramref name="take"/> replies below <paramref name="top"/>.</summary>
    /// <param name="resume">The replies from the first level down to the one read last; empty to begin.</param>
    /// <returns>The rows, and whether more follow.</returns>
    public async Task<(List<CommentRow> Rows, bool HasMore)> Read(CommentId top, IReadOnlyList<CommentId> resume, int take)
    {
        _levels.Push(new Level(top, resume.Count > 0 ? resume[0] : default));
        for (var at = 0; at < resume.Count && _levels.Count < deepest; at++)
            _levels.Push(new Level(resume[at], at + 1 < resume.Count ? resume[at + 1] : default));
        var rows = new List<CommentRow>();
        while (await Next(take + 1 - rows.Count) is { } row)
        {
            if (rows.Count == take)
                return (rows, true);
            rows.Add(row);
            if (row.HasReplies && _levels.Count < deepest)
                _levels.Push(new Level(row.Comment.Id, default));
        }
        return (rows, false);
    }

    private async Task<CommentRow?> Next(int wanted)
    {
        while (_levels.TryPeek(out var level))
        {
            if (level.Ready.Count == 0 && !level.IsExhausted)
                await Fill(level, wanted);
            if (level.Ready.TryDequeue(out var row))
            {
                level.After = row.Comment.Id;
                return row;
            }
            _levels.Pop();
        }
        return null;
    }

    private async Task Fill(Level level, int wanted)
    {
        var rows = await CommentRows.Replies(db, site, level.Parent, level.After, wanted, cancellation);
        rows.ForEach(level.Ready.Enqueue);
        level.IsExhausted = rows.Count < wanted;
    }
}
