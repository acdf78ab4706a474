using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Notifications;

/// <summary>
/// Lets guests leave an address for one story's thread. Nothing is kept of it until its owner says so: what is to be kept
/// lies sealed in the link. Asking does the same work and gives the same answer whatever is known of the address.
/// </summary>
internal sealed class ThreadMailDesk(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    Outbox outbox,
    StoryFinder stories,
    AllWords words,
    ThreadAddresses addresses,
    InstallationSecret secret,
    Seal seal,
    OwnRoot root,
    IdSource ids,
    TimeProvider time)
{
    /// <summary>How long the link is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Mails that ask one address to confirm, in a day: whoever wants none is not to be pestered by somebody else.</summary>
    private const int MaxADay = 3;

    private const string LinkPurpose = "thread-mail-link", HashPurpose = "thread-mail-code";

    /// <summary>Sends a link that keeps the address when it is opened and a button pressed.</summary>
    /// <param name="comment">A comment of the guest's, in the story it is about.</param>
    public async Task<Refusal?> Ask(FoundComment comment, Person reader, string? typed, Words language, CancellationToken cancellation)
    {
        var site = comment.Site;
        if (comment.Comment.AuthorId != reader.Id)
            return new Refusal("not-yours", 403);
        if (await stories.ById(comment.Comment.StoryId, cancellation) is not { } story)
            return Refusal.NotFound("comment");
        if (ThreadMailRules.MayLeave(reader, story, time.Now) is { } refusal)
            return refusal;
        var mail = MailAddress.Read(typed);
        if (mail.Refusal is { } wrong)
            return wrong;
        var (id, key) = (ids.New<CodeId>(), Base64Url.EncodeToString(addresses.KeyOf(site.Id, mail.Value!)));
        var code = Code.Make(id, CodePurpose.ThreadMail, site.Id, key, null, HashOf(id), null, time.Now, Lifetime);
        var link = new Link(id, story.Story.Id, reader.Id, language.Language, mail.Value!.Text);
        var letter = await outbox.Draw(site.Id, mail.Value.Text, LetterOf(site, story, link, language));
        var since = time.Now - Lifetime;
        await door.Write(
            async db =>
            {
                var sent = await db.Codes.CountAsync(one => one.SiteId == site.Id && one.Mail == key && one.CreatedAt > since);
                db.Add(code);
                if (sent < MaxADay)
                    db.Add(letter);
            },
            cancellation);
        return null;
    }

    /// <summary>What a link leads to: the story; null for what we did not write, or for a story that is gone.</summary>
    public async Task<FoundStory?> Open(LiveSite site, string? with, CancellationToken cancellation) =>
        ReadLink(site, with) is { } link && await stories.ById(link.Story, cancellation) is { } story && story.Site.Id == site.Id ? story : null;

    /// <summary>Keeps the address: its owner pressed the button.</summary>
    public async Task<Refusal?> Confirm(LiveSite site, string? with, CancellationToken cancellation)
    {
        if (ReadLink(site, with) is not { } link || MailAddress.Read(link.Mail).Value is not { } mail
            || await stories.ById(link.Story, cancellation) is not { } story || story.Site.Id != site.Id)
            return Refusal.NotFound("page");
        var (language, hash) = (words.Find(link.Language).Language, HashOf(link.Code));
        var kept = new ThreadMail(
            site.Id, ids.New<ThreadMailId>(), story.Story.Id, link.Person, addresses.KeyOf(site.Id, mail), addresses.Close(mail), language, MailPace.Once, time.Now);
        var written = await door.Write<Outcome<ThreadMailId>>(
            async db =>
            {
                var guest = await db.People.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == link.Person);
                if (guest is null || ThreadMailRules.MayLeave(guest, story, time.Now) is not null)
                    return new Refusal("thread-mail-spent", 409);
                var code = await db.Codes.AsTracking().SingleOrDefaultAsync(one => one.Id == link.Code && one.SiteId == site.Id);
                if (code is not { Purpose: CodePurpose.ThreadMail } || !code.Try(hash, null, 1, time.Now))
                    return new Refusal("thread-mail-spent", 409);
                await db.Forget(db.ThreadMails.Where(one => one.SiteId == site.Id && one.StoryId == kept.StoryId && one.PersonId == link.Person));
                db.Add(kept);
                return kept.Id;
            },
            cancellation);
        return written.Value.Refusal;
    }

    /// <summary>The address a link ends the mails to; null for none that is there still.</summary>
    public async Task<ThreadMail?> Find(LiveSite site, string? with, CancellationToken cancellation)
    {
        if (addresses.OpenStop(site, with) is not { } id)
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.ThreadMails.SingleOrDefaultAsync(mail => mail.SiteId == site.Id && mail.Id == id, cancellation);
    }

    /// <summary>Forgets a guest's address; an author's is never written to again under any story of the site.</summary>
    public async Task Stop(ThreadMail mail, CancellationToken cancellation) => await door.Write(
        async db =>
        {
            var site = mail.SiteId;
            if (mail.PersonId is not null)
            {
                await db.Forget(db.ThreadMails.Where(one => one.SiteId == site && one.Id == mail.Id));
                return;
            }
            var named = await db.ThreadMails.AsTracking().Where(one => one.SiteId == site && one.PersonId == null && one.MailKey == mail.MailKey).ToListAsync();
            named.ForEach(one => one.Stop());
            var gone = named.ConvertAll(one => one.Id);
            await db.ThreadNews.Where(entry => entry.SiteId == site && EF.Parameter(gone).Contains(entry.MailId)).ExecuteDeleteAsync();
        },
        cancellation);

    private Link? ReadLink(LiveSite site, string? with) =>
        seal.OpenText(LinkPurpose, with)?.Split('\n') is [var of, var code, var story, var person, var language, var mail] && of == site.Id.ToString()
            && IdText.TryRead<CodeId>(code, out var codeId) && IdText.TryRead<StoryId>(story, out var storyId) && IdText.TryRead<PersonId>(person, out var personId)
            ? new(codeId, storyId, personId, language, mail)
            : null;

    private Letter LetterOf(LiveSite site, FoundStory story, Link link, Words language)
    {
        var closed = seal.CloseText(LinkPurpose, $"{site.Id}\n{link.Code}\n{link.Story}\n{link.Person}\n{link.Language}\n{link.Mail}");
        var address = root.Of(PageLanguage.Asked(language).AddTo(Links.ThreadMailConfirm(site.Name, closed)));
        return new Letter(
            language,
            site.Site.Title,
            language.Format("threadMail.subject", ("site", site.Site.Title)),
            [language.Format("threadMail.line", ("story", story.View.Title))],
            null,
            address is null ? null : new LetterLink(language["threadMail.confirm"], address),
            [language["threadMail.confirmFoot"]]);
    }

    private byte[] HashOf(CodeId id) => secret.Derive(HashPurpose, System.Text.Encoding.ASCII.GetBytes(id.ToString()));

    /// <summary>What lies sealed in the link.</summary>
    private sealed record Link(CodeId Code, StoryId Story, PersonId Person, string Language, string Mail);
}

/// <summary>Who may leave an address for a thread, and for how long it is kept.</summary>
internal static class ThreadMailRules
{
    /// <summary>Guests, where the site allows it and answers can still come.</summary>
    public static Refusal? MayLeave(Person reader, FoundStory story, DateTimeOffset now) =>
        !story.Site.Settings.GuestMail ? new("thread-mail-off", 403)
        : reader.Kind != PersonKind.Guest || reader.MergedInto is not null ? new("thread-mail-account", 409)
        : StoryRules.MayWriteIn(story.Story, story.Site.Settings.ClosesAfterDays, now);

    /// <summary>Whether an address has served its time: nothing can be said any more, or a guest left it long ago.</summary>
    public static bool IsSpent(ThreadMail mail, Story story, SiteSettings site, DateTimeOffset now) =>
        StoryRules.MayWriteIn(story, site.ClosesAfterDays, now) is not null
        || (mail.PersonId is not null && now - mail.At >= TimeSpan.FromDays(site.GuestMailDays));
}
