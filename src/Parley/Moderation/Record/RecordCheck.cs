using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Moderation.Record;

/// <summary>What a check of the record found.</summary>
/// <param name="Linked">Rows in the chain.</param>
/// <param name="Tail">Rows not linked yet: written within the last second, or by a node that died.</param>
/// <param name="Heads">Signed heads outside the database that agree.</param>
/// <param name="Faults">What is not as it was written, in words; none when all is.</param>
internal sealed record RecordFindings(long Linked, int Tail, int Heads, IReadOnlyList<string> Faults);

/// <summary>Reads the record from its first row and holds it to its chain and to the signed heads outside.</summary>
internal sealed class RecordCheck(IDbContextFactory<ParleyContext> reading, SignedHeads signed)
{
    /// <summary>Rows in memory at a time.</summary>
    private const int BatchSize = 5_000;

    /// <summary>Once the chain is broken every later row may be: a few faults say where.</summary>
    private const int MaxFaults = 20;

    public async Task<RecordFindings> Run(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var (heads, forged) = await signed.Read(cancellation);
        var faults = forged.Select(line => $"{SignedHeads.FileName}, line {line}: not signed with this installation's secret").ToList();
        var walk = new ChainWalk(heads.ToLookup(head => head.Sequence), faults);
        while (faults.Count < MaxFaults)
        {
            var after = walk.Sequence;
            var rows = await db.AuditLog.Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(BatchSize).ToListAsync(cancellation);
            if (rows.Count == 0)
                break;
            var last = rows[^1].Sequence;
            var values = await (
                from row in db.AuditLog
                join value in db.AuditValues on row.Id equals value.AuditId
                where row.Sequence > after && row.Sequence <= last
                select value).ToListAsync(cancellation);
            walk.Go(rows, values.ToLookup(value => value.AuditId));
        }
        await CheckEnd(db, walk, heads, faults, cancellation);
        return new(walk.Count, await db.AuditLog.CountAsync(row => row.Sequence == null, cancellation), walk.HeadsMet, faults);
    }

    private static async Task CheckEnd(ParleyContext db, ChainWalk walk, IReadOnlyList<SignedHead> heads, List<string> faults, CancellationToken cancellation)
    {
        if (faults.Count >= MaxFaults)
            return;
        var head = await db.AuditHeads.SingleOrDefaultAsync(one => one.Name == AuditHead.Only, cancellation);
        if ((head?.Sequence ?? 0) != walk.Sequence)
            faults.Add($"the chain ends at row {walk.Sequence}, and its head says {head?.Sequence ?? 0}: rows were dropped from its end");
        foreach (var beyond in heads.Where(one => one.Sequence > walk.Sequence))
            faults.Add($"the head signed at {beyond.At:u} is row {beyond.Sequence}, which is not there any more");
    }
}

/// <summary>Follows the chain from row to row.</summary>
internal sealed class ChainWalk(ILookup<long, SignedHead> heads, List<string> faults)
{
    private byte[] _before = AuditChain.Beginning;

    /// <summary>Place of the last row seen.</summary>
    public long Sequence { get; private set; }

    public long Count { get; private set; }

    public int HeadsMet { get; private set; }

    public void Go(IEnumerable<AuditRow> rows, ILookup<AuditId, AuditValue> values)
    {
        foreach (var row in rows)
        {
            var sequence = row.Sequence!.Value;
            if (sequence != Sequence + 1)
                faults.Add(sequence == Sequence + 2 ? $"row {Sequence + 1} is missing" : $"rows {Sequence + 1} to {sequence - 1} are missing");
            var digests = row.Digests ?? "";
            if (!AuditChain.Link(_before, sequence, row, digests).AsSpan().SequenceEqual(row.Hash))
                faults.Add($"row {sequence} ({row.Id}, {row.At:u}) is not what was linked there: it, or its place, was changed");
            foreach (var value in values[row.Id].Where(value => !AuditChain.Holds(digests, value)))
                faults.Add($"row {sequence} ({row.Id}): its {value.Name} was changed");
            foreach (var head in heads[sequence])
            {
                if (head.Hash.AsSpan().SequenceEqual(row.Hash))
                    HeadsMet++;
                else
                    faults.Add($"row {sequence} is another than the one signed at {head.At:u}");
            }
            // Goes on from what stands there, so that one changed row is one fault.
            (_before, Sequence, Count) = (row.Hash ?? _before, sequence, Count + 1);
        }
    }
}
