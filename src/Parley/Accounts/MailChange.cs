using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>
/// Takes another mail address for an account: a code proves it, and the address given up is told, all in one write. Until
/// then an address somebody else has here gets the same answer, and the same mail, as one nobody has.
/// </summary>
internal sealed class MailChange(MailCodes codes, Outbox outbox, IWriteDoor door, IEngine engine, IRecord record, IdSource ids, TimeProvider time)
{
    /// <summary>Whose address the publisher says, it says again with the next token; of staff a password alone changes nothing.</summary>
    public static Refusal? MayChange(Entered who) =>
        who.Account.PublisherId is not null ? new("mail-publisher", 403)
        : who.Account.IsStaff && !who.Session.IsStrong ? new("second-first", 403)
        : null;

    /// <summary>Sends a code to the new address.</summary>
    /// <returns>What the browser's cookie holds.</returns>
    public Task<string> Ask(Entered reader, MailAddress mail, Words words, CancellationToken cancellation) =>
        codes.AskFor(reader.Account, reader.Site, mail, words, cancellation);

    /// <summary>Takes the address that a code proves.</summary>
    /// <param name="cookie">Of the browser that asked.</param>
    public async Task<Refusal?> Take(Entered reader, string? cookie, string? typed, Words words, CancellationToken cancellation)
    {
        if (codes.Read(cookie, typed) is not { } code)
            return MailCodes.Spent;
        var notice = reader.Account.Mail is { } former ? await outbox.Draw(reader.Site?.Id, former, NoticeOf(reader.Site, words)) : null;
        var stamp = AccountStore.NewStamp();
        try
        {
            return (await door.Write(db => Take(db, reader, code, notice, stamp), cancellation)).Value.Refusal;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("changed-meanwhile", 409, "code");
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return Taken;
        }
    }

    /// <summary>Told only to whoever proved that the address is theirs.</summary>
    private static Refusal Taken => new("mail-taken", 409, "code");

    private async Task<Tried> Take(ParleyContext db, Entered reader, TypedCode code, OutboxMail? notice, string stamp)
    {
        var (id, site) = (reader.Account.Id, reader.Site?.Id);
        var proved = (await codes.Try(db, CodePurpose.Mail, site, id, code)).Answer;
        if (proved.Refusal is { } refusal)
            return new(refusal);
        var mail = proved.Value!;
        if (await db.Accounts.AnyAsync(one => one.SiteId == site && one.MailKey == mail.Key && one.Id != id))
            return new(Taken);
        var account = await db.Accounts.AsTracking().SingleAsync(one => one.Id == id);
        if (notice is not null && account.MailKey != mail.Key)
            db.Add(notice);
        account.Confirm(mail);
        account.ConcurrencyStamp = stamp;
        if (account.IsStaff)
            record.Add(db, new StaffChange(
                ids.New<StaffChangeId>(), null, StaffMatter.Mail, id.ToString(), null, null, Actor.Staff(id), time.Now));
        return new(null);
    }

    /// <summary>Names no address: whoever reads the old one need not know the new one.</summary>
    private static Letter NoticeOf(LiveSite? site, Words words)
    {
        var title = site?.Site.Title ?? words["front.installation"];
        return new Letter(
            words,
            title,
            words.Format("mail.changed.subject", ("site", title)),
            [words.Format("mail.changed.line", ("site", title))],
            null,
            null,
            [words["mail.changed.foot"]]);
    }

    /// <summary>What came of a try. It is kept even where it is refused, since a wrong code counts.</summary>
    private sealed record Tried(Refusal? Refusal);
}

