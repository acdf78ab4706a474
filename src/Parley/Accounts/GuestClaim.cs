using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Ignoring;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>Makes what a browser wrote as a guest the comments of the account that asks for it there.</summary>
internal sealed class GuestClaim(IWriteDoor door, TimeProvider time)
{
    public async Task Claim(Person guest, PersonId into, CancellationToken cancellation) => await door.Write(
        async db =>
        {
            var known = await db.People.AsTracking().SingleAsync(one => one.SiteId == guest.SiteId && one.Id == guest.Id);
            if (known.MergedInto is not null || known.Kind != PersonKind.Guest)
                return;
            db.Record(known.SiteId, known.MergeInto(into), time.Now);
            await IgnoreDesk.Merge(db, known.SiteId, known.Id, into);
        },
        cancellation);
}
