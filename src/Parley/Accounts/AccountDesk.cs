using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Ignoring;
using Parley.Accounts.Names;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What readers change of their own accounts.</summary>
internal sealed class AccountDesk(
    UserManager<Account> identity,
    SessionDesk sessions,
    Callers callers,
    NameGuard names,
    ImportedNames imported,
    GuestClaim guests,
    IWriteDoor door,
    TimeProvider time)
{
    public async Task<AccountView> Read(HttpContext http, Entered reader, CancellationToken cancellation)
    {
        var open = await sessions.OpenOf(reader.Account, cancellation);
        var passkeys = await identity.GetPasskeysAsync(reader.Account);
        var guest = reader.Site is null ? null : await callers.GuestOf(http, reader.Site, cancellation);
        return new(
            reader.Person?.Name ?? "",
            reader.Account.Mail,
            reader.Account.PublisherId is null,
            reader.Person?.Avatar is { } avatar ? Links.Avatar(reader.Person.Id.ToString(), avatar) : null,
            reader.Person is null ? null : AccountRules.MayRenameAt(reader.Person, time.Now),
            ProfileOf(reader),
            reader.Account.PasswordHash is not null,
            time.Now - reader.Session.ConfirmedAt < CallerGate.ConfirmedFor,
            [.. passkeys.Select(passkey => new PasskeyView(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name, passkey.CreatedAt))],
            [.. open.Select(session => SessionView.Of(session, reader.Session.Id))],
            reader.Site is null ? [] : await imported.Waiting(reader.Site.Id, reader.Account, cancellation),
            guest?.Name);
    }

    public async Task<Refusal?> Rename(Entered reader, string? typed, CancellationToken cancellation)
    {
        var name = PersonName.Read(typed);
        if (name.Refusal is { } nameless)
            return nameless;
        if (await names.MayTake(reader.Site!, name.Value!, reader.Person!.Id, cancellation) is { } taken)
            return taken;
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var now = time.Now;
                var person = await Find(db, reader.Person!);
                if (person.Name == name.Value)
                    return null;
                if (AccountRules.MayRename(person, now) is { } refusal)
                    return refusal;
                var (happened, former) = person.Rename(name.Value!, now);
                db.Add(former);
                db.Record(person.SiteId, happened, now);
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>Takes what a reader tells of themself on their public page.</summary>
    public async Task<Refusal?> Describe(Entered reader, string? typedBio, string? typedWebsite, CancellationToken cancellation)
    {
        var (bio, website) = (ProfileRules.ReadBio(typedBio), ProfileRules.ReadWebsite(typedWebsite));
        if ((bio.Refusal ?? website.Refusal) is { } unfit)
            return unfit;
        if (ProfileOf(reader) is not { MayTell: true })
            return new Refusal("profile-off", 403);
        await door.Write(
            async db =>
            {
                var person = await Find(db, reader.Person!);
                db.Record(person.SiteId, person.Describe(bio.Value, website.Value), time.Now);
            },
            cancellation);
        return null;
    }

    /// <summary>Sets a password. Other sessions end: whoever knew the old one is out.</summary>
    public async Task<Refusal?> SetPassword(Entered reader, string? typed, CancellationToken cancellation)
    {
        var account = reader.Account;
        if (PasswordRules.MayBe(typed ?? "", account.Mail, reader.Person?.Name, reader.Site?.Site.Title) is { } weak)
            return weak;
        if (account.PasswordHash is not null)
            await identity.RemovePasswordAsync(account);
        var done = await identity.AddPasswordAsync(account, typed!);
        if (!done.Succeeded)
            return new Refusal("changed-meanwhile", 409);
        await sessions.End(account.Id, null, reader.Session.Id, cancellation);
        return null;
    }

    public async Task RemovePasskey(Entered reader, string? id)
    {
        if (id is not null && Base64Url.IsValid(id))
            await identity.RemovePasskeyAsync(reader.Account, Base64Url.DecodeFromChars(id));
    }

    /// <summary>Makes what this browser wrote as a guest the reader's own.</summary>
    public async Task Claim(HttpContext http, Entered reader, CancellationToken cancellation)
    {
        if (await callers.GuestOf(http, reader.Site!, cancellation) is not { Kind: PersonKind.Guest } guest)
            return;
        await guests.Claim(guest, reader.Person!.Id, cancellation);
        ReaderCookies.DropGuest(http, reader.Site!.Name);
    }

    /// <summary>Ends one session, all others, or all.</summary>
    /// <param name="which">A session's id, <c>others</c> or <c>all</c>.</param>
    /// <returns>Whether this browser's own is over.</returns>
    public async Task<bool> EndSessions(Entered reader, string? which, CancellationToken cancellation)
    {
        var own = reader.Session.Id;
        if (which is "all")
            await sessions.End(reader.Account.Id, null, null, cancellation);
        else if (which is "others")
            await sessions.End(reader.Account.Id, null, own, cancellation);
        else if (IdText.TryRead<SessionId>(which, out var one))
            await sessions.End(reader.Account.Id, one, null, cancellation);
        return which == "all" || which == own.ToString();
    }

    private static OwnProfileView? ProfileOf(Entered reader) =>
        reader is { Site: { } site, Person: { } person } && PublicPeople.IsOne(person, site)
            ? new(Links.Person(person.Id.ToString()), site.Settings.HasProfileWords, person.Bio, person.Website)
            : null;

    private static Task<Person> Find(ParleyContext db, Person person) =>
        db.People.AsTracking().SingleAsync(one => one.SiteId == person.SiteId && one.Id == person.Id);
}
