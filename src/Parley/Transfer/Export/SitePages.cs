using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Transfer.Export;

/// <summary>A story with what is exported beside it.</summary>
internal sealed record StoryPart(Story Story, IEnumerable<StoryAddress> Addresses, IEnumerable<StateChange> Changes);

/// <summary>A comment with what is exported beside it.</summary>
internal sealed record CommentPart(
    Comment Comment,
    IEnumerable<CommentRevision> Revisions,
    IEnumerable<Correction> Corrections,
    IEnumerable<CommentScreening> Screenings,
    IEnumerable<StateChange> Changes);

/// <summary>
/// Reads a site's threads in the order of ids, a page at a time: each page begins after the last id of the one before, so
/// the last costs what the first did, and memory holds one page.
/// </summary>
internal sealed class SitePages(ParleyContext db, SiteId site, CancellationToken cancellation)
{
    /// <summary>Texts of articles may be long.</summary>
    private const int StoryPage = 100;

    private const int CommentPage = 500;

    public async IAsyncEnumerable<StoryPart> Stories()
    {
        var after = default(StoryId);
        List<Story> page;
        do
        {
            page = await db.Stories
                .Where(story => story.SiteId == site && story.Id > after)
                .OrderBy(story => story.Id)
                .Take(StoryPage)
                .ToListAsync(cancellation);
            var ids = page.ConvertAll(story => story.Id);
            var addresses = (await db.StoryAddresses
                .Where(address => address.SiteId == site && EF.Parameter(ids).Contains(address.StoryId))
                .ToListAsync(cancellation)).ToLookup(address => address.StoryId);
            var changes = await Changes(StateSubject.Story, ids.ConvertAll(id => id.Value));
            foreach (var story in page)
                yield return new(story, addresses[story.Id].OrderBy(address => address.Key, StringComparer.Ordinal), changes[story.Id.Value]);
            after = page.Count > 0 ? page[^1].Id : after;
        }
        while (page.Count == StoryPage);
    }

    /// <summary>All comments, in the order of their stories.</summary>
    public async IAsyncEnumerable<CommentPart> Comments()
    {
        var (story, after) = (default(StoryId), default(CommentId));
        var withdrawn = (await db.Set<Person>()
            .Where(person => person.SiteId == site && person.Kind == PersonKind.Withdrawn)
            .Select(person => person.Id)
            .ToListAsync(cancellation)).ToHashSet();
        while (await NextPage(story, after) is { Count: > 0 } page)
        {
            page.FindAll(comment => withdrawn.Contains(comment.AuthorId)).ForEach(comment => comment.Withhold());
            foreach (var part in await Complete(page))
                yield return part;
            (story, after) = (page[^1].StoryId, page[^1].Id);
        }
    }

    /// <summary>The rest of one story, then what comes after it: two conditions an index answers, where one for both is none.</summary>
    private async Task<List<Comment>> NextPage(StoryId story, CommentId after)
    {
        var page = await db.Comments
            .Where(comment => comment.SiteId == site && comment.StoryId == story && comment.Id > after)
            .OrderBy(comment => comment.Id)
            .Take(CommentPage)
            .ToListAsync(cancellation);
        if (page.Count < CommentPage)
            page.AddRange(await db.Comments
                .Where(comment => comment.SiteId == site && comment.StoryId > story)
                .OrderBy(comment => comment.StoryId).ThenBy(comment => comment.Id)
                .Take(CommentPage - page.Count)
                .ToListAsync(cancellation));
        return page;
    }

    private async Task<IEnumerable<CommentPart>> Complete(List<Comment> page)
    {
        var edited = page.Where(comment => comment is { Revision: > 0, Body.Length: > 0 }).Select(comment => comment.Id).ToList();
        var corrected = page.Where(comment => comment.CorrectionCount > 0).Select(comment => comment.Id).ToList();
        var revisions = edited.Count == 0 ? [] : await db.CommentRevisions
            .Where(revision => revision.SiteId == site && EF.Parameter(edited).Contains(revision.CommentId))
            .ToListAsync(cancellation);
        var corrections = corrected.Count == 0 ? [] : await db.Corrections
            .Where(line => line.SiteId == site && EF.Parameter(corrected).Contains(line.CommentId))
            .ToListAsync(cancellation);
        var ids = page.ConvertAll(comment => comment.Id);
        var screenings = (await db.Screenings
            .Where(said => said.SiteId == site && EF.Parameter(ids).Contains(said.CommentId))
            .ToListAsync(cancellation)).ToLookup(one => one.CommentId);
        var changes = await Changes(StateSubject.Comment, page.ConvertAll(comment => comment.Id.Value));
        var (revisionsOf, correctionsOf) = (revisions.ToLookup(one => one.CommentId), corrections.ToLookup(one => one.CommentId));
        return page.Select(comment => new CommentPart(
            comment,
            revisionsOf[comment.Id].OrderBy(revision => revision.Revision),
            correctionsOf[comment.Id].OrderBy(line => line.Number),
            screenings[comment.Id].OrderBy(said => said.Revision).ThenBy(said => said.At),
            changes[comment.Id.Value]));
    }

    private async Task<ILookup<long, StateChange>> Changes(StateSubject subject, List<long> ids) =>
        (await db.StateChanges
            .Where(change => change.SiteId == site && change.Subject == subject && EF.Parameter(ids).Contains(change.SubjectId))
            .OrderBy(change => change.Id)
            .ToListAsync(cancellation)).ToLookup(change => change.SubjectId);
}
