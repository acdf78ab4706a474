using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Moderation.Record;

/// <summary>
/// Links the rows of the record into its chain, shortly after they were written. It runs on every node; the head moves in the
/// same transaction as the rows, so that of two that link at once one gives way.
/// </summary>
internal sealed class AuditLinker(IDbContextFactory<ParleyContext> reading, IWriteDoor door, IEngine engine, ILogger<AuditLinker> log) : BackgroundService
{
    /// <summary>A write of a few milliseconds; more rows are next.</summary>
    private const int BatchSize = 200;

    /// <summary>A row is linked within a second of its change, however busy the node is.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await LinkSome(stoppingToken) < BatchSize)
                    await Task.Delay(Pace, TimeProvider.System, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "The record could not be linked; trying again");
                await Task.Delay(Pace * 4, TimeProvider.System, stoppingToken);
            }
        }
    }

    /// <returns>How many rows were waiting, up to a batch.</returns>
    public async Task<int> LinkSome(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        // The head first: rows another node links from here on have moved it, and then nothing of this round counts.
        var head = await db.AuditHeads.SingleOrDefaultAsync(one => one.Name == AuditHead.Only, cancellation);
        var waiting = await db.AuditLog.Where(row => row.Sequence == null).OrderBy(row => row.Id).Take(BatchSize).ToListAsync(cancellation);
        if (waiting.Count == 0)
            return 0;
        var ids = waiting.ConvertAll(row => row.Id);
        var values = (await db.AuditValues.Where(value => EF.Parameter(ids).Contains(value.AuditId)).ToListAsync(cancellation)).ToLookup(value => value.AuditId);
        var links = Chain(waiting, values, head);
        try
        {
            await door.Write(writing => Save(writing, head, waiting, links), cancellation);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || engine.IsDuplicate(failure))
        {
            // Another node linked them; the next round goes on after it.
            log.LogDebug("Another node was quicker with the record");
        }
        return waiting.Count;
    }

    private static List<(string Digests, byte[] Hash)> Chain(List<AuditRow> rows, ILookup<AuditId, AuditValue> values, AuditHead? head)
    {
        var (sequence, before) = (head?.Sequence ?? 0, head?.Hash ?? AuditChain.Beginning);
        var links = new List<(string, byte[])>(rows.Count);
        foreach (var row in rows)
        {
            var digests = AuditChain.DigestsOf(values[row.Id]);
            before = AuditChain.Link(before, ++sequence, row, digests);
            links.Add((digests, before));
        }
        return links;
    }

    private static async Task Save(ParleyContext db, AuditHead? known, List<AuditRow> rows, List<(string Digests, byte[] Hash)> links)
    {
        var sequence = known?.Sequence ?? 0;
        var head = await db.AuditHeads.AsTracking().SingleOrDefaultAsync(one => one.Name == AuditHead.Only);
        if ((head?.Sequence ?? 0) != sequence)
            return;
        for (var at = 0; at < rows.Count; at++)
        {
            db.Attach(rows[at]);
            rows[at].Link(++sequence, links[at].Digests, links[at].Hash);
        }
        if (head is null)
            db.Add(new AuditHead(AuditHead.Only, sequence, links[^1].Hash));
        else
            head.MoveTo(sequence, links[^1].Hash);
    }
}
