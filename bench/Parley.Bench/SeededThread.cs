using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Bench;

/// <summary>A thread made for measuring: the same at every run but for its ids.</summary>
internal sealed class SeededThread
{
    /// <summary>A block of the usual shape, repeated: so a long thread differs from a short one in length alone.</summary>
    private const int BlockLength = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);

    private readonly Story _story;
    private readonly IReadOnlyList<Person> _guests;
    private readonly DateTimeOffset _end;
    private readonly List<Comment> _comments = [];
    private int _length;

    public SeededThread(Story story, IReadOnlyList<Person> guests, DateTimeOffset end) =>
        (_story, _guests, _end) = (story, guests, end);

    public StoryId Story => _story.Id;

    public IReadOnlyList<Comment> Comments => _comments;

    public string Path => $"/stories/{Story}";

    /// <summary>One comment in three begins a branch; the others answer one of the last few, so that branches grow deep as well as wide.</summary>
    public void AddUsual(int count)
    {
        _length = count;
        while (_comments.Count < count)
        {
            var block = _comments.Count;
            var shape = new Random(BlockLength);
            for (var at = 0; at < BlockLength; at++)
                Add(at == 0 || shape.Next(3) == 0 ? null : _comments[block + Math.Max(0, at - shape.Next(1, 13))]);
        }
    }

    /// <summary>One root with nearly all comments as its replies, a chain of a tenth of them below one reply, and a few other roots.</summary>
    public void AddTall(int count)
    {
        _length = count;
        const int roots = 20;
        for (var at = 0; at < roots; at++)
            Add(null);
        var root = _comments[0];
        var chain = count / 10;
        Comment? link = null;
        while (_comments.Count < count)
        {
            Add(root);
            if (chain-- > 0)
                link = Add(link ?? _comments[^1]);
        }
    }

    /// <summary>Brings up the reply counts, as the reaction to posts does.</summary>
    public void Count()
    {
        var counts = new Dictionary<CommentId, int>();
        foreach (var reply in _comments.Where(comment => comment.ParentId is not null))
            foreach (var ancestor in ReplyCounts.CountedAncestors(reply.RootId, reply.ParentId, reply.Path, reply.Depth))
                counts[ancestor] = counts.GetValueOrDefault(ancestor) + 1;
        foreach (var comment in _comments)
            comment.Count(counts.GetValueOrDefault(comment.Id));
    }

    private Comment Add(Comment? parent)
    {
        var number = _comments.Count;
        var at = _end - ((_length - number) * Pace);
        // The story's own bits keep the ids of two threads apart that tell the same times.
        var id = new CommentId(IdSource.At(at, (int)(Story.Value % (1 << IdSource.RandomBits))));
        var text = Texts.Numbered(number);
        var comment = Comment.Import(new ImportedComment(
            _story.SiteId, Story, id, parent, _guests[number % _guests.Count].Id, text.Body, at));
        comment.Show(text.Rendered);
        _comments.Add(comment);
        return comment;
    }
}
