using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Ignoring;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>
/// Gives imported names back to whom they belong: somebody signed in who proved the mail address that came with them. Nobody
/// else hears whether an address stands in an import.
/// </summary>
internal sealed class ImportedNames(IDbContextFactory<ParleyContext> reading, IWriteDoor door, MailProofs proofs, TimeProvider time)
{
    /// <summary>The names that wait for an account; null for one the import had not.</summary>
    public async Task<IReadOnlyList<string?>> Waiting(SiteId site, Account account, CancellationToken cancellation)
    {
        if (ProofOf(account) is not { } proof)
            return [];
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await Unclaimed(db, site, proof).OrderBy(person => person.Id).Select(person => person.Name).ToListAsync(cancellation);
    }

    /// <summary>Makes what was written under them the reader's own.</summary>
    public async Task Claim(Entered reader, CancellationToken cancellation)
    {
        if (ProofOf(reader.Account) is not { } proof)
            return;
        var (site, account) = (reader.Site!.Id, reader.Account);
        await door.Write(
            async db =>
            {
                if (!await db.Accounts.AnyAsync(one => one.Id == account.Id && one.IsMailConfirmed && one.MailKey == account.MailKey))
                    return;
                foreach (var name in await Unclaimed(db, site, proof).AsTracking().ToListAsync())
                {
                    db.Record(site, name.MergeInto(reader.Person!.Id), time.Now);
                    await IgnoreDesk.Merge(db, site, name.Id, reader.Person.Id);
                }
            },
            cancellation);
    }

    private byte[]? ProofOf(Account account) =>
        account is { IsMailConfirmed: true, Mail: { } mail } && MailAddress.Read(mail).Value is { } address ? proofs.Of(address) : null;

    private static IQueryable<Person> Unclaimed(ParleyContext db, SiteId site, byte[] proof) =>
        db.People.Where(person => person.SiteId == site && person.MailProof == proof && person.Kind == PersonKind.Imported && person.MergedInto == null);
}

/// <summary>Imported names that turned out to be the person's.</summary>
internal sealed class HeldImportedNames : IHeldOnPerson
{
    public string Name => "imported-names";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.People
            .Where(one => one.SiteId == person.SiteId && one.MergedInto == person.Id && one.Kind == PersonKind.Imported)
            .OrderBy(one => one.Id)
            .ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("name", one.Name), new("source", one.Source), new("sourceId", one.SourceId)]);
}
