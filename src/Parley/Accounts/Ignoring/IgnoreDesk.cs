using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts.Ignoring;

/// <summary>Keeps whom a reader ignores.</summary>
internal sealed class IgnoreDesk(IDbContextFactory<ParleyContext> reading, IWriteDoor door, IEngine engine, TimeProvider time)
{
    /// <summary>People one reader may ignore: more than anybody met, few enough to be looked up with each page.</summary>
    public const int MaxIgnored = 500;

    public async Task<Refusal?> Ignore(Person reader, PersonId whom, CancellationToken cancellation)
    {
        if (reader.Id == whom)
            return new Refusal("ignore-self", 409);
        try
        {
            return (await door.Write(db => Ignore(db, reader, whom), cancellation)).Value;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            // Pressed twice at the same moment: it is done.
            return null;
        }
    }

    public Task Stop(Person reader, PersonId whom, CancellationToken cancellation) => door.Write(
        db => db.IgnoredPeople
            .Where(one => one.SiteId == reader.SiteId && one.PersonId == reader.Id && one.IgnoredId == whom)
            .ExecuteDeleteAsync(),
        cancellation);

    /// <summary>Whom a reader ignores, the last first.</summary>
    public async Task<IReadOnlyList<(Person Person, DateTimeOffset Since)>> Read(Person reader, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = await (
            from one in db.IgnoredPeople
            join person in db.People on new { one.SiteId, Id = one.IgnoredId } equals new { person.SiteId, person.Id }
            where one.SiteId == reader.SiteId && one.PersonId == reader.Id
            orderby one.CreatedAt descending, one.IgnoredId descending
            select new { Person = person, one.CreatedAt }).ToListAsync(cancellation);
        return [.. found.Select(one => (one.Person, one.CreatedAt))];
    }

    /// <summary>
    /// When somebody turns out to be another person, what they ignored and who ignored them goes over to that one, within the
    /// write that says so.
    /// </summary>
    public static async Task Merge(ParleyContext db, SiteId site, PersonId from, PersonId into)
    {
        var rows = await db.IgnoredPeople.AsTracking()
            .Where(one => one.SiteId == site && (one.PersonId == from || one.IgnoredId == from)).ToListAsync();
        foreach (var row in rows)
        {
            db.Remove(row);
            var (person, ignored) = (row.PersonId == from ? into : row.PersonId, row.IgnoredId == from ? into : row.IgnoredId);
            if (person != ignored && await db.IgnoredPeople.FindAsync(site, person, ignored) is null)
                db.Add(new IgnoredPerson(site, person, ignored, row.CreatedAt));
        }
    }

    private async Task<Refusal?> Ignore(ParleyContext db, Person reader, PersonId whom)
    {
        var known = await db.People.SingleOrDefaultAsync(one => one.SiteId == reader.SiteId && one.Id == whom);
        if (known is null or { IsErased: true } or { MergedInto: not null })
            return new Refusal("person", 404);
        var own = db.IgnoredPeople.Where(one => one.SiteId == reader.SiteId && one.PersonId == reader.Id);
        if (await own.AnyAsync(one => one.IgnoredId == whom))
            return null;
        if (await own.CountAsync() >= MaxIgnored)
            return new Refusal("ignore-many", 409, null, ("max", MaxIgnored));
        db.Add(new IgnoredPerson(reader.SiteId, reader.Id, whom, time.Now));
        return null;
    }
}

/// <summary>Whom the person ignores: by their public ids, since their names are theirs.</summary>
internal sealed class HeldIgnored : IHeldOnPerson
{
    public string Name => "ignored-people";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.IgnoredPeople
            .Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id)
            .OrderBy(one => one.CreatedAt)
            .ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("person", one.IgnoredId.ToString()), new("since", one.CreatedAt)]);
}
