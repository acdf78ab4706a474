using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.Names;

/// <summary>Keeps the names of those whom readers trust from being taken by others.</summary>
internal sealed class NameGuard(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>One place of an index: only those whose name is guarded stand in it.</summary>
    private static readonly KeptQuery<SiteId, string, PersonId, bool> IsHeld = new((db, site, skeleton, self) => db.Set<Person>()
        .Any(person => person.SiteId == site && person.NameKey == skeleton && person.Id != self));

    /// <summary>Whether a guest or new account may go by a name on a site.</summary>
    /// <param name="self">Who asks, when known: one may keep one's own name.</param>
    public async Task<Refusal?> MayTake(LiveSite site, string name, PersonId? self, CancellationToken cancellation)
    {
        var skeleton = NameSkeleton.Of(name);
        if (NameRules.MayTake(skeleton, site.Site.Title, site.Settings.KeptNameLines) is { } kept)
            return kept;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await IsHeld.Ask(db, site.Id, skeleton, self ?? default) ? NameRules.Taken : null;
    }

    /// <summary>
    /// Whether a publisher's reader may bear the name the publisher gives. Two readers may have one name, but nobody reads
    /// like somebody with a badge, unless the publisher gives one to both.
    /// </summary>
    public static async Task<Refusal?> MayBear(ParleyContext db, LiveSite site, string name, Badge badge, PersonId? self)
    {
        if (badge != Badge.None)
            return null;
        var skeleton = NameSkeleton.Of(name);
        if (NameRules.MayTake(skeleton, site.Site.Title, site.Settings.KeptNameLines) is { } kept)
            return kept;
        return await db.People.AnyAsync(person => person.SiteId == site.Id && person.NameKey == skeleton
            && (person.Badge != Badge.None || person.Role != Role.Member) && person.Id != self)
                ? NameRules.Taken
                : null;
    }
}
