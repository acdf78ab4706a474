using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Quartz;

namespace Parley.Platform.Mail;

/// <summary>
/// Writes the mails that are due: rows say what, and all that is due to one receiver goes into one mail, which is kept in the
/// same write that marks its rows as told. Of two nodes that take the same rows one gives way.
/// </summary>
/// <typeparam name="TDue">A row; changing or removing it must fail where somebody else did so first.</typeparam>
/// <typeparam name="TTo">What rows share that go into one mail.</typeparam>
internal abstract class DueMails<TDue, TTo>(IDbContextFactory<ParleyContext> reading, IWriteDoor door, TimeProvider time) : IJob
    where TDue : class
    where TTo : notnull
{
    /// <summary>Rows looked at in one go; what is left over is next.</summary>
    private const int BatchSize = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendSome(cancellationToken) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>How many rows were due.</returns>
    public async Task<int> SendSome(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var due = await Due(db, now).Take(BatchSize).ToListAsync(cancellation);
        foreach (var rows in due.GroupBy(To))
            await Send(rows.Key, [.. rows], now, cancellation);
        return due.Count;
    }

    /// <summary>What is due by now, the oldest first.</summary>
    protected abstract IQueryable<TDue> Due(ParleyContext db, DateTimeOffset now);

    protected abstract TTo To(TDue row);

    /// <returns>Null where there is nothing to tell, or nobody to tell it to: the rows are marked all the same.</returns>
    protected abstract Task<OutboxMail?> Draw(ParleyContext db, TTo to, IReadOnlyList<TDue> rows, CancellationToken cancellation);

    /// <summary>Notes that a row was told, inside the write.</summary>
    protected abstract void Mark(ParleyContext db, TDue row, DateTimeOffset now);

    private async Task Send(TTo to, IReadOnlyList<TDue> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var mail = await Draw(db, to, rows, cancellation);
        try
        {
            await door.Write(
                writing =>
                {
                    foreach (var row in rows)
                        Mark(writing, row, now);
                    if (mail is not null)
                        writing.Add(mail);
                    return Task.CompletedTask;
                },
                cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was quicker, or the receiver wants none of it any more: what is still due comes again.
        }
    }
}
