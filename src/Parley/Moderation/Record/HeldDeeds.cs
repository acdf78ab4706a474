using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Moderation.Record;

/// <summary>What the record holds of a person apart from ids.</summary>
internal sealed class HeldDeeds : IHeldOnPerson
{
    public string Name => "record";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var rows = await (
            from value in db.AuditValues
            join row in db.AuditLog on value.AuditId equals row.Id
            where value.SiteId == person.SiteId && value.PersonId == person.Id.Value
            orderby row.Id, value.Name
            select new { row.Kind, row.Subject, row.At, value.Name, value.Value }).ToListAsync(cancellation);
        return rows.ConvertAll(one => (IReadOnlyList<HeldValue>)
            [new("at", one.At), new("kind", one.Kind), new("subject", one.Subject), new("name", one.Name), new("value", one.Value)]);
    }
}

/// <summary>Destroys what the record tells of somebody who was erased, and follows a guest who turned out to be somebody.</summary>
internal sealed class ErasedDeeds : IStoredReaction
{
    public string Name => "erased-deeds";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            if (one.Happened is PersonMerged { Guest.Value: var guest, Into.Value: var into })
                await db.AuditValues.Where(value => value.SiteId == one.SiteId && value.PersonId == guest)
                    .ExecuteUpdateAsync(set => set.SetProperty(value => value.PersonId, (long?)into));
            else if (one.Happened is PersonErased { PersonId.Value: var erased })
                await db.AuditValues.Where(value => value.SiteId == one.SiteId && value.PersonId == erased).ExecuteDeleteAsync();
        }
    }
}
