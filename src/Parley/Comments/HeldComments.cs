using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Comments;

/// <summary>What a person wrote.</summary>
internal sealed class HeldComments : IHeldOnPerson
{
    public string Name => "comments";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var comments = await db.Comments.Where(one => one.SiteId == person.SiteId && one.AuthorId == person.Id).OrderBy(one => one.Id).ToListAsync(cancellation);
        return comments.ConvertAll(one => (IReadOnlyList<HeldValue>)
        [
            new("id", one.Id.ToString()), new("storyId", one.StoryId.ToString()), new("parentId", one.ParentId?.ToString()),
            new("body", one.Body), new("state", EnumWord.Of(one.State)), new("postedAt", one.PostedAt), new("editedAt", one.EditedAt),
            new("removedAt", one.RemovedAt), new("removedReason", one.RemovedReason),
        ]);
    }
}

/// <summary>What a person's comments said before they were edited, and what was added to them.</summary>
internal sealed class HeldRevisions : IHeldOnPerson
{
    public string Name => "former-words";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var theirs = db.Comments.Where(one => one.SiteId == person.SiteId && one.AuthorId == person.Id).Select(one => one.Id);
        var former = await db.Set<CommentRevision>().Where(one => one.SiteId == person.SiteId && theirs.Contains(one.CommentId)).ToListAsync(cancellation);
        var lines = await db.Set<Correction>().Where(one => one.SiteId == person.SiteId && theirs.Contains(one.CommentId)).ToListAsync(cancellation);
        return
        [
            .. former.Select(one => Row(one.CommentId, "revision", one.Body, one.WrittenAt)),
            .. lines.Select(one => Row(one.CommentId, "correction", one.Text, one.AddedAt)),
        ];
    }

    private static IReadOnlyList<HeldValue> Row(CommentId comment, string kind, string text, DateTimeOffset at) =>
        [new("commentId", comment.ToString()), new("kind", kind), new("text", text), new("writtenAt", at)];
}
