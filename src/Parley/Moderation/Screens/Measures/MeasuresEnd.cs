using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Stories;
using Quartz;

namespace Parley.Moderation.Screens.Measures;

/// <summary>Ends measures whose time is up, and forgets refusals nobody can appeal against any more.</summary>
internal sealed class MeasuresEnd(IWriteDoor door, IdSource ids, TimeProvider time) : IJob
{
    private const int BatchSize = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await End(cancellationToken);
        while ((await door.Write(Forget, cancellationToken)).Value == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Ends what is due now.</summary>
    public Task End(CancellationToken cancellation) => door.Write(EndDue, cancellation);

    private async Task EndDue(ParleyContext db)
    {
        var now = time.Now;
        var due = await db.Measures.AsNoTracking().Where(one => one.EndsAt <= now).OrderBy(one => one.EndsAt).Take(BatchSize).ToListAsync();
        foreach (var one in due)
        {
            var actor = new Actor(ActorKind.Parley);
            await SetMeasure.Put(db, one.SiteId, new(one.Kind, one.SubjectId, false), one.IsByRule, actor, ids, now);
            if (one is { IsByRule: true, Kind: MeasureKind.Newcomers })
                db.Record(one.SiteId, new FloodEnded(new StoryId(one.SubjectId)), now);
        }
    }

    private async Task<int> Forget(ParleyContext db)
    {
        var before = time.Now - RefusedText.KeptFor;
        var old = await db.RefusedTexts.Where(one => one.At < before).OrderBy(one => one.At).Take(BatchSize).ToListAsync();
        db.RemoveRange(old);
        return old.Count;
    }
}
