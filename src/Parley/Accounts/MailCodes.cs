using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>
/// Codes sent by mail: six digits, ten minutes, five tries, once, in the browser that asked. Asking does the same work and
/// gives the same answer whether or not anybody has that address here.
/// </summary>
internal sealed class MailCodes(
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    Outbox outbox,
    InstallationSecret secret,
    Seal seal,
    OwnRoot root,
    IdSource ids,
    TimeProvider time)
{
    public const int MaxTries = 5;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Mails to one address in an hour: enough for whoever mistypes, too few to annoy or to guess with.</summary>
    private const int MaxAnHour = 6;

    private const int Codes = 1_000_000, BrowserBytes = 16;
    private const string HashPurpose = "mail-code", LinkPurpose = "mail-link";

    /// <summary>Sends a code, and remembers which browser asked.</summary>
    /// <param name="site">Null for staff.</param>
    /// <param name="back">Where to go on afterwards; goes along with the link.</param>
    /// <returns>What the browser's cookie holds.</returns>
    public async Task<string> Ask(LiveSite? site, MailAddress mail, Words words, string? back, CancellationToken cancellation)
    {
        var id = ids.New<CodeId>();
        var digits = RandomNumberGenerator.GetInt32(Codes).ToString("D6", CultureInfo.InvariantCulture);
        var browser = RandomNumberGenerator.GetBytes(BrowserBytes);
        var code = Code.Make(
            id, CodePurpose.SignIn, site?.Id, mail.Key, null, HashOf(id, digits), SHA256.HashData(browser), time.Now, Lifetime);
        var letter = await outbox.Draw(site?.Id, mail.Text, LetterOf(site, id, digits, words, back));
        var since = time.Now - TimeSpan.FromHours(1);
        await door.Write(
            async db =>
            {
                var sent = await db.Codes.CountAsync(one => one.SiteId == code.SiteId && one.Mail == mail.Key && one.CreatedAt > since);
                db.Add(code);
                if (sent < MaxAnHour)
                    db.Add(letter);
            },
            cancellation);
        return $"{id}.{Base64Url.EncodeToString(browser)}";
    }

    /// <summary>The code this browser asked for, while it can still be used.</summary>
    public async Task<Code?> Find(SiteId? site, string? cookie, CancellationToken cancellation)
    {
        if (!TryReadCookie(cookie, out var id, out var browser))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var code = await db.Codes.SingleOrDefaultAsync(one => one.Id == id && one.SiteId == site, cancellation);
        return code is { BrowserHash: { } hash, UsedAt: null } && time.Now < code.EndsAt
            && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(browser)) ? code : null;
    }

    /// <summary>Tries what was typed; a wrong one counts.</summary>
    /// <returns>The address that is proved.</returns>
    public async Task<Outcome<MailAddress>> Try(SiteId? site, string? cookie, string? typed, CancellationToken cancellation)
    {
        if (!TryReadCookie(cookie, out var id, out var browser))
            return Spent;
        var hash = HashOf(id, new string([.. (typed ?? "").Where(char.IsAsciiDigit)]));
        var browserHash = SHA256.HashData(browser);
        (Code? Code, bool IsRight) tried;
        try
        {
            tried = (await door.Write(db => TryIn(db, site, id, hash, browserHash), cancellation)).Value;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("code-wrong", 422, "code");
        }
        return tried.IsRight ? MailAddress.Read(tried.Code!.Mail)
            : tried.Code is null || tried.Code.UsedAt is not null || tried.Code.Tries >= MaxTries || time.Now >= tried.Code.EndsAt ? Spent
            : new Refusal("code-wrong", 422, "code");
    }

    /// <summary>What the link of a mail holds; null for what we did not write.</summary>
    public (CodeId Id, string Digits, string? Back)? OpenLink(string? with) =>
        seal.OpenText(LinkPurpose, with)?.Split('\n') is [var id, var digits, var back] && IdText.TryRead<CodeId>(id, out var code)
            ? (code, digits, back.Length > 0 ? back : null)
            : null;

    private static Refusal Spent => new("code-spent", 422, "code");

    private async Task<(Code?, bool)> TryIn(ParleyContext db, SiteId? site, CodeId id, byte[] hash, byte[] browser)
    {
        var code = await db.Codes.AsTracking().SingleOrDefaultAsync(one => one.Id == id && one.SiteId == site);
        return (code, code?.Try(hash, browser, MaxTries, time.Now) == true);
    }

    private static bool TryReadCookie(string? cookie, out CodeId id, out byte[] browser)
    {
        (id, browser) = (default, []);
        if (cookie is null || cookie.Length <= IdText.Length || !IdText.TryRead(cookie.AsSpan(0, IdText.Length), out id))
            return false;
        browser = Secret.Read(cookie.AsSpan(IdText.Length + 1), BrowserBytes);
        return browser.Length > 0;
    }

    private byte[] HashOf(CodeId id, string digits) => secret.Derive(HashPurpose, Encoding.UTF8.GetBytes($"{id}.{digits}"));

    private Letter LetterOf(LiveSite? site, CodeId id, string digits, Words words, string? back)
    {
        var title = site?.Site.Title ?? words["front.installation"];
        var link = root.Of(PageLanguage.Asked(words).AddTo(Links.MailLink(site?.Name, seal.CloseText(LinkPurpose, $"{id}\n{digits}\n{back}"))));
        var shown = digits[..3] + " " + digits[3..];
        return new Letter(
            words,
            title,
            words.Format("mail.code.subject", ("code", shown), ("site", title)),
            [words.Format("mail.code.type", ("site", title))],
            shown,
            link is null ? null : new LetterLink(words["mail.code.link"], link),
            [words.Format("mail.code.foot", ("minutes", (int)Lifetime.TotalMinutes))]);
    }
}
