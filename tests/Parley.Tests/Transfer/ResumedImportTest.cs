using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Events;
using Parley.Tests.Hosting;

namespace Parley.Tests.Transfer;

public sealed class ResumedImportTest
{
    /// <summary>More than three batches.</summary>
    private const int Many = 16_000;

    /// <summary>Here two batches have been read, so the first is stored: a file is read a megabyte at a time.</summary>
    private const int BytesBeforeStop = 3 * 1024 * 1024;

    [Theory, ClassData<Engines>]
    public async Task A_run_that_was_stopped_is_taken_up_where_it_was(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await using var undisturbed = await TransferPlace.Create(engine);
        var file = WrittenFile.Long(Many).Bytes;
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => place.Import(new StoppedFile(file, BytesBeforeStop, stop), null, stop.Token));
        var before = (int)(await place.Rows())["comments"];

        var resumed = await place.Bring(file);

        Assert.InRange(before, 1, Many - 1);
        Assert.Equal(Many - before, resumed.New.Comments);
        await undisturbed.Bring(file);
        Assert.Equal(await undisturbed.Export(WrittenFile.SiteName), await place.Export(WrittenFile.SiteName));
        await using var db = await place.Open();
        await Recounting.AssertCounts(db);
    }

    [Theory, ClassData<Engines>]
    public async Task A_repeated_run_changes_nothing(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await FullSite.Store(place.Door);
        await using var there = await TransferPlace.Create(engine);
        var file = await place.Export(FullSite.Name, withCredentials: true);
        await there.Bring(file);
        var before = await there.DumpAll();

        var again = await there.Bring(file);

        Assert.Equal((0, 0, 0, 0), (again.New.People, again.New.Stories, again.New.TwinStories, again.New.Comments));
        Assert.Equal(before, await there.DumpAll());
    }

    [Theory, ClassData<Engines>]
    public async Task A_file_brought_back_where_it_came_from_changes_nothing(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await FullSite.Store(place.Door);
        var before = await place.DumpAll();

        await place.Bring(await place.Export(FullSite.Name));

        Assert.Equal(before, await place.DumpAll());
    }

    [Theory, ClassData<Engines>]
    public async Task A_batch_leaves_one_event_and_none_for_each_comment(string engine)
    {
        await using var place = await TransferPlace.Create(engine);

        await place.Bring(WrittenFile.Long(Many).Bytes);

        var imported = (await Events(place)).OfType<CommentsImported>().ToList();
        Assert.InRange(imported.Count, 2, Many / 1_000);
        Assert.Equal(Many, imported.Sum(one => one.Count));
        Assert.DoesNotContain(await Events(place), one => one is CommentPosted);
    }

    [Theory, ClassData<Engines>]
    public async Task A_batch_of_several_threads_leaves_one_event_for_all(string engine)
    {
        await using var place = await TransferPlace.Create(engine);

        await place.Bring(WrittenFile.Small().Bytes);

        var imported = Assert.Single((await Events(place)).OfType<ThreadsImported>());
        Assert.Equal((2, 3), (imported.StoryIds.Count, imported.Count));
    }

    private static async Task<IReadOnlyList<Event>> Events(TransferPlace place)
    {
        await using var db = await place.Open();
        return [.. (await db.Set<EventRow>().ToListAsync()).Select(row => EventKinds.Read(row.Kind, row.Data)!)];
    }
}
