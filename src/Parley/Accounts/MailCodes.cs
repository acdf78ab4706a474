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

    /// <summary>Sends a code that signs in, and remembers which browser asked.</summary>
    /// <param name="site">Null for staff.</param>
    /// <param name="back">Where to go on afterwards; goes along with the link.</param>
    /// <returns>What the browser's cookie holds.</returns>
    public Task<string> Ask(LiveSite? site, MailAddress mail, Words words, string? back, CancellationToken cancellation) =>
        Ask(CodePurpose.SignIn, site, null, mail, (id, digits) => LetterOf(site, digits, words, "mail.code.type", LinkOf(site, id, digits, words, back)), cancellation);

    /// <summary>Sends a code that proves a new address of an account.</summary>
    /// <inheritdoc cref="Ask(LiveSite?, MailAddress, Words, string?, CancellationToken)"/>
    public Task<string> AskFor(Account account, LiveSite? site, MailAddress mail, Words words, CancellationToken cancellation) =>
        Ask(CodePurpose.Mail, site, account.Id, mail, (_, digits) => LetterOf(site, digits, words, "mail.change.type", null), cancellation);

    /// <summary>The code this browser asked for, while it can still be used.</summary>
    public async Task<Code?> Find(CodePurpose purpose, SiteId? site, string? cookie, CancellationToken cancellation)
    {
        if (!TryReadCookie(cookie, out var id, out var browser))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var code = await db.Codes.SingleOrDefaultAsync(one => one.Id == id && one.SiteId == site && one.Purpose == purpose, cancellation);
        return code is { BrowserHash: { } hash, UsedAt: null } && time.Now < code.EndsAt
            && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(browser)) ? code : null;
    }

    /// <summary>Tries what was typed to sign in; a wrong one counts.</summary>
    /// <returns>The address that is proved.</returns>
    public async Task<Outcome<MailAddress>> Try(SiteId? site, string? cookie, string? typed, CancellationToken cancellation)
    {
        if (Read(cookie, typed) is not { } read)
            return Spent;
        try
        {
            return (await door.Write(db => Try(db, CodePurpose.SignIn, site, null, read), cancellation)).Value.Answer;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Wrong;
        }
    }

    /// <summary>What a browser typed, made ready to be compared; null when it asked for no code.</summary>
    public TypedCode? Read(string? cookie, string? typed) => TryReadCookie(cookie, out var id, out var browser)
        ? new(id, HashOf(id, new string([.. (typed ?? "").Where(char.IsAsciiDigit)])), SHA256.HashData(browser))
        : null;

    /// <summary>
    /// Tries a code within a write that does more, and that must not be refused as a whole: a wrong try counts. Of two tries
    /// at once one fails its write.
    /// </summary>
    /// <param name="account">Whose code it must be; null for one that signs in.</param>
    public async Task<TriedCode> Try(ParleyContext db, CodePurpose purpose, SiteId? site, AccountId? account, TypedCode typed)
    {
        var code = await db.Codes.AsTracking().SingleOrDefaultAsync(
            one => one.Id == typed.Id && one.SiteId == site && one.Purpose == purpose && one.AccountId == account);
        var now = time.Now;
        return code?.Try(typed.Hash, typed.Browser, MaxTries, now) == true ? new(MailAddress.Read(code.Mail))
            : code is null || code.UsedAt is not null || code.Tries >= MaxTries || now >= code.EndsAt ? new(Spent)
            : new(Wrong);
    }

    /// <summary>What the link of a mail holds; null for what we did not write.</summary>
    public (CodeId Id, string Digits, string? Back)? OpenLink(string? with) =>
        seal.OpenText(LinkPurpose, with)?.Split('\n') is [var id, var digits, var back] && IdText.TryRead<CodeId>(id, out var code)
            ? (code, digits, back.Length > 0 ? back : null)
            : null;

    public static Refusal Spent => new("code-spent", 422, "code");

    public static Refusal Wrong => new("code-wrong", 422, "code");

    private async Task<string> Ask(
        CodePurpose purpose, LiveSite? site, AccountId? account, MailAddress mail, Func<CodeId, string, Letter> write, CancellationToken cancellation)
    {
        var id = ids.New<CodeId>();
        var digits = RandomNumberGenerator.GetInt32(Codes).ToString("D6", CultureInfo.InvariantCulture);
        var browser = RandomNumberGenerator.GetBytes(BrowserBytes);
        var code = Code.Make(id, purpose, site?.Id, mail.Key, account, HashOf(id, digits), SHA256.HashData(browser), time.Now, Lifetime);
        var letter = await outbox.Draw(site?.Id, mail.Text, write(id, digits));
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

    private static bool TryReadCookie(string? cookie, out CodeId id, out byte[] browser)
    {
        (id, browser) = (default, []);
        if (cookie is null || cookie.Length <= IdText.Length || !IdText.TryRead(cookie.AsSpan(0, IdText.Length), out id))
            return false;
        browser = Secret.Read(cookie.AsSpan(IdText.Length + 1), BrowserBytes);
        return browser.Length > 0;
    }

    private byte[] HashOf(CodeId id, string digits) => secret.Derive(HashPurpose, Encoding.UTF8.GetBytes($"{id}.{digits}"));

    private string? LinkOf(LiveSite? site, CodeId id, string digits, Words words, string? back) =>
        root.Of(PageLanguage.Asked(words).AddTo(Links.MailLink(site?.Name, seal.CloseText(LinkPurpose, $"{id}\n{digits}\n{back}"))));

    /// <param name="type">What to do with the code, as the words name it.</param>
    /// <param name="link">Null where only the browser that asked can use the code.</param>
    private static Letter LetterOf(LiveSite? site, string digits, Words words, string type, string? link)
    {
        var title = site?.Site.Title ?? words["front.installation"];
        var shown = digits[..3] + " " + digits[3..];
        return new Letter(
            words,
            title,
            words.Format("mail.code.subject", ("code", shown), ("site", title)),
            [words.Format(type, ("site", title))],
            shown,
            link is null ? null : new LetterLink(words["mail.code.link"], link),
            [words.Format("mail.code.foot", ("minutes", (int)Lifetime.TotalMinutes))]);
    }
}

/// <summary>A code as a browser typed it.</summary>
/// <param name="Hash">Keyed like that of a stored one.</param>
/// <param name="Browser">Hash of what ties it to the browser that asked.</param>
internal sealed record TypedCode(CodeId Id, byte[] Hash, byte[] Browser);

/// <summary>What came of a try, which is kept either way.</summary>
/// <param name="Answer">The address that is proved, or why none is.</param>
internal sealed record TriedCode(Outcome<MailAddress> Answer);
