using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>
/// Hands a sign-in from a window of our own over to the publisher's page that opened it: by a code that counts once, for
/// that page alone. The window may post it to the page, or show it to be typed where the two have lost each other.
/// </summary>
internal sealed class HandOvers(
    InstallationSecret installation, IDbContextFactory<ParleyContext> reading, IWriteDoor door, IEngine engine, IdSource ids, SessionDesk sessions, TimeProvider time)
{
    /// <summary>Long enough to sign in with a mailed code first.</summary>
    public static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Long enough to type eight characters.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private const int MaxTries = 5, CodeLength = 8, SecretBytes = 16;

    /// <summary>What a page opens the window with, and what it keeps to itself. Nothing is stored for it.</summary>
    public (string Ticket, string Secret) Begin(LiveSite site)
    {
        var ticket = ids.New<CodeId>();
        return (ticket.ToString(), Base64Url.EncodeToString(SecretOf(site, ticket)));
    }

    /// <summary>Whether a window was opened with a ticket of ours, not long ago.</summary>
    public CodeId? ReadTicket(string? ticket) =>
        IdText.TryRead<CodeId>(ticket ?? "", out var id) && time.Now - IdSource.TimeOf(id.Value) is var age && age < TicketLifetime && age > -CodeLifetime
            ? id
            : null;

    /// <summary>Makes the code for whoever is signed in.</summary>
    /// <returns>As it is shown and typed; a refusal when the ticket had one already.</returns>
    public async Task<Outcome<string>> Offer(LiveSite site, CodeId ticket, Account account, CancellationToken cancellation)
    {
        var text = IdText.Write(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue)[^CodeLength..];
        var code = Code.Make(
            ticket, CodePurpose.HandOver, site.Id, null, account.Id, HashOf(site, ticket, text), SHA256.HashData(SecretOf(site, ticket)), time.Now, CodeLifetime);
        try
        {
            await door.Write(
                db =>
                {
                    db.Add(code);
                    return Task.CompletedTask;
                },
                cancellation);
            return text;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return new Refusal("hand-over", 409);
        }
    }

    /// <summary>Begins the session of the publisher's page.</summary>
    /// <param name="secret">What that page kept to itself.</param>
    public async Task<Outcome<(Account Account, Session Session, string Cookie)>> Take(
        LiveSite site, string? ticket, string? secret, string? typed, string device, CancellationToken cancellation)
    {
        var refusal = new Refusal("hand-over", 422, "code");
        if (ReadTicket(ticket) is not { } id)
            return refusal;
        var kept = SHA256.HashData(Secret.Read(secret, SecretBytes));
        var hash = HashOf(site, id, Plain(typed));
        var tried = await door.Write(db => Try(db, site, id, hash, kept), cancellation);
        if (tried.Value is not { } account)
            return refusal;
        await using var reader = await reading.CreateDbContextAsync(cancellation);
        var signedIn = await reader.Accounts.SingleAsync(one => one.Id == account, cancellation);
        var (session, cookie) = await sessions.Begin(signedIn, SignInWay.Window, device, isStrong: false, cancellation);
        return (signedIn, session, cookie);
    }

    /// <returns>Whose it is; null for a wrong one, which is counted.</returns>
    private async Task<AccountId?> Try(ParleyContext db, LiveSite site, CodeId id, byte[] hash, byte[] kept)
    {
        var code = await db.Codes.SingleOrDefaultAsync(one => one.Id == id && one.SiteId == site.Id && one.Purpose == CodePurpose.HandOver);
        return code is not null && code.Try(hash, kept, MaxTries, time.Now) ? code.AccountId : null;
    }

    private byte[] SecretOf(LiveSite site, CodeId ticket) =>
        installation.Derive("hand-over", Encoding.ASCII.GetBytes($"{site.Id}{ticket}"))[..SecretBytes];

    private byte[] HashOf(LiveSite site, CodeId ticket, string text) =>
        installation.Derive("hand-over-code", Encoding.UTF8.GetBytes($"{site.Id}{ticket}{text}"));

    /// <summary>As people type: in either case, with or without the hyphen, o for 0 and l or i for 1.</summary>
    private static string Plain(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit).Take(CodeLength + 1))
        .ToLowerInvariant().Replace('o', '0').Replace('l', '1').Replace('i', '1');
}
