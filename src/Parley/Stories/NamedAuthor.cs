using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;

namespace Parley.Stories;

/// <summary>Whom a publisher names as a story's author: by our id of a person or its own of an account, by an address, or both.</summary>
/// <param name="Account">The publisher's own id; empty for nobody.</param>
/// <param name="Mail">Null for an address that is not said, or taken away.</param>
internal sealed record NamedAuthor(PersonId? Person, string? Account, SealedMail? Mail, bool TakesMailAway, string? Pace)
{
    public static Outcome<NamedAuthor> Read(SiteId site, SaveStory.Request request, IAuthorMail mails)
    {
        PersonId? person = null;
        if (request.AuthorPersonId is { } named)
        {
            if (!IdText.TryRead<PersonId>(named, out var id))
                return new Refusal("person", 422, "authorPersonId");
            person = id;
        }
        var takesAway = request.AuthorMail is "";
        var mail = request.AuthorMail is null || takesAway ? default : MailAddress.Read(request.AuthorMail);
        if (mail.Refusal is { } wrong)
            return wrong with { Field = "authorMail" };
        if (mails.MayBe(request.AuthorMailPace) is { } noPace)
            return noPace;
        return new NamedAuthor(person, request.AuthorAccount, mail.Value is { } address ? mails.Close(site, address) : null, takesAway, request.AuthorMailPace);
    }

    /// <summary>Takes it over, inside the door.</summary>
    public async Task<Refusal?> Apply(ParleyContext db, Story story, IAuthorMail mails, DateTimeOffset now)
    {
        var site = story.SiteId;
        if (Person is { } named)
        {
            if (!await db.People.AnyAsync(one => one.SiteId == site && one.Id == named))
                return new Refusal("person", 422, "authorPersonId");
            db.Record(site, story.IsBy(named, now), now);
        }
        if (Account is "")
        {
            db.Record(site, story.IsBy(null, now), now);
        }
        else if (Account is { } id)
        {
            var person = await (
                from one in db.People
                join account in db.Accounts on one.AccountId equals account.Id
                where one.SiteId == site && account.SiteId == site && account.PublisherId == id
                select one).AsNoTracking().SingleOrDefaultAsync();
            if (person is null)
                return new Refusal("person", 422, "authorAccount");
            db.Record(site, story.IsBy(person.Id, now), now);
        }
        if (TakesMailAway)
            await mails.Forget(db, story);
        else if (Mail is not null || Pace is not null)
            await mails.Name(db, story, Mail, Pace, now);
        return null;
    }
}

/// <summary>An address as it lies in the database.</summary>
/// <param name="Key">Finds it again.</param>
internal sealed record SealedMail(byte[] Key, byte[] Closed);

/// <summary>Keeps the address of a story's author; the feature that writes mails of comments implements it.</summary>
internal interface IAuthorMail
{
    /// <summary>Whether mail can go out that often; null where nothing was said.</summary>
    Refusal? MayBe(string? pace);

    /// <summary>Seals an address, before the write.</summary>
    SealedMail Close(SiteId site, MailAddress mail);

    /// <summary>Tells an address of a story's comments from now on, inside the door.</summary>
    /// <param name="mail">Null to leave the address and change how often.</param>
    /// <param name="pace">Null to leave it as it is, or as the site does.</param>
    Task Name(ParleyContext db, Story story, SealedMail? mail, string? pace, DateTimeOffset now);

    /// <summary>Forgets the address.</summary>
    Task Forget(ParleyContext db, Story story);
}
