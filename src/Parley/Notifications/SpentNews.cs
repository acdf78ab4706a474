using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Quartz;

namespace Parley.Notifications;

/// <summary>Empties inboxes of what is old: the comments themselves stay where they are.</summary>
internal sealed class SpentNews(IWriteDoor door, TimeProvider time) : IJob
{
    /// <summary>Half a year: nobody looks for older answers here.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = time.Now - KeptFor;
        await door.Write(async db => await db.Inbox.Where(entry => entry.At < before).ExecuteDeleteAsync(), cancellationToken);
    }
}
