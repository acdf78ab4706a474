using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Names;
using Parley.Platform.Data;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>The people of a batch that the site lacks, as rows.</summary>
internal sealed class PeopleLoad(ParleyContext db, SiteId site, StoredIds stored)
{
    public static readonly BulkTable People = new("people",
    [
        "id", "site_id", "kind", "name", "secret_hash", "source", "source_id", "created_at", "badge", "account_id", "renamed_at",
        "bio", "website", "merged_into", "name_key", "claims", "mail_proof", "standing", "standing_until",
    ]);

    public static readonly BulkTable FormerNames = new("former_names", ["site_id", "person_id", "given_up_at", "name"]);

    private readonly List<object?[]> _rows = [];
    private readonly List<object?[]> _formerNames = [];

    public IReadOnlyList<object?[]> Rows => _rows;

    public IReadOnlyList<object?[]> FormerNameRows => _formerNames;

    public async Task Resolve(IReadOnlyList<PersonRecord> people)
    {
        if (people.Count == 0)
            return;
        var ids = people.Select(person => person.Id).ToList();
        var there = (await db.People
            .Where(person => person.SiteId == site && EF.Parameter(ids).Contains(person.Id))
            .Select(person => new { person.Id, person.MergedInto })
            .ToListAsync()).ToDictionary(person => person.Id, person => person.MergedInto);
        var twins = await SourceTwins.Find(people.Select(person => (person.Source, person.SourceId)), FindTwins);
        var owners = await Owners(people);
        foreach (var person in people)
        {
            if (there.TryGetValue(person.Id, out var into))
            {
                // Claimed since: what comes now belongs to whoever it turned out to be.
                if (into is { } account)
                    stored.People[person.Id] = account;
                continue;
            }
            if (person is { Source: { } source, SourceId: { } sourceId } && !twins.TryAdd((source, sourceId), person.Id))
                stored.People[person.Id] = twins[(source, sourceId)];
            else if (person.Account is { } own && !owners.TryAdd(stored.Of(own), person.Id))
                stored.People[person.Id] = owners[stored.Of(own)];
            else
                Bring(person);
        }
    }

    /// <summary>Through whom the accounts of these people act on the site already: an account has one person there.</summary>
    private async Task<Dictionary<AccountId, PersonId>> Owners(IReadOnlyList<PersonRecord> people)
    {
        var accounts = people.Select(person => person.Account).OfType<AccountId>().Select(stored.Of).ToList();
        return accounts.Count == 0 ? [] : await db.People
            .Where(person => person.SiteId == site && EF.Parameter(accounts).Contains(person.AccountId!.Value))
            .ToDictionaryAsync(person => person.AccountId!.Value, person => person.Id);
    }

    private void Bring(PersonRecord person)
    {
        _rows.Add(Row(person));
        foreach (var former in person.FormerNames?.DistinctBy(former => former.GivenUpAt) ?? [])
            _formerNames.Add([site.Value, person.Id.Value, RowValue.Time(former.GivenUpAt), former.Name]);
    }

    private Task<List<SourceTwin<PersonId>>> FindTwins(string source, List<string?> ids) => db.People
        .Where(person => person.SiteId == site && person.Source == source && EF.Parameter(ids).Contains(person.SourceId))
        .Select(person => new SourceTwin<PersonId>(person.MergedInto ?? person.Id, person.SourceId!))
        .ToListAsync();

    private object?[] Row(PersonRecord person) =>
    [
        person.Id.Value, site.Value, RowValue.Word(person.Kind), person.Name, person.SecretHash, person.Source, person.SourceId,
        RowValue.Time(person.CreatedAt), RowValue.Word(person.Badge), person.Account is { } account ? stored.Of(account).Value : null,
        RowValue.Time(person.RenamedAt), person.Bio, person.Website, person.MergedInto is { } into ? stored.Of(into).Value : null,
        NameRules.Guarded(person.Kind, person.Badge, person.Name), person.Claims is { } words ? string.Join(' ', words) : null,
        person.MailProof,
        RowValue.Word(person.Standing), RowValue.Time(person.StandingUntil),
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
