using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation.Record;
using Parley.Platform.Data;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Record;

/// <summary>What staff and Parley do is written with the change, linked at once, and no one changes it unseen.</summary>
public sealed class RecordTest
{
    [Theory, ClassData<Engines>]
    public async Task A_change_is_linked_within_a_second_and_the_record_is_whole(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        await app.Set("max-length", "300");
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", new { state = "remove", reason = "too rude" })).EnsureSuccessStatusCode();

        await Linked(app);

        await using var db = await app.OpenToRead();
        var rows = await db.AuditLog.OrderBy(row => row.Sequence).ToListAsync();
        Assert.Contains(rows, row => row is { Kind: "setting", Subject: "max-length" } && row.FactValues()["latter"] == "300");
        var removal = Assert.Single(rows, row => row.Kind == "state");
        Assert.Equal(("removed", "publisher"), (removal.FactValues()["to"], removal.Actor));
        Assert.DoesNotContain("rude", removal.Facts, StringComparison.Ordinal);
        Assert.Equal("too rude", (await db.AuditValues.SingleAsync(value => value.AuditId == removal.Id)).Value);
        var found = await Check(app);
        Assert.Empty(found.Faults);
        Assert.Equal((rows.Count, 0), ((int)found.Linked, found.Tail));
    }

    [Theory, ClassData<Engines>]
    public async Task Two_nodes_link_one_chain(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await using var node = await ParleyApp.StartOn(app.Database);

        for (var at = 0; at < 20; at++)
            await (at % 2 == 0 ? app : node).Set("max-length", $"{300 + at}");
        await Linked(app);

        var found = await Check(node);
        Assert.Empty(found.Faults);
        Assert.True(found.Linked >= 20);
    }

    public static TheoryData<string, string> Tamperings()
    {
        var all = new TheoryData<string, string>();
        foreach (var engine in new Engines())
            foreach (var how in new[] { "changed", "dropped", "cut off", "reordered", "value" })
                all.Add(engine.Data, how);
        return all;
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Whatever_is_done_to_it_is_found(string engine, string how)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        for (var at = 0; at < 4; at++)
            await app.Set("max-length", $"{300 + at}");
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", new { state = "remove", reason = "too rude" })).EnsureSuccessStatusCode();
        await Linked(app);
        await app.Services.GetRequiredService<SignHead>().Sign(default);

        await app.Services.GetRequiredService<IWriteDoor>().Write(db => Tamper(db, how), default);

        var fault = string.Join('\n', (await Check(app)).Faults);
        Assert.Contains(how switch { "dropped" => "row 3 is missing", "cut off" => "not there any more", "value" => "reason was changed", _ => "row 3 " }, fault, StringComparison.Ordinal);
    }

    /// <summary>Whoever writes the whole chain anew cannot write what was signed outside.</summary>
    [Theory, ClassData<Engines>]
    public async Task Another_past_does_not_agree_with_the_signed_head(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("max-length", "300");
        await Linked(app);
        await app.Services.GetRequiredService<SignHead>().Sign(default);
        Assert.Equal(1, (await Check(app)).Heads);

        await app.Services.GetRequiredService<IWriteDoor>().Write(
            async db =>
            {
                await db.AuditLog.ExecuteUpdateAsync(set => set
                    .SetProperty(row => row.Facts, "{}").SetProperty(row => row.Sequence, (long?)null).SetProperty(row => row.Hash, (byte[]?)null));
                await db.AuditHeads.ExecuteDeleteAsync();
            },
            default);
        await Linked(app);

        Assert.Contains((await Check(app)).Faults, fault => fault.Contains("another than the one signed", StringComparison.Ordinal));
        await File.AppendAllTextAsync(Path.Combine(app.Database.DataFolder, SignedHeads.FileName), "2026-01-01T00:00:00Z 1 00 00\n");
        Assert.Contains((await Check(app)).Faults, fault => fault.Contains("line 2: not signed", StringComparison.Ordinal));
    }

    [Theory, ClassData<Engines>]
    public async Task Personal_values_can_be_destroyed_and_the_chain_still_holds(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", new { state = "remove", reason = "too rude" })).EnsureSuccessStatusCode();
        await Linked(app);

        await app.Services.GetRequiredService<IWriteDoor>().Write(db => (Task)db.AuditValues.ExecuteDeleteAsync(), default);

        Assert.Empty((await Check(app)).Faults);
    }

    /// <summary>Waits, as whoever looks at the record does, until nothing is left to link.</summary>
    internal static async Task Linked(ParleyApp app)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            await using var db = await app.OpenToRead();
            if (!await db.AuditLog.AnyAsync(row => row.Sequence == null))
                return;
            await Task.Delay(50);
        }
        Assert.Fail("The record was not linked.");
    }

    private static Task<RecordFindings> Check(ParleyApp app) => app.Services.GetRequiredService<RecordCheck>().Run(default);

    private static Task Tamper(ParleyContext db, string how) => how switch
    {
        "changed" => db.AuditLog.Where(row => row.Sequence == 3).ExecuteUpdateAsync(set => set.SetProperty(row => row.Facts, "{}")),
        "dropped" => db.AuditLog.Where(row => row.Sequence == 3).ExecuteDeleteAsync(),
        "cut off" => CutOff(db),
        "reordered" => Reorder(db),
        _ => db.AuditValues.ExecuteUpdateAsync(set => set.SetProperty(value => value.Value, "kind")),
    };

    private static async Task CutOff(ParleyContext db)
    {
        await db.AuditLog.Where(row => row.Sequence > 3).ExecuteDeleteAsync();
        var hash = (await db.AuditLog.SingleAsync(row => row.Sequence == 3)).Hash!;
        await db.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(head => head.Sequence, 3L).SetProperty(head => head.Hash, hash));
    }

    private static async Task Reorder(ParleyContext db)
    {
        await db.AuditLog.Where(row => row.Sequence == 3).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, 99L));
        await db.AuditLog.Where(row => row.Sequence == 4).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, 3L));
        await db.AuditLog.Where(row => row.Sequence == 99).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, 4L));
    }
}
