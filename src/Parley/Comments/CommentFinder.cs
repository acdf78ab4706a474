using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>A comment as found by its id, with its site.</summary>
internal sealed record FoundComment(Comment Comment, LiveSite Site);

/// <summary>Finds comments by the id in an address. What is not listed is found by nobody here.</summary>
internal sealed class CommentFinder(IDbContextFactory<ParleyContext> reading, SiteDirectory sites)
{
    /// <returns>Null when there is none, its text is no id, or readers may not see it.</returns>
    public async Task<FoundComment?> Listed(string id, CancellationToken cancellation) =>
        await Any(id, cancellation) is { Comment.IsListed: true } found ? found : null;

    /// <summary>Listed or not: for its author and for the publisher's server, who must be asked for first.</summary>
    public async Task<FoundComment?> Any(string id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<CommentId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var comment = await db.Comments.SingleOrDefaultAsync(one => one.Id == typed, cancellation);
        return comment is not null && sites.Find(comment.SiteId) is { } site ? new(comment, site) : null;
    }
}
