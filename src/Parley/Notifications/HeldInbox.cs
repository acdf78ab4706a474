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

/// <summary>For which stories mail goes to a person's address beside their account.</summary>
internal sealed class HeldThreadMails(ThreadAddresses addresses) : IHeldOnPerson
{
    public string Name => "thread-mails";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == person.AccountId, cancellation);
        if (account?.Mail is null || MailAddress.Read(account.Mail).Value is not { } mail)
            return [];
        var key = addresses.KeyOf(person.SiteId, mail);
        return (await db.ThreadMails.Where(one => one.SiteId == person.SiteId && one.MailKey == key).OrderBy(one => one.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)
            [
                new("storyId", one.StoryId.ToString()), new("mail", addresses.Open(one)), new("pace", EnumWord.Of(one.Pace)), new("at", one.At),
            ]);
    }
}

/// <summary>With an account goes what its address was told beside it.</summary>
internal sealed class ErasedThreadMails(ThreadAddresses addresses) : IErasedWithAccount
{
    public Func<ParleyContext, Task> Prepare(Account account, SiteId site)
    {
        if (MailAddress.Read(account.Mail).Value is not { } mail)
            return _ => Task.CompletedTask;
        var key = addresses.KeyOf(site, mail);
        return db => db.Forget(db.ThreadMails.Where(one => one.SiteId == site && one.MailKey == key));
    }
}
