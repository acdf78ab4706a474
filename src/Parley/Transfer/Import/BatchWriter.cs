using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>What was stored.</summary>
internal readonly record struct ImportCounts(int People, int Stories, int TwinStories, int Comments)
{
    public static ImportCounts operator +(ImportCounts left, ImportCounts right) => new(
        left.People + right.People, left.Stories + right.Stories, left.TwinStories + right.TwinStories, left.Comments + right.Comments);
}

/// <summary>
/// Stores batches in one site, each in a write of its own that leaves everything right: rows, counts and one event. What
/// is there already stays as it is.
/// </summary>
internal sealed class BatchWriter(IWriteDoor door, IEngine engine, IdSource ids, MailProofs proofs, TimeProvider time, SiteId site)
{
    private const int MaxAttempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly StoredIds _stored = new();

    /// <exception cref="StorageUnavailable">The database did not take it, after several attempts.</exception>
    public async Task<ImportCounts> Write(ImportBatch batch, CancellationToken cancellation)
    {
        batch.Prove(proofs);
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await door.Write(db => Save(db, batch), cancellation)).Value;
            }
            catch (Exception failure) when (attempt < MaxAttempts && (failure is StorageUnavailable || engine.IsDuplicate(failure)))
            {
                // Locked for a while, or somebody brought the same in at this moment: the next attempt finds it there.
                await Task.Delay(pause, TimeProvider.System, cancellation);
                pause *= 2;
            }
        }
    }

    private async Task<ImportCounts> Save(ParleyContext db, ImportBatch batch)
    {
        var now = time.Now;
        var stories = new StoriesLoad(db, site, ids, now);
        var comments = new CommentsLoad(db, site, _stored, stories);
        var accounts = new AccountsLoad(db, site, _stored);
        await WordListsLoad.Bring(db, site, batch.WordLists, now);
        await Load(db, AccountsLoad.Accounts, await accounts.Rows(batch.Accounts));
        var people = new PeopleLoad(db, site, _stored);
        await people.Resolve(batch.People);
        await stories.Resolve(batch.Stories, batch.Comments.Select(unit => unit.Story));
        await comments.Resolve(batch.Comments);

        await Load(db, AccountsLoad.SignIns, accounts.SignInRows);
        await Load(db, AccountsLoad.Passkeys, accounts.PasskeyRows);
        await Load(db, PeopleLoad.People, people.Rows);
        await Load(db, PeopleLoad.FormerNames, people.FormerNameRows);
        await Load(db, IgnoresLoad.Table, await new IgnoresLoad(db, site, _stored).Rows(batch.Ignores));
        await Load(db, ThreadRows.Stories, stories.New.Select(story => ThreadRows.Row(site, story, AdditionOf(comments, story.Story.Id), _stored)));
        await Load(db, ThreadRows.Addresses, stories.New.SelectMany(story => ThreadRows.AddressRows(site, story)));
        await Load(db, ThreadRows.Comments, comments.New.Select(comment => ThreadRows.Row(site, comment, comments.RepliesOf(comment.Unit.Comment.Id))));
        await LoadFollowing(db, stories, comments);
        await Count(db, stories, comments);
        Tell(db, stories, comments, now);
        var twins = stories.New.Count(story => story.IsTwin);
        return new(people.Rows.Count, stories.New.Count - twins, twins, comments.New.Count);
    }

    /// <summary>One event a batch, so that an import notifies nobody; it says more closely what changed where that is one thread.</summary>
    private void Tell(ParleyContext db, StoriesLoad stories, CommentsLoad comments, DateTimeOffset now)
    {
        var touched = stories.New.Select(story => story.Story.Id.Value).Union(comments.Additions.Keys).Select(StoryId.From).ToList();
        if (touched.Count == 1)
            db.Record(site, new CommentsImported(touched[0], comments.New.Count), now);
        else if (touched.Count > 1)
            db.Record(site, new ThreadsImported(touched, comments.New.Count), now);
    }

    private static StoryAddition AdditionOf(CommentsLoad comments, StoryId story) => comments.Additions.GetValueOrDefault(story.Value);

    private async Task LoadFollowing(ParleyContext db, StoriesLoad stories, CommentsLoad comments)
    {
        var following = comments.New.SelectMany(comment => comment.Unit.Following, (comment, record) => (comment.Unit.Comment.Id, Record: record)).ToList();
        await Load(db, ThreadRows.Revisions, following
            .Where(one => one.Record is RevisionRecord)
            .Select(one => ThreadRows.Row(site, one.Id, (RevisionRecord)one.Record)));
        await Load(db, ThreadRows.Corrections, following
            .Where(one => one.Record is CorrectionRecord)
            .Select(one => ThreadRows.Row(site, one.Id, (CorrectionRecord)one.Record)));
        await Load(db, ThreadRows.Screenings, following
            .Where(one => one.Record is ScreeningRecord)
            .Select(one => ThreadRows.Row(site, one.Id, (ScreeningRecord)one.Record)));
        await LoadChanges(db,
        [
            .. stories.New.SelectMany(story => story.Unit.Changes, (story, change) => (StateSubject.Story, story.Story.Id.Value, change)),
            .. following.Where(one => one.Record is ChangeRecord).Select(one => (StateSubject.Comment, one.Id.Value, (ChangeRecord)one.Record)),
        ]);
    }

    private async Task LoadChanges(ParleyContext db, IReadOnlyList<(StateSubject Subject, long SubjectId, ChangeRecord Change)> changes)
    {
        if (changes.Count == 0)
            return;
        var wanted = changes.Select(one => one.Change.Id).ToList();
        var there = await db.StateChanges
            .Where(change => change.SiteId == site && EF.Parameter(wanted).Contains(change.Id))
            .Select(change => change.Id)
            .ToListAsync();
        await Load(db, ThreadRows.Changes, changes
            .ExceptBy(there, one => one.Change.Id)
            .Select(one => ThreadRows.Row(site, one.Subject, one.SubjectId, one.Change)));
    }

    /// <summary>Brings up the counts of what was stored before this batch.</summary>
    private async Task Count(ParleyContext db, StoriesLoad stories, CommentsLoad comments)
    {
        var replies = comments.RepliesToStored();
        if (replies.Count > 0)
            await engine.BulkAdd(db.Database.GetDbConnection(), ReplyCounts.Number, site, replies, CancellationToken.None);
        var brought = stories.New.Select(story => story.Story.Id.Value).ToHashSet();
        foreach (var (story, addition) in comments.Additions)
            if (!brought.Contains(story) && addition.Published > 0)
                await StoryTotals.Add(db, site, new StoryId(story), addition.Published, addition.LastAt);
    }

    private async Task Load(ParleyContext db, BulkTable table, IEnumerable<object?[]> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
            await engine.BulkLoad(db.Database.GetDbConnection(), table, all, CancellationToken.None);
    }
}
