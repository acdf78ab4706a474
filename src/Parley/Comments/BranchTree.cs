namespace Parley.Comments;

/// <summary>Gathers the comments of a page in reading order and knows which stands below which.</summary>
internal sealed class BranchTree
{
    private readonly Dictionary<CommentId, Node> _nodes = [];
    private readonly List<Node> _roots = [];

    public int Count => _nodes.Count;

    public Comment? LastRoot => _roots.Count > 0 ? _roots[^1].Row.Comment : null;

    public IEnumerable<CommentRow> Rows => _nodes.Values.Select(node => node.Row);

    public IReadOnlyList<Node> Roots => _roots;

    public void AddRoot(CommentRow row) => Add(row, _roots);

    /// <summary>Adds a comment below its parent; where the parent is not on the page it becomes the outermost itself.</summary>
    public void AddBelow(CommentRow row) =>
        Add(row, row.Comment.ParentId is { } parent && _nodes.TryGetValue(parent, out var above) ? above.Replies : _roots);

    /// <summary>Says that replies below <paramref name="top"/> were left out, and where they go on.</summary>
    public void MarkMore(Comment top, ReplyCursor after) =>
        _nodes[top.Id].More =
            new MoreView("replies", Math.Max(1, top.ReplyCount - after.Passed), top.Id.ToString(), after.ToString());

    /// <summary>Says that comments' replies lie deeper than the page goes.</summary>
    public void MarkDeeper(IEnumerable<CommentRow> rows)
    {
        foreach (var row in rows)
            _nodes[row.Comment.Id].More = Deeper(row);
    }

    public static MoreView Deeper(CommentRow row) =>
        new("deeper", Math.Max(1, row.Comment.ReplyCount), row.Comment.Id.ToString(), null);

    private void Add(CommentRow row, List<Node> siblings)
    {
        var node = new Node(row);
        if (_nodes.TryAdd(row.Comment.Id, node))
            siblings.Add(node);
    }

    internal sealed class Node(CommentRow row)
    {
        public CommentRow Row { get; } = row;

        public List<Node> Replies { get; } = [];

        public MoreView? More { get; set; }
    }
}
