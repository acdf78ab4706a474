namespace Parley.Accounts;

/// <summary>A key a device keeps for an account. Only its public half is here.</summary>
internal sealed class Passkey
{
    private Passkey() => (CredentialId, PublicKey, Attestation, ClientData) = ([], [], [], []);

    public Passkey(AccountId account, byte[] credentialId, DateTimeOffset at)
        : this() => (AccountId, CredentialId, CreatedAt) = (account, credentialId, at);

    public byte[] CredentialId { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>What its owner calls it.</summary>
    public string? Name { get; set; }

    public byte[] PublicKey { get; set; }

    /// <summary>Grows with each use on devices that count; one that falls back is a copy.</summary>
    public long SignCount { get; set; }

    public string? Transports { get; set; }

    public bool IsUserVerified { get; set; }

    public bool IsBackupEligible { get; set; }

    public bool IsBackedUp { get; set; }

    public byte[] Attestation { get; set; }

    public byte[] ClientData { get; set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
