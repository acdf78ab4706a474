using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>Second factors and passkeys: keys are sealed, recovery codes hashed, passkeys rows of their own.</summary>
internal sealed partial class AccountStore :
    IUserAuthenticatorKeyStore<Account>,
    IUserTwoFactorRecoveryCodeStore<Account>,
    IUserPasskeyStore<Account>
{
    private const string AuthenticatorPurpose = "authenticator";
    private const string RecoveryPurpose = "recovery-code";

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKey = seal.CloseText(AuthenticatorPurpose, key);
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(seal.OpenText(AuthenticatorPurpose, user.AuthenticatorKey));

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(code => HashOf(user, code)));
        return Task.CompletedTask;
    }

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var left = Codes(user);
        var isOne = left.Remove(HashOf(user, code));
        if (isOne)
            user.RecoveryCodes = string.Join(' ', left);
        return Task.FromResult(isOne);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Count);

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        await door.Write(
            async db =>
            {
                var stored = await db.Passkeys.SingleOrDefaultAsync(one => one.CredentialId == passkey.CredentialId, CancellationToken.None);
                if (stored is null)
                    db.Add(stored = new Passkey(user.Id, passkey.CredentialId, passkey.CreatedAt));
                if (stored.AccountId == user.Id)
                    Fill(stored, passkey);
            },
            cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        await using var db = await reading.CreateDbContextAsync(cancellationToken);
        var stored = await db.Passkeys.Where(one => one.AccountId == user.Id).OrderBy(one => one.CreatedAt).ToListAsync(cancellationToken);
        return stored.ConvertAll(Info);
    }

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await reading.CreateDbContextAsync(cancellationToken);
        return await (
            from passkey in db.Passkeys
            join account in db.Accounts on passkey.AccountId equals account.Id
            where passkey.CredentialId == credentialId
            select account).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await reading.CreateDbContextAsync(cancellationToken);
        var stored = await db.Passkeys.SingleOrDefaultAsync(
            one => one.CredentialId == credentialId && one.AccountId == user.Id, cancellationToken);
        return stored is null ? null : Info(stored);
    }

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await door.Write(
            async db => await db.Passkeys
                .Where(one => one.CredentialId == credentialId && one.AccountId == user.Id)
                .ExecuteDeleteAsync(CancellationToken.None),
            cancellationToken);

    private static List<string> Codes(Account user) =>
        [.. (user.RecoveryCodes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Typed as it is shown, or without its dash, in either case.</summary>
    private string HashOf(Account user, string code)
    {
        var plain = code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        return Convert.ToHexStringLower(secret.Derive(RecoveryPurpose, Encoding.UTF8.GetBytes($"{user.Id}.{plain}")));
    }

    private static void Fill(Passkey stored, UserPasskeyInfo info)
    {
        stored.Name = info.Name;
        stored.PublicKey = info.PublicKey;
        stored.SignCount = info.SignCount;
        stored.Transports = info.Transports is null ? null : string.Join(' ', info.Transports);
        (stored.IsUserVerified, stored.IsBackupEligible, stored.IsBackedUp) = (info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp);
        (stored.Attestation, stored.ClientData) = (info.AttestationObject, info.ClientDataJson);
    }

    private static UserPasskeyInfo Info(Passkey stored) => new(
        stored.CredentialId,
        stored.PublicKey,
        stored.CreatedAt,
        (uint)stored.SignCount,
        stored.Transports?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        stored.IsUserVerified,
        stored.IsBackupEligible,
        stored.IsBackedUp,
        stored.Attestation,
        stored.ClientData)
    {
        Name = stored.Name,
    };
}
