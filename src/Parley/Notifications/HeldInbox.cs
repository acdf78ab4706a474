using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Notifications;

/// <summary>What a person was told; not the words of those who answered.</summary>
internal sealed class HeldInbox : IHeldOnPerson
{
    public string Name => "inbox";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.Inbox.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).OrderBy(one => one.CommentId).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)
            [
                new("kind", EnumWord.Of(one.Kind)), new("commentId", one.CommentId.ToString()), new("at", one.At), new("readAt", one.ReadAt),
            ]);
}

/// <summary>How often a person wants mail.</summary>
internal sealed class HeldWishes : IHeldOnPerson
{
    public string Name => "mail-wishes";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.MailWishes.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("kind", EnumWord.Of(one.Kind)), new("pace", EnumWord.Of(one.Pace))]);
}
