using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Platform.Mail;

/// <summary>
/// Sends what waits, on every node: a mail is taken by moving its turn on, which only one node can do. It is deleted once
/// the server has it; one that nobody takes for a day is given up.
/// </summary>
internal sealed class OutboxSender(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    Outbox outbox,
    IMailCarrier carrier,
    MailOptions options,
    TimeProvider time,
    ILogger<OutboxSender> log) : BackgroundService
{
    private const int BatchSize = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Longer than any server takes, so that no other node sends what this one is sending.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait after each try that failed. A server that is down is back within a day, or its operator knows.</summary>
    private static readonly TimeSpan[] BackOff =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Send(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Waiting mail could not be read; trying again");
            }
            await Task.Delay(Pace, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Send(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var due = await db.Set<OutboxMail>()
            .Where(mail => mail.GaveUpAt == null && mail.DueAt <= now)
            .OrderBy(mail => mail.DueAt)
            .Take(BatchSize)
            .ToListAsync(cancellation);
        foreach (var mail in due)
            if (await Take(mail, cancellation))
                await Send(mail, cancellation);
    }

    /// <returns>False when another node was quicker.</returns>
    private async Task<bool> Take(OutboxMail mail, CancellationToken cancellation)
    {
        try
        {
            await door.Write(
                db =>
                {
                    db.Attach(mail);
                    mail.Lease(time.Now + Lease);
                    return Task.CompletedTask;
                },
                cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task Send(OutboxMail mail, CancellationToken cancellation)
    {
        if (outbox.Open(mail) is not { } text)
        {
            log.LogError("A waiting mail was sealed with another installation's secret; it is given up");
            await Change(mail, one => one.GiveUp(time.Now), cancellation);
            return;
        }
        try
        {
            await carrier.Carry(MimeMails.Make(text, options.Sender, mail.Id, mail.CreatedAt), mail.Id, cancellation);
            await door.Write(async db => await db.Set<OutboxMail>().Where(one => one.Id == mail.Id).ExecuteDeleteAsync(), cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("A mail could not be sent (try {Try}): {Why}", mail.Tries, failure.Message);
            await Change(mail, Later, cancellation);
        }
    }

    private void Later(OutboxMail mail)
    {
        if (mail.Tries > BackOff.Length)
            mail.GiveUp(time.Now);
        else
            mail.Postpone(time.Now + BackOff[mail.Tries - 1]);
    }

    private async Task Change(OutboxMail mail, Action<OutboxMail> change, CancellationToken cancellation) =>
        await door.Write(
            async db =>
            {
                // It may be gone: whoever it was for may have erased their account meanwhile.
                if (await db.Set<OutboxMail>().AsTracking().SingleOrDefaultAsync(one => one.Id == mail.Id) is { } waiting)
                    change(waiting);
            },
            cancellation);
}
