using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Accounts.Avatars;

/// <summary>The person's picture as it is kept: WebP, in Base64.</summary>
internal sealed class HeldAvatar : IHeldOnPerson
{
    public string Name => "picture";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.Set<Avatar>().Where(one => one.SiteId == person.SiteId && one.Id == person.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("webp", Convert.ToBase64String(one.Content)), new("createdAt", one.CreatedAt)]);
}
