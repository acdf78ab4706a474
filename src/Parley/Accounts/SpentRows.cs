using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Quartz;

namespace Parley.Accounts;

/// <summary>Throws away what has served its time: codes, tokens that counted, sessions long over, names given up, mails nobody took.</summary>
internal sealed class SpentRows(IWriteDoor door, TimeProvider time) : IJob
{
    /// <summary>As long as they count towards the mails one address gets in an hour, and a little.</summary>
    private static readonly TimeSpan CodesKept = TimeSpan.FromHours(2);

    /// <summary>So that somebody may still ask about a sign-in they do not know.</summary>
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);

    /// <summary>As long as staff may want to know who somebody was.</summary>
    public static readonly TimeSpan NamesKept = TimeSpan.FromDays(180);

    /// <summary>So that the operator sees what did not go out; it holds an address.</summary>
    private static readonly TimeSpan MailsKept = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.Now;
        var (codes, sessions, names, mails) = (now - CodesKept, now - SessionsKept, now - NamesKept, now - MailsKept);
        await door.Write(
            async db =>
            {
                await db.Codes.Where(code => code.EndsAt < codes).ExecuteDeleteAsync();
                await db.UsedTokens.Where(token => token.EndsAt < now).ExecuteDeleteAsync();
                await db.Sessions.Where(session => session.EndsAt < sessions).ExecuteDeleteAsync();
                await db.Set<OutboxMail>().Where(mail => mail.GaveUpAt < mails).ExecuteDeleteAsync();
                await db.FormerNames.Where(former => former.GivenUpAt < names).ExecuteDeleteAsync();
            },
            cancellationToken);
    }
}
