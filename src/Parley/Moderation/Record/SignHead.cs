using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Quartz;

namespace Parley.Moderation.Record;

/// <summary>Writes down outside the database, every hour, where the record stands.</summary>
[DisallowConcurrentExecution]
internal sealed class SignHead(IDbContextFactory<ParleyContext> reading, SignedHeads heads, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Sign(cancellationToken);

    /// <summary>Nothing is written where nothing was added.</summary>
    public async Task Sign(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var head = await db.AuditHeads.SingleOrDefaultAsync(one => one.Name == AuditHead.Only, cancellation);
        if (head is null || (await heads.Read(cancellation)).Heads is [.., var last] && last.Sequence == head.Sequence)
            return;
        await heads.Add(new SignedHead(time.Now, head.Sequence, head.Hash), cancellation);
    }
}

/// <summary>Destroys personal values of the record that are old; the chain goes on holding without them.</summary>
internal sealed class SpentAuditValues(IWriteDoor door, TimeProvider time) : IJob
{
    /// <summary>Two years: as long as complaints, disputes and the yearly report may still ask for them.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(730);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = time.Now - KeptFor;
        await door.Write(async db => await db.AuditValues.Where(value => value.At < before).ExecuteDeleteAsync(), cancellationToken);
    }
}
