using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Search;

/// <summary>
/// Keeps the index true to what happened: a comment posted, changed, held, removed; and, a batch at a time, what came in
/// by the thousand. What is left over it tells itself by an event, so that whichever node comes next goes on.
/// </summary>
internal sealed class SearchIndexing(ISearchIndex index) : IStoredReaction, IMovesWithStory
{
    /// <summary>Comments of a backlog in one transaction: others wait for the write door meanwhile.</summary>
    private const int BatchSize = 500;

    public string Name => "search";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        var isBehind = events.Any(one => one.Happened is IndexBehind);
        foreach (var ofSite in events.GroupBy(one => one.SiteId))
        {
            var changed = ofSite.Select(one => ChangedBy(one.Happened)).OfType<CommentId>().Distinct().ToList();
            await Take(db, ofSite.Key, changed);
            foreach (var (subject, id) in ofSite.SelectMany(one => DueAfter(one.Happened)).Distinct())
            {
                await MakeDue(db, ofSite.Key, subject, id);
                isBehind = true;
            }
        }
        if (isBehind)
            await CatchUp(db, now);
    }

    /// <summary>After all comments have moved: the story is a word of theirs, which the index must learn.</summary>
    public async Task<bool> MoveSome(ParleyContext db, SiteId site, StoryId from, StoryId to, DateTimeOffset now)
    {
        await MakeDue(db, site, DueSubject.Story, to.Value);
        db.Record(site, new IndexBehind(), now);
        return false;
    }

    private static CommentId? ChangedBy(Event happened) => happened switch
    {
        CommentPosted posted => posted.CommentId,
        CommentEdited edited => edited.CommentId,
        CommentStateChanged changed => changed.CommentId,
        _ => null,
    };

    private static IEnumerable<(DueSubject Subject, long Id)> DueAfter(Event happened) => happened switch
    {
        CommentsImported imported => [(DueSubject.Story, imported.StoryId.Value)],
        ThreadsImported imported => imported.StoryIds.Select(story => (DueSubject.Story, story.Value)),
        PersonRenamed renamed => [(DueSubject.Person, renamed.PersonId.Value)],
        // Told once the comments have changed hands: before that they still stand under the former name.
        AuthorsMerged merged => [(DueSubject.Person, merged.Into.Value)],
        _ => [],
    };

    private static async Task MakeDue(ParleyContext db, SiteId site, DueSubject subject, long id)
    {
        var known = db.ChangeTracker.Entries<SearchDue>().Select(entry => entry.Entity)
                .FirstOrDefault(due => due.SiteId == site && due.Subject == subject && due.SubjectId == id)
            ?? await db.Set<SearchDue>().AsTracking()
                .SingleOrDefaultAsync(due => due.SiteId == site && due.Subject == subject && due.SubjectId == id);
        if (known is null)
            db.Add(new SearchDue(site, subject, id, 0));
        else
            known.GoOnAfter(0);
    }

    /// <summary>Takes in one batch of what is due, and leaves an event when there is more.</summary>
    private async Task CatchUp(ParleyContext db, DateTimeOffset now)
    {
        await db.SaveChangesAsync();
        var room = BatchSize;
        while (room > 0 && await db.Set<SearchDue>().AsTracking().OrderBy(due => due.SiteId).ThenBy(due => due.Subject).ThenBy(due => due.SubjectId).FirstOrDefaultAsync() is { } due)
        {
            var ids = await Next(db, due, room);
            await Take(db, due.SiteId, ids);
            if (ids.Count == room)
                due.GoOnAfter(ids[^1].Value);
            else
                db.Remove(due);
            room -= Math.Max(1, ids.Count);
            await db.SaveChangesAsync();
        }
        if (await db.Set<SearchDue>().OrderBy(due => due.SiteId).FirstOrDefaultAsync() is { } left)
            db.Record(left.SiteId, new IndexBehind(), now);
    }

    private static Task<List<CommentId>> Next(ParleyContext db, SearchDue due, int take)
    {
        var (site, story, person, after) = (due.SiteId, new StoryId(due.SubjectId), new PersonId(due.SubjectId), new CommentId(due.AfterId));
        var comments = db.Comments.Where(comment => comment.SiteId == site && comment.Id > after);
        var ofSubject = due.Subject == DueSubject.Story
            ? comments.Where(comment => comment.StoryId == story)
            : comments.Where(comment => comment.AuthorId == person);
        return ofSubject.OrderBy(comment => comment.Id).Take(take).Select(comment => comment.Id).ToListAsync();
    }

    /// <summary>Takes in what may be found of these comments, and forgets the others.</summary>
    private async Task Take(ParleyContext db, SiteId site, IReadOnlyList<CommentId> wanted)
    {
        if (wanted.Count == 0)
            return;
        var ids = wanted.ToList();
        var found = await (
            from comment in db.Comments
            join author in db.People on new { comment.SiteId, Id = comment.AuthorId } equals new { author.SiteId, author.Id }
            where comment.SiteId == site && comment.State == CommentState.Published && EF.Parameter(ids).Contains(comment.Id)
            select new { comment.Id, comment.StoryId, comment.Body, comment.CorrectionCount, author.Name }).AsNoTracking().ToListAsync();
        var corrected = found.Where(comment => comment.CorrectionCount > 0).Select(comment => comment.Id).ToList();
        var corrections = corrected.Count == 0 ? [] : await db.Corrections.AsNoTracking()
            .Where(line => line.SiteId == site && EF.Parameter(corrected).Contains(line.CommentId))
            .ToListAsync();
        var lines = corrections.ToLookup(line => line.CommentId, line => line.Text);
        var shown = found.ConvertAll(comment => new IndexedComment(
            site,
            comment.StoryId,
            comment.Id,
            WordsOf(string.Join('\n', lines[comment.Id].Prepend(comment.Body))),
            WordsOf(comment.Name ?? "")));
        var gone = ids.Except(found.Select(comment => comment.Id)).ToList();
        if (gone.Count > 0)
            await index.Forget(db, site, gone, CancellationToken.None);
        if (shown.Count > 0)
            await index.Write(db, shown, CancellationToken.None);
    }

    private static List<string> WordsOf(string text) => [.. SearchText.Tokens(SearchText.Normal(text)).Select(token => token.Word)];
}
