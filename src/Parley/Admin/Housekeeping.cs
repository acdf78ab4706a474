using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Quartz;

namespace Parley.Admin;

/// <summary>Throws away what has served its time: old events that every cursor has passed, and idempotency keys.</summary>
internal sealed class Housekeeping(IWriteDoor door, TimeProvider time) : IJob
{
    private const int BatchSize = 1_000;

    private static readonly TimeSpan EventsKeptFor = TimeSpan.FromDays(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var cancellation = cancellationToken;
        while ((await door.Write(ForgetKeys, cancellation)).Value == BatchSize)
            cancellation.ThrowIfCancellationRequested();
        while ((await door.Write(ForgetEvents, cancellation)).Value == BatchSize)
            cancellation.ThrowIfCancellationRequested();
    }

    private async Task<int> ForgetKeys(ParleyContext db)
    {
        var before = time.Now - IdempotencyKey.KeptFor;
        var old = await db.IdempotencyKeys.Where(key => key.At < before).OrderBy(key => key.At).Take(BatchSize).ToListAsync();
        db.RemoveRange(old);
        return old.Count;
    }

    private async Task<int> ForgetEvents(ParleyContext db)
    {
        var cursors = await db.Set<EventCursor>().AsNoTracking().ToListAsync();
        var passed = cursors.Count == 0 ? EventPosition.Start : cursors.Min(cursor => cursor.Position);
        var before = time.Now - EventsKeptFor;
        var old = await db.Set<EventRow>()
            .OrderBy(row => row.Transaction).ThenBy(row => row.Sequence)
            .Take(BatchSize)
            .ToListAsync();
        old.RemoveAll(row => row.At >= before || row.Position > passed);
        db.RemoveRange(old);
        return old.Count;
    }
}
