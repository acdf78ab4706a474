using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>Links that make somebody staff, or the owner, or let them in again: each opens once.</summary>
internal sealed class StaffLinks(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, InstallationSecret secret, OwnRoot root, IdSource ids, TimeProvider time)
{
    /// <summary>A week: an invitation may wait over a weekend.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const int SecretBytes = 16;
    private const string HashPurpose = "staff-link";

    /// <summary>Where staff begin.</summary>
    public string Home => root.Of(Links.Staff) ?? Links.Staff;

    /// <summary>A link to be sent or printed, with the row that remembers it.</summary>
    /// <param name="account">Whose; null for the owner there is to be.</param>
    public (Code Code, string Address) Make(AccountId? account)
    {
        var id = ids.New<CodeId>();
        var text = $"{id}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var code = Code.Make(id, CodePurpose.Staff, null, null, account, HashOf(text), null, time.Now, Lifetime);
        var path = Links.StaffSetup(text);
        return (code, root.Of(path) ?? path);
    }

    /// <summary>Whether an installation has no owner yet.</summary>
    public async Task<bool> NeedsOwner(CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return !await db.Accounts.AnyAsync(account => account.IsOwner, cancellation);
    }

    /// <summary>A new link for the owner, who is there already or not; links made for the owner before open nothing any more.</summary>
    public async Task<string> ForOwner(CancellationToken cancellation)
    {
        await using var reader = await reading.CreateDbContextAsync(cancellation);
        var owner = await reader.Accounts.SingleOrDefaultAsync(account => account.IsOwner, cancellation);
        var (code, address) = Make(owner?.Id);
        await door.Write(
            async db =>
            {
                var former = await db.Codes.AsTracking()
                    .Where(one => one.Purpose == CodePurpose.Staff && one.AccountId == code.AccountId && one.UsedAt == null).ToListAsync();
                db.RemoveRange(former);
                db.Add(code);
            },
            cancellation);
        return address;
    }

    /// <summary>What a link opens; null when it opens nothing, or no more.</summary>
    public async Task<Code?> Find(string? text, CancellationToken cancellation)
    {
        if (text is null || text.Length <= IdText.Length || !IdText.TryRead<CodeId>(text.AsSpan(0, IdText.Length), out var id))
            return null;
        var hash = HashOf(text);
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var code = await db.Codes.SingleOrDefaultAsync(one => one.Id == id && one.Purpose == CodePurpose.Staff, cancellation);
        return code is { UsedAt: null } && time.Now < code.EndsAt && CryptographicOperations.FixedTimeEquals(code.Hash, hash) ? code : null;
    }

    /// <summary>Uses a link up, within a write that does what it is for.</summary>
    /// <returns>False when somebody else just did.</returns>
    public static async Task<bool> Use(ParleyContext db, Code link, DateTimeOffset now) =>
        await db.Codes.AsTracking().SingleOrDefaultAsync(one => one.Id == link.Id) is { } code
        && code.Try(link.Hash, null, int.MaxValue, now);

    private byte[] HashOf(string text) => secret.Derive(HashPurpose, Encoding.UTF8.GetBytes(text));
}
