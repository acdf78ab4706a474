using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>
/// Takes another mail address for an account: a code proves it, and the address given up is told, all in one write. Until
/// then an address somebody else has here gets the same answer, and the same mail, as one nobody has.
/// </summary>
internal sealed class MailChange(MailCodes codes, Outbox outbox, IWriteDoor door, IEngine engine)
{
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

/// <summary>The forms by which readers change their address.</summary>
internal static class MailChangeDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/account/{site}").ExcludeFromDescription();
        own.MapPost("/mail", Ask).WritesFor(Caller.Reader, mustConfirm: true);
        own.MapGet("/mail/code", (HttpContext http, MailChangePages pages, CancellationToken cancellation) => pages.Code(http, null, cancellation)).For(Caller.Reader);
        own.MapPost("/mail/code", Take).WritesFor(Caller.Reader, mustConfirm: true);
    }

    private static async Task<IResult> Ask(HttpContext http, AccountPages account, PrivatePages pages, MailChange changes, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        // Whose address the publisher says, it says again with the next token.
        if (reader.Account.PublisherId is not null)
            return pages.Refuse(http, new Refusal("mail-publisher", 403), back: Links.Account(reader.Site!.Name));
        var mail = MailAddress.Read(form.Value!["mail"]);
        if (mail.Refusal is { } refusal)
            return await account.Show(http, null, refusal, null, cancellation);
        var asked = await changes.Ask(reader, mail.Value!, MailChangePages.Words(http, pages), cancellation);
        ReaderCookies.WriteAsked(http, reader.Site!.Name, asked, MailCodes.Lifetime);
        return pages.SeeOther(http, Links.AccountStep(reader.Site.Name, "mail/code"));
    }

    private static async Task<IResult> Take(
        HttpContext http, MailChangePages shown, PrivatePages pages, MailChange changes, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var cookie = ReaderCookies.ReadAsked(http, reader.Site!.Name);
        if (await changes.Take(reader, cookie, form.Value!["code"], MailChangePages.Words(http, pages), cancellation) is { } refusal)
            return await shown.Code(http, refusal, cancellation);
        ReaderCookies.WriteAsked(http, reader.Site.Name, "", TimeSpan.Zero);
        return pages.SeeOther(http, Links.Account(reader.Site.Name) + "?done=mail");
    }
}

/// <summary>Draws the page on which the code is typed.</summary>
internal sealed class MailChangePages(PrivatePages pages, AccountPages account, MailCodes codes)
{
    public static Words Words(HttpContext http, PrivatePages pages) =>
        pages.Words(http.Request.Query["lang"], Entered.Of(http).Site!.View.Language);

    /// <summary>The reader's own page for a browser that has no code to type.</summary>
    public async Task<IResult> Code(HttpContext http, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        var cookie = ReaderCookies.ReadAsked(http, site.Name);
        if (await codes.Find(CodePurpose.Mail, site.Id, cookie, cancellation) is not { Tries: < MailCodes.MaxTries } asked)
            return refusal is null
                ? pages.SeeOther(http, Links.Account(site.Name))
                : await account.Show(http, null, refusal with { Field = "mail" }, null, cancellation);
        var words = Words(http, pages);
        return await pages.Show<CodePage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(CodePage.Words)] = words,
            [nameof(CodePage.Site)] = site.View,
            [nameof(CodePage.Mail)] = asked.Mail!,
            [nameof(CodePage.Action)] = Links.AccountStep(site.Name, "mail/code"),
            [nameof(CodePage.Again)] = Links.Account(site.Name) + "#mail-change",
            [nameof(CodePage.Go)] = words["account.mailTake"],
            [nameof(CodePage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }
}
