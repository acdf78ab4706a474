using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>
/// The comments of a batch that the site lacks, put in their places, and what they add to the counts of others: in the
/// batch's own rows before they are written, in rows written before as differences.
/// </summary>
internal sealed class CommentsLoad(ParleyContext db, SiteId site, StoredIds stored, StoriesLoad stories)
{
    private readonly Dictionary<CommentId, Place> _places = [];
    private readonly Dictionary<CommentId, int> _replies = [];
    private readonly List<NewComment> _new = [];
    private readonly SortedDictionary<long, StoryAddition> _additions = [];

    public IReadOnlyList<NewComment> New => _new;

    /// <summary>By story, what it gets more of, in the order of ids.</summary>
    public IReadOnlyDictionary<long, StoryAddition> Additions => _additions;

    /// <summary>Puts each comment that is not there below its parent.</summary>
    public async Task Resolve(IReadOnlyList<CommentUnit> comments)
    {
        if (comments.Count == 0)
            return;
        var ids = comments.Select(unit => unit.Comment.Id).ToList();
        var there = (await db.Comments
            .Where(comment => comment.SiteId == site && EF.Parameter(ids).Contains(comment.Id))
            .Select(comment => comment.Id)
            .ToListAsync()).ToHashSet();
        var twins = await SourceTwins.Find(comments.Select(unit => (unit.Comment.Source, unit.Comment.SourceId)), FindTwins);
        var missing = new List<CommentUnit>();
        foreach (var unit in comments)
        {
            if (there.Contains(unit.Comment.Id))
                continue;
            if (unit.Comment is { Source: { } source, SourceId: { } sourceId } && !twins.TryAdd((source, sourceId), unit.Comment.Id))
                stored.Comments[unit.Comment.Id] = twins[(source, sourceId)];
            else
                missing.Add(unit);
        }
        await LoadParents(missing);
        foreach (var unit in missing)
            Bring(unit);
    }

    /// <summary>Replies in this batch below a comment of this batch.</summary>
    public int RepliesOf(CommentId comment) => _replies.GetValueOrDefault(comment);

    /// <summary>Replies in this batch below comments that are stored already.</summary>
    public IReadOnlyDictionary<long, int> RepliesToStored()
    {
        var brought = _new.Select(comment => comment.Unit.Comment.Id).ToHashSet();
        return _replies.Where(replies => !brought.Contains(replies.Key)).ToDictionary(replies => replies.Key.Value, replies => replies.Value);
    }

    /// <summary>Where the parents stand that this batch does not bring.</summary>
    private async Task LoadParents(List<CommentUnit> comments)
    {
        var brought = comments.Select(unit => unit.Comment.Id).ToHashSet();
        var wanted = comments
            .Where(unit => unit.Comment.Parent is not null)
            .Select(unit => stored.Of(unit.Comment.Parent!.Value))
            .Where(parent => !brought.Contains(parent))
            .Distinct()
            .ToList();
        if (wanted.Count == 0)
            return;
        foreach (var parent in await db.Comments
            .Where(comment => comment.SiteId == site && EF.Parameter(wanted).Contains(comment.Id))
            .Select(comment => new { comment.Id, comment.StoryId, comment.RootId, comment.Depth, comment.Path })
            .ToListAsync())
            _places[parent.Id] = new(parent.StoryId, parent.RootId, null, parent.Depth, parent.Path);
    }

    private void Bring(CommentUnit unit)
    {
        var comment = unit.Comment;
        var place = PlaceOf(unit);
        _places[comment.Id] = place;
        _new.Add(new(unit, place, stored.Of(comment.Author)));
        if (comment.Listed && place.Parent is not null)
            foreach (var ancestor in ReplyCounts.CountedAncestors(place.Root, place.Parent, place.Path, place.Depth))
                _replies[ancestor] = _replies.GetValueOrDefault(ancestor) + 1;
        var before = _additions.GetValueOrDefault(place.Story.Value);
        _additions[place.Story.Value] = comment.State == CommentState.Published
            ? new(before.Comments + 1, before.Published + 1, comment.PostedAt > before.LastAt || before.LastAt is null ? comment.PostedAt : before.LastAt)
            : before with { Comments = before.Comments + 1 };
    }

    private Place PlaceOf(CommentUnit unit)
    {
        var id = unit.Comment.Id;
        if (unit.Comment.Parent is not { } told)
            return new(stories.PlaceOf(unit.Story.Story.Id), id, null, 0, "");
        var parentId = stored.Of(told);
        var parent = _places[parentId];
        var (depth, path) = Comment.PlaceBelow(parent.Depth, parent.Path, id);
        // In the story its parent is in: two stories may have become one since the file was written.
        return new(parent.Story, parent.Root, parentId, depth, path);
    }

    private Task<List<SourceTwin<CommentId>>> FindTwins(string source, List<string?> ids) => db.Comments
        .Where(comment => comment.SiteId == site && comment.Source == source && EF.Parameter(ids).Contains(comment.SourceId))
        .Select(comment => new SourceTwin<CommentId>(comment.Id, comment.SourceId!))
        .ToListAsync();
}

/// <summary>Where a comment stands.</summary>
internal sealed record Place(StoryId Story, CommentId Root, CommentId? Parent, int Depth, string Path);

/// <summary>A comment to be stored.</summary>
internal sealed record NewComment(CommentUnit Unit, Place Place, Accounts.PersonId Author);

/// <summary>What a story gets more of.</summary>
/// <param name="LastAt">When the last of its published ones was posted.</param>
internal readonly record struct StoryAddition(int Comments, int Published, DateTimeOffset? LastAt);
