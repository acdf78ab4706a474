using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Notifications;

/// <summary>Keeps the address a publisher names for a story's author. Whoever wished for no more mail is not written to again.</summary>
internal sealed class AuthorMails(ThreadAddresses addresses, SiteDirectory sites, IdSource ids) : IAuthorMail
{
    public Refusal? MayBe(string? pace) =>
        pace is null || EnumWord.Read<MailPace>(pace) is not null ? null : new Refusal("mail-pace", 422, "authorMailPace");

    public SealedMail Close(SiteId site, MailAddress mail) => new(addresses.KeyOf(site, mail), addresses.Close(mail));

    public async Task Name(ParleyContext db, Story story, SealedMail? mail, string? pace, DateTimeOffset now)
    {
        var site = story.SiteId;
        var wished = pace is null ? (MailPace?)null : EnumWord.Read<MailPace>(pace);
        var named = db.ThreadMails.AsTracking().Where(one => one.SiteId == site && one.StoryId == story.Id && one.PersonId == null && one.Mail != null);
        if (mail is null)
        {
            if (wished is { } changed)
                (await named.ToListAsync()).ForEach(one => one.Change(changed));
            return;
        }
        var key = mail.Key;
        await db.Forget(named.Where(one => one.MailKey != key));
        var there = await db.ThreadMails.AsTracking().Where(one => one.SiteId == site && one.PersonId == null && one.MailKey == key).ToListAsync();
        if (there.Find(one => one.StoryId == story.Id) is { } known)
        {
            if (wished is { } changed && known.Mail is not null)
                known.Change(changed);
            return;
        }
        if (there.Exists(one => one.Mail is null))
            return;
        var live = sites.Find(site)!;
        db.Add(new ThreadMail(
            site, ids.New<ThreadMailId>(), story.Id, null, key, mail.Closed, live.View.Language,
            wished ?? InboxRules.UsualPace(live.Settings, NewsKind.Story), now));
    }

    public async Task Forget(ParleyContext db, Story story) =>
        await db.Forget(db.ThreadMails.Where(one => one.SiteId == story.SiteId && one.StoryId == story.Id && one.PersonId == null && one.Mail != null));
}
