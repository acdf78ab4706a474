using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Data;

namespace Parley.Moderation.Decisions;

/// <summary>The comments of what a moderator saw: of cases, or comments themselves.</summary>
internal static class SeenComments
{
    public static async Task<List<Comment>> Read(ParleyContext db, SiteId site, IReadOnlyList<SeenCase> seen, CancellationToken cancellation)
    {
        var cases = seen.Where(one => one.Comment is null).Select(one => one.Id).ToList();
        var comments = seen.Select(one => one.Comment).OfType<CommentId>().ToList();
        if (cases.Count > 0)
            comments.AddRange(await db.Cases.Where(one => one.SiteId == site && EF.Parameter(cases).Contains(one.Id)).Select(one => one.CommentId).ToListAsync(cancellation));
        return await db.Comments.Where(one => one.SiteId == site && EF.Parameter(comments).Contains(one.Id)).ToListAsync(cancellation);
    }
}
