using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>People whom anyone may look up: those with an account, on a site that wants public profiles.</summary>
internal sealed class PublicPeople(IDbContextFactory<ParleyContext> reading, SiteDirectory sites)
{
    /// <summary>Whether a person has a public page. Guests have none: nobody proved to be them.</summary>
    public static bool IsOne(Person person, LiveSite site) =>
        site.Settings.HasPublicProfiles && person is { Kind: PersonKind.Account, MergedInto: null };

    /// <returns>Null when there is nobody, its text is no id, or no page is to be had.</returns>
    public async Task<(Person Person, LiveSite Site)?> Find(string id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<PersonId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var person = await db.People.SingleOrDefaultAsync(one => one.Id == typed, cancellation);
        return person is not null && sites.Find(person.SiteId) is { } site && IsOne(person, site) ? (person, site) : null;
    }
}
