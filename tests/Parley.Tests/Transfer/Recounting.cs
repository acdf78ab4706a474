using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Tests.Transfer;

/// <summary>Counts again from parents alone what the product keeps counted.</summary>
internal static class Recounting
{
    /// <summary>The comments whose reply count a reply belongs to: all above it down to 32 levels below the root, and its parent.</summary>
    public static IEnumerable<Comment> CountedAbove(Comment reply, IReadOnlyDictionary<CommentId, Comment> all)
    {
        for (var above = all.GetValueOrDefault(reply.ParentId ?? default); above is not null; above = all.GetValueOrDefault(above.ParentId ?? default))
            if (above.Depth <= Comment.PathLevels || above.Id == reply.ParentId)
                yield return above;
    }

    public static async Task AssertCounts(ParleyContext db)
    {
        var comments = await db.Comments.ToDictionaryAsync(comment => comment.Id);
        var replies = new Dictionary<CommentId, int>();
        foreach (var reply in comments.Values.Where(comment => comment is { IsListed: true, ParentId: not null }))
            foreach (var above in CountedAbove(reply, comments))
                replies[above.Id] = replies.GetValueOrDefault(above.Id) + 1;
        Assert.All(comments.Values, comment => Assert.Equal(replies.GetValueOrDefault(comment.Id), comment.ReplyCount));
        foreach (var story in await db.Stories.ToListAsync())
        {
            var published = comments.Values.Where(comment => comment.StoryId == story.Id && comment.State == CommentState.Published).ToList();
            Assert.Equal(published.Count, story.CommentCount);
            if (published.Count > 0)
                Assert.Equal(published.Max(comment => comment.PostedAt), story.LastCommentAt);
        }
    }
}
