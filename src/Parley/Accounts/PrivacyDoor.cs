using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Avatars;
using Parley.Accounts.Ignoring;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts;

/// <summary>What readers may ask about themselves: all that is held on them, and that it be erased.</summary>
internal static class PrivacyDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/account/{site}").ExcludeFromDescription();
        own.MapGet("/privacy", (HttpContext http, string? key, PrivacyDesk desk) => desk.Show(http, key, null)).For(Caller.Reader);
        own.MapPost("/export", Ask).WritesFor(Caller.Reader, mustConfirm: true);
        own.MapPost("/download", Download).WritesFor(Caller.Reader);
        own.MapPost("/erase", Erase).WritesFor(Caller.Reader, mustConfirm: true);
    }

    private static async Task<IResult> Ask(HttpContext http, PrivacyDesk desk, PrivatePages pages, CancellationToken cancellation) =>
        pages.SeeOther(http, Links.Privacy(Entered.Of(http).Site!.Name, await desk.MakeKey(Entered.Of(http), cancellation)));

    private static async Task<IResult> Download(HttpContext http, PrivacyDesk desk, PersonalFile file, PrivatePages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        if (!await desk.UseKey(reader, form.Value!["key"], cancellation))
            return await desk.Show(http, null, new Refusal("code-spent", 422));
        var held = await file.Write(reader.Person!, null, cancellation);
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.PrivatePage, http.Request.IsHttps);
        return Results.File(held, "application/zip", $"parley-{reader.Site!.Name}.zip");
    }

    private static async Task<IResult> Erase(HttpContext http, PrivacyDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var form = await FormText.Read(http, cancellation);
        if (form.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        if (form.Value!["comments"] is not ("delete" or "keep") || !form.Value.IsTicked("sure"))
            return await desk.Show(http, null, new Refusal("erase-sure", 422));
        await desk.Erase(reader.Account, reader.Person!, form.Value["comments"] == "delete", cancellation);
        ReaderCookies.DropSession(http, reader.Site!.Name);
        return pages.SeeOther(http, Links.Home);
    }
}

/// <summary>Answers what readers ask about themselves.</summary>
internal sealed class PrivacyDesk(PrivatePages pages, Outbox outbox, IWriteDoor door, IEnumerable<IErasedWithAccount> others, InstallationSecret secret, IdSource ids, TimeProvider time)
{
    /// <summary>Long enough to come back to after work.</summary>
    private static readonly TimeSpan KeyLives = TimeSpan.FromHours(24);

    private const string KeyPurpose = "personal-file";
    private const int KeyBytes = 16;

    public Task<IResult> Show(HttpContext http, string? key, Refusal? refusal)
    {
        var reader = Entered.Of(http);
        var words = pages.Words(http.Request.Query["lang"], reader.Site!.View.Language);
        return pages.Show<PrivacyPage>(http, refusal?.Status ?? StatusCodes.Status200OK, new()
        {
            [nameof(PrivacyPage.Words)] = words,
            [nameof(PrivacyPage.Site)] = reader.Site.View,
            [nameof(PrivacyPage.Key)] = key,
            [nameof(PrivacyPage.IsConfirmed)] = time.Now - reader.Session.ConfirmedAt < CallerGate.ConfirmedFor,
            [nameof(PrivacyPage.Wrong)] = refusal is null ? null : WrongField.Of(refusal, words),
        });
    }

    /// <summary>Makes what opens the download once, within a day, for this reader alone.</summary>
    public async Task<string> MakeKey(Entered reader, CancellationToken cancellation)
    {
        var id = ids.New<CodeId>();
        var key = $"{id}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes))}";
        var code = Code.Make(id, CodePurpose.Export, reader.Site!.Id, null, reader.Account.Id, HashOf(key), null, time.Now, KeyLives);
        await door.Write(
            db =>
            {
                db.Add(code);
                return Task.CompletedTask;
            },
            cancellation);
        return key;
    }

    public async Task<bool> UseKey(Entered reader, string? key, CancellationToken cancellation)
    {
        if (key is null || key.Length <= IdText.Length || !IdText.TryRead<CodeId>(key.AsSpan(0, IdText.Length), out var id))
            return false;
        var hash = HashOf(key);
        var used = await door.Write(
            async db => await db.Codes.AsTracking().SingleOrDefaultAsync(
                    one => one.Id == id && one.Purpose == CodePurpose.Export && one.AccountId == reader.Account.Id) is { } code
                && code.Try(hash, null, MailCodes.MaxTries, time.Now),
            cancellation);
        return used.Value;
    }

    /// <summary>Erases an account: its credentials and sessions go, its person keeps nothing that says whose it was.</summary>
    /// <param name="known">Whom the account acts through on its site.</param>
    public async Task Erase(Account erased, Person known, bool withComments, CancellationToken cancellation)
    {
        var waiting = await outbox.WaitingFor(known.SiteId, erased.Mail ?? "", cancellation);
        var elsewhere = others.Select(other => other.Prepare(erased, known.SiteId)).ToList();
        await door.Write(
            async db =>
            {
                var now = time.Now;
                var (site, account, mail) = (known.SiteId, erased.Id, erased.MailKey);
                await SessionDesk.EndAll(db, account, null, now);
                var person = await db.People.AsTracking().SingleAsync(one => one.SiteId == site && one.Id == known.Id);
                db.Record(site, person.Erase(withComments), now);
                foreach (var guest in await db.People.AsTracking().Where(one => one.SiteId == site && one.MergedInto == person.Id).ToListAsync())
                    guest.Erase(withComments);
                await db.SaveChangesAsync();
                await db.Set<OutboxMail>().Where(one => EF.Parameter(waiting).Contains(one.Id)).ExecuteDeleteAsync();
                await db.IgnoredPeople.Where(one => one.SiteId == site && (one.PersonId == person.Id || one.IgnoredId == person.Id)).ExecuteDeleteAsync();
                foreach (var erase in elsewhere)
                    await erase(db);
                await AvatarDesk.Remove(db, site, person.Id);
                await db.FormerNames.Where(one => one.SiteId == site && one.PersonId == person.Id).ExecuteDeleteAsync();
                await db.Sessions.Where(one => one.AccountId == account).ExecuteDeleteAsync();
                await db.Passkeys.Where(one => one.AccountId == account).ExecuteDeleteAsync();
                await db.ExternalSignIns.Where(one => one.AccountId == account).ExecuteDeleteAsync();
                await db.Codes.Where(one => one.AccountId == account || (one.SiteId == site && one.Mail == mail && mail != null)).ExecuteDeleteAsync();
                await db.Accounts.Where(one => one.Id == account).ExecuteDeleteAsync();
            },
            cancellation);
    }

    private byte[] HashOf(string key) => secret.Derive(KeyPurpose, Encoding.UTF8.GetBytes(key));
}
