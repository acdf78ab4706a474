using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Platform.Data;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>Whom readers of a batch ignore, as rows that the site lacks.</summary>
internal sealed class IgnoresLoad(ParleyContext db, SiteId site, StoredIds stored)
{
    public static readonly BulkTable Table = new("ignored_people", ["site_id", "person_id", "ignored_id", "created_at"]);

    public async Task<IReadOnlyList<object?[]>> Rows(IReadOnlyList<IgnoreRecord> records)
    {
        if (records.Count == 0)
            return [];
        var readers = records.Select(one => stored.Of(one.Person)).Distinct().ToList();
        var there = (await db.IgnoredPeople
            .Where(one => one.SiteId == site && EF.Parameter(readers).Contains(one.PersonId))
            .Select(one => new { one.PersonId, one.IgnoredId })
            .ToListAsync()).Select(one => (one.PersonId, one.IgnoredId)).ToHashSet();
        var rows = new List<object?[]>();
        foreach (var one in records)
        {
            var (person, ignored) = (stored.Of(one.Person), stored.Of(one.Ignored));
            if (person != ignored && there.Add((person, ignored)))
                rows.Add([site.Value, person.Value, ignored.Value, RowValue.Time(one.Since)]);
        }
        return rows;
    }
}
