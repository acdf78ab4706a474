using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>A stored comment with what screens say of it.</summary>
internal sealed record Rescreened(Comment Comment, ScreeningResult Said);

/// <summary>
/// Lets screens look at comments that stand already, as things were when each was written: to try a setting, and after an
/// import. Nothing is held and nobody is told.
/// </summary>
internal sealed class StoredComments(
    IDbContextFactory<ParleyContext> reading, TextScreening screens, IWriteDoor door, TimeProvider time)
{
    /// <summary>Comments a setting is tried on.</summary>
    public const int Tried = 1_000;

    private const int BatchSize = 500;

    /// <summary>What one screen would have said of the last comments of a site, the newest first; what it would pass is left out.</summary>
    /// <param name="site">With the settings to be tried.</param>
    /// <returns>What it found, and among how many comments.</returns>
    public async Task<(IReadOnlyList<Rescreened> Found, int Among)> Try(LiveSite site, IScreen screen, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var withdrawn = db.Set<Person>().Where(person => person.SiteId == site.Id && person.Kind == PersonKind.Withdrawn).Select(person => person.Id);
        var last = await db.Comments.Where(one => one.SiteId == site.Id && one.Body != "" && !withdrawn.Contains(one.AuthorId))
            .OrderByDescending(one => one.Id).Take(Tried).ToListAsync(cancellation);
        var said = await Look(db, site, last, screen, cancellation);
        return ([.. said.Where(one => one.Said.Findings.Count > 0)], last.Count);
    }

    /// <summary>Screens every comment of a site with all screens that are on or in trial, and stores what they said.</summary>
    /// <param name="told">Called after each batch with the number done so far.</param>
    /// <returns>How many were looked at, and in how many something was found.</returns>
    public async Task<(int Looked, int Found)> ScreenAll(LiveSite site, Action<int> told, CancellationToken cancellation)
    {
        var (after, looked, found) = (default(CommentId), 0, 0);
        while (true)
        {
            await using var db = await reading.CreateDbContextAsync(cancellation);
            var batch = await db.Comments.Where(one => one.SiteId == site.Id && one.Id > after)
                .OrderBy(one => one.Id).Take(BatchSize).ToListAsync(cancellation);
            if (batch.Count == 0)
                return (looked, found);
            var said = await Look(db, site, [.. batch.Where(one => one.Body.Length > 0)], null, cancellation);
            await door.Write(to => Store(to, site, said), cancellation);
            (after, looked, found) = (batch[^1].Id, looked + said.Count, found + said.Count(one => one.Said.Findings.Count > 0));
            told(looked);
        }
    }

    private async Task<List<Rescreened>> Look(
        ParleyContext db, LiveSite site, List<Comment> comments, IScreen? only, CancellationToken cancellation)
    {
        var authors = comments.Select(one => one.AuthorId).Distinct().ToList();
        var people = await db.Set<Person>().Where(one => one.SiteId == site.Id && EF.Parameter(authors).Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, cancellation);
        var needed = FactsNeededBy.Of(only is null ? screens.All : [only], site.Settings);
        var said = new List<Rescreened>(comments.Count);
        foreach (var comment in comments)
        {
            var author = people[comment.AuthorId];
            var facts = needed != FactsNeeded.None ? await ScreenFactsReader.ReadThen(db, site, author, comment) : new ScreenFacts(author, comment.StoryId);
            // An import has no HTML yet; what its source renders to is looked at all the same.
            var rendered = comment.Html ?? CommentText.RenderStored(comment.Body, site.Settings.MaxLength, comment.Fold).Html;
            var text = new ScreenedText(site, comment.Body, rendered + comment.FoldedHtml, facts, comment.PostedAt) { Itself = comment.Id };
            said.Add(new(comment, await screens.LookAgain(text, only, cancellation)));
        }
        return said;
    }

    private Task Store(ParleyContext db, LiveSite site, List<Rescreened> said)
    {
        var now = time.Now;
        foreach (var (comment, result) in said)
        {
            db.Add(new CommentScreening(site.Id, comment.Id, comment.Revision, result, now));
            if (result.Event(comment.StoryId, comment.Id, comment.Revision) is { } noted)
                db.Record(site.Id, noted, now);
        }
        return Task.CompletedTask;
    }
}
