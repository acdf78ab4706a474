using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Moderation.Misuse;

/// <summary>Somebody whose appeals were plainly unfounded, and who was warned of it.</summary>
internal sealed class Appellant(SiteId siteId, PersonId personId, DateTimeOffset warnedAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public PersonId PersonId { get; private set; } = personId;

    public DateTimeOffset WarnedAt { get; private set; } = warnedAt;

    public DateTimeOffset? SuspendedUntil { get; private set; }

    public void Warn(DateTimeOffset at) => WarnedAt = at;

    public void Suspend(DateTimeOffset until) => SuspendedUntil = until;
}

/// <summary>Whether a person was warned for their appeals, or these are not handled for a time.</summary>
internal sealed class HeldAppellants : IHeldOnPerson
{
    public string Name => "appellants";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.Appellants.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("warnedAt", one.WarnedAt), new("suspendedUntil", one.SuspendedUntil)]);
}

/// <summary>A warning follows a guest who turned out to be somebody, and goes with whoever is erased.</summary>
internal sealed class MovedAppellants : IStoredReaction
{
    public string Name => "moved-appellants";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            if (one.Happened is PersonMerged merged)
                await db.Appellants
                    .Where(known => known.SiteId == one.SiteId && known.PersonId == merged.Guest
                        && !db.Set<Appellant>().Any(other => other.SiteId == one.SiteId && other.PersonId == merged.Into))
                    .ExecuteUpdateAsync(set => set.SetProperty(known => known.PersonId, merged.Into));
            else if (one.Happened is PersonErased erased)
                await db.Appellants.Where(known => known.SiteId == one.SiteId && known.PersonId == erased.PersonId).ExecuteDeleteAsync();
        }
    }
}
