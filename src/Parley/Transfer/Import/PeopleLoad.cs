using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Names;
using Parley.Platform.Data;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>The people of a batch that the site lacks, as rows.</summary>
internal sealed class PeopleLoad(ParleyContext db, SiteId site, StoredIds stored)
{
    public static readonly BulkTable Table = new(
        "people", ["id", "site_id", "kind", "name", "secret_hash", "source", "source_id", "created_at", "badge", "name_key"]);

    public async Task<List<object?[]>> Rows(IReadOnlyList<PersonRecord> people)
    {
        if (people.Count == 0)
            return [];
        var ids = people.Select(person => person.Id).ToList();
        var there = (await db.People
            .Where(person => person.SiteId == site && EF.Parameter(ids).Contains(person.Id))
            .Select(person => person.Id)
            .ToListAsync()).ToHashSet();
        var twins = await SourceTwins.Find(people.Select(person => (person.Source, person.SourceId)), FindTwins);
        var rows = new List<object?[]>();
        foreach (var person in people)
        {
            if (there.Contains(person.Id))
                continue;
            if (person is { Source: { } source, SourceId: { } sourceId } && !twins.TryAdd((source, sourceId), person.Id))
                stored.People[person.Id] = twins[(source, sourceId)];
            else
                rows.Add(Row(person));
        }
        return rows;
    }

    private Task<List<SourceTwin<PersonId>>> FindTwins(string source, List<string?> ids) => db.People
        .Where(person => person.SiteId == site && person.Source == source && EF.Parameter(ids).Contains(person.SourceId))
        .Select(person => new SourceTwin<PersonId>(person.Id, person.SourceId!))
        .ToListAsync();

    private object?[] Row(PersonRecord person) =>
    [
        person.Id.Value, site.Value, RowValue.Word(person.Kind), person.Name, person.SecretHash, person.Source, person.SourceId,
        RowValue.Time(person.CreatedAt), RowValue.Word(person.Badge),
        NameRules.Guarded(person.Kind, person.Badge, person.Name),
    ];
}

/// <summary>Values as the tables hold them.</summary>
internal static class RowValue
{
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    public static object Time(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    public static object? Time(DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds();
}
