using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>The person and the account themselves.</summary>
internal sealed class HeldAccount : IHeldOnPerson
{
    public string Name => "account";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == person.AccountId, cancellation);
        return
        [
            [
                new("id", person.Id.ToString()), new("name", person.Name), new("renamedAt", person.RenamedAt),
                new("bio", person.Bio), new("website", person.Website), new("badge", EnumWord.Of(person.Badge)),
                new("createdAt", person.CreatedAt), new("mail", account?.Mail), new("publisherId", account?.PublisherId),
                new("hasPassword", account?.PasswordHash is not null), new("language", account?.Language),
            ],
        ];
    }
}

/// <summary>Names the person gave up and that are still kept.</summary>
internal sealed class HeldNames : IHeldOnPerson
{
    public string Name => "former-names";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.FormerNames.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).OrderBy(one => one.GivenUpAt).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("name", one.Name), new("givenUpAt", one.GivenUpAt)]);
}

/// <summary>Where the person is or was signed in.</summary>
internal sealed class HeldSessions : IHeldOnPerson
{
    public string Name => "sessions";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.Sessions.Where(one => one.AccountId == person.AccountId && one.SiteId == person.SiteId).OrderBy(one => one.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)
            [
                new("device", one.Device), new("way", EnumWord.Of(one.Way)), new("createdAt", one.CreatedAt),
                new("seenAt", one.SeenAt), new("endsAt", one.EndsAt), new("endedAt", one.EndedAt),
            ]);
}

/// <summary>Passkeys, without anything that opens something.</summary>
internal sealed class HeldPasskeys : IHeldOnPerson
{
    public string Name => "passkeys";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.Passkeys.Where(one => one.AccountId == person.AccountId).OrderBy(one => one.CreatedAt).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("name", one.Name), new("createdAt", one.CreatedAt)]);
}
