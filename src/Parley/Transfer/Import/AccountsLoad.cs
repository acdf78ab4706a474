using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>The accounts of a batch that the site lacks, with their ways to sign in, as rows.</summary>
internal sealed class AccountsLoad(ParleyContext db, SiteId site, StoredIds stored)
{
    public static readonly BulkTable Accounts = new("accounts",
    [
        "id", "site_id", "mail", "mail_key", "is_mail_confirmed", "publisher_id", "password_hash", "security_stamp",
        "concurrency_stamp", "failed_tries", "is_two_factor", "is_owner", "language", "created_at",
    ]);

    public static readonly BulkTable SignIns = new("external_sign_ins", ["site_id", "provider", "subject", "account_id", "created_at"]);

    public static readonly BulkTable Passkeys = new("passkeys",
    [
        "credential_id", "account_id", "name", "public_key", "sign_count", "transports", "is_user_verified",
        "is_backup_eligible", "is_backed_up", "attestation", "client_data", "created_at",
    ]);

    private const int StampBytes = 16;

    private readonly List<object?[]> _signIns = [];
    private readonly List<object?[]> _passkeys = [];

    public IReadOnlyList<object?[]> SignInRows => _signIns;

    public IReadOnlyList<object?[]> PasskeyRows => _passkeys;

    /// <summary>Rows of the accounts themselves; fills the others too.</summary>
    public async Task<IReadOnlyList<object?[]>> Rows(IReadOnlyList<AccountRecord> accounts)
    {
        if (accounts.Count == 0)
            return [];
        var ids = accounts.Select(account => account.Id).ToList();
        var there = (await db.Accounts
            .Where(account => account.SiteId == site && EF.Parameter(ids).Contains(account.Id))
            .Select(account => account.Id)
            .ToListAsync()).ToHashSet();
        var twins = new AccountTwins(await Known(accounts));
        var missing = accounts.Where(account => !there.Contains(account.Id) && IsNew(account, twins)).ToList();
        await AddSignIns(missing);
        await AddPasskeys(missing);
        return missing.ConvertAll(Row);
    }

    /// <summary>The same mail or publisher's id is the same reader, whichever id the account has.</summary>
    private bool IsNew(AccountRecord account, AccountTwins twins)
    {
        if (twins.Take(account.Id, account.PublisherId, KeyOf(account)) is not { } twin)
            return true;
        stored.Accounts[account.Id] = twin;
        return false;
    }

    private async Task<List<KnownAccount>> Known(IReadOnlyList<AccountRecord> accounts)
    {
        var publisherIds = accounts.Select(account => account.PublisherId).Where(id => id is not null).ToList();
        var keys = accounts.Select(KeyOf).Where(key => key is not null).ToList();
        return await db.Accounts
            .Where(account => account.SiteId == site
                && (EF.Parameter(publisherIds).Contains(account.PublisherId) || EF.Parameter(keys).Contains(account.MailKey)))
            .Select(account => new KnownAccount(account.Id, account.PublisherId, account.MailKey))
            .ToListAsync();
    }

    private async Task AddSignIns(List<AccountRecord> accounts)
    {
        var subjects = accounts.SelectMany(account => account.SignIns, (_, one) => one.Subject).ToList();
        var known = subjects.Count == 0 ? [] : (await db.ExternalSignIns
            .Where(one => one.SiteId == site && EF.Parameter(subjects).Contains(one.Subject))
            .Select(one => new { one.Provider, one.Subject })
            .ToListAsync()).Select(one => (one.Provider, one.Subject)).ToHashSet();
        foreach (var account in accounts)
            foreach (var one in account.SignIns.Where(one => known.Add((one.Provider, one.Subject))))
                _signIns.Add([site.Value, one.Provider, one.Subject, account.Id.Value, RowValue.Time(one.CreatedAt)]);
    }

    private async Task AddPasskeys(List<AccountRecord> accounts)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in accounts)
            foreach (var passkey in account.Passkeys ?? [])
                if (known.Add(Convert.ToHexString(passkey.CredentialId)) && !await db.Passkeys.AnyAsync(one => one.CredentialId == passkey.CredentialId))
                    _passkeys.Add(
                    [
                        passkey.CredentialId, account.Id.Value, passkey.Name, passkey.PublicKey, passkey.SignCount, passkey.Transports,
                        passkey.UserVerified, passkey.BackupEligible, passkey.BackedUp, passkey.Attestation, passkey.ClientData,
                        RowValue.Time(passkey.CreatedAt),
                    ]);
    }

    private object?[] Row(AccountRecord account)
    {
        var stamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));
        return
        [
            account.Id.Value, site.Value, account.Mail, KeyOf(account), account.MailConfirmed, account.PublisherId,
            account.PasswordHash, stamp, stamp, 0, false, false, account.Language, RowValue.Time(account.CreatedAt),
        ];
    }

    private static string? KeyOf(AccountRecord account) => account.Mail is { } mail ? MailAddress.Read(mail).Value?.Key : null;
}

/// <summary>An account of the site, by what it is known.</summary>
internal sealed record KnownAccount(AccountId Id, string? PublisherId, string? MailKey);

/// <summary>Which accounts are known by which mail and publisher's id, those of the file joining as they come.</summary>
internal sealed class AccountTwins
{
    private readonly Dictionary<string, AccountId> _byPublisherId = [];
    private readonly Dictionary<string, AccountId> _byMail = [];

    public AccountTwins(IEnumerable<KnownAccount> known)
    {
        foreach (var account in known)
            Keep(account.Id, account.PublisherId, account.MailKey);
    }

    /// <returns>The account that is the same; null, and the account is kept, when there is none.</returns>
    public AccountId? Take(AccountId account, string? publisherId, string? mailKey)
    {
        if (publisherId is not null && _byPublisherId.TryGetValue(publisherId, out var samePublisherId))
            return samePublisherId;
        if (mailKey is not null && _byMail.TryGetValue(mailKey, out var sameMail))
            return sameMail;
        Keep(account, publisherId, mailKey);
        return null;
    }

    private void Keep(AccountId account, string? publisherId, string? mailKey)
    {
        if (publisherId is not null)
            _byPublisherId[publisherId] = account;
        if (mailKey is not null)
            _byMail[mailKey] = account;
    }
}
