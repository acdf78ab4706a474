using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Export;

/// <summary>Writes all a site holds, as it is at one moment, in the order of ids: the same site gives the same bytes.</summary>
internal sealed class SiteExport(IDbContextFactory<ParleyContext> reading, IEngine engine)
{
    /// <param name="withCredentials">Whether hashes of guests' secrets go along.</param>
    public async Task<EndRecord> Write(
        SiteId site, bool withCredentials, Stream to, ExportProgress progress, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        await using var moment = await engine.HoldSnapshot(db, cancellation);
        using var writer = new RecordWriter(to);
        var pages = new PeoplePages(db, site, cancellation);
        await writer.Write(HeaderRecord.Current(withCredentials), RecordJson.Default.HeaderRecord, cancellation);
        await WriteSite(db, site, writer, cancellation);
        await WriteAccounts(pages, withCredentials, writer, cancellation);
        var people = await WritePeople(pages, withCredentials, writer, cancellation);
        var (stories, comments) = await WriteStories(new SitePages(db, site, cancellation), writer, progress, cancellation);
        var end = new EndRecord { People = people, Stories = stories, Comments = comments };
        await writer.Write(end, RecordJson.Default.EndRecord, cancellation);
        await writer.Flush(cancellation);
        return end;
    }

    private static async Task WriteSite(ParleyContext db, SiteId id, RecordWriter writer, CancellationToken cancellation)
    {
        var site = await db.Sites.SingleAsync(one => one.Id == id, cancellation);
        var settings = await db.Settings.Where(setting => setting.SiteId == id).ToListAsync(cancellation);
        await writer.Write(Drawn.Site(site, settings), RecordJson.Default.SiteRecord, cancellation);
        var lists = await db.WordLists.Where(list => list.SiteId == id).ToListAsync(cancellation);
        foreach (var part in lists.OrderBy(list => list.Name, StringComparer.Ordinal).SelectMany(Drawn.WordList))
            await writer.Write(part, RecordJson.Default.WordListRecord, cancellation);
    }

    private static async Task WriteAccounts(
        PeoplePages pages, bool withCredentials, RecordWriter writer, CancellationToken cancellation)
    {
        await foreach (var account in pages.Accounts())
            await writer.Write(Drawn.Account(account, withCredentials), RecordJson.Default.AccountRecord, cancellation);
    }

    private static async Task<int> WritePeople(
        PeoplePages pages, bool withCredentials, RecordWriter writer, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var person in pages.People())
        {
            await writer.Write(Drawn.Person(person, withCredentials), RecordJson.Default.PersonRecord, cancellation);
            count++;
        }
        await foreach (var one in pages.Ignored().WithCancellation(cancellation))
            await writer.Write(Drawn.Ignore(one), RecordJson.Default.IgnoreRecord, cancellation);
        return count;
    }

    /// <summary>Each story, then its comments: both are read in the order of stories, side by side.</summary>
    private static async Task<(int Stories, int Comments)> WriteStories(
        SitePages pages, RecordWriter writer, ExportProgress progress, CancellationToken cancellation)
    {
        var (stories, written) = (0, 0);
        await using var comments = pages.Comments().GetAsyncEnumerator(cancellation);
        var isMore = await comments.MoveNextAsync();
        await foreach (var part in pages.Stories())
        {
            await writer.Write(Drawn.Story(part.Story, part.Addresses), RecordJson.Default.StoryRecord, cancellation);
            await WriteChanges(part.Changes, writer, cancellation);
            stories++;
            for (; isMore && comments.Current.Comment.StoryId == part.Story.Id; isMore = await comments.MoveNextAsync())
            {
                await WriteComment(comments.Current, writer, cancellation);
                progress.Written(++written);
            }
        }
        return (stories, written);
    }

    private static async ValueTask WriteComment(CommentPart part, RecordWriter writer, CancellationToken cancellation)
    {
        await writer.Write(Drawn.Comment(part.Comment), RecordJson.Default.CommentRecord, cancellation);
        foreach (var revision in part.Revisions)
            await writer.Write(Drawn.Revision(revision), RecordJson.Default.RevisionRecord, cancellation);
        foreach (var line in part.Corrections)
            await writer.Write(Drawn.Correction(line), RecordJson.Default.CorrectionRecord, cancellation);
        foreach (var said in part.Screenings)
            await writer.Write(Drawn.Screening(said), RecordJson.Default.ScreeningRecord, cancellation);
        await WriteChanges(part.Changes, writer, cancellation);
    }

    private static async ValueTask WriteChanges(IEnumerable<StateChange> changes, RecordWriter writer, CancellationToken cancellation)
    {
        foreach (var change in changes)
            await writer.Write(Drawn.Change(change), RecordJson.Default.ChangeRecord, cancellation);
    }
}
