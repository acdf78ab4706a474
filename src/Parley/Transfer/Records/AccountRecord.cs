using Parley.Accounts;

namespace Parley.Transfer.Records;

/// <summary>A reader's account. Those of staff belong to the installation and stay there.</summary>
internal sealed record AccountRecord : ExportRecord
{
    public const string Kind = "account";

    public override string Record => Kind;

    public required AccountId Id { get; init; }

    public string? Mail { get; init; }

    /// <summary>Whether its owner proved the address.</summary>
    public required bool MailConfirmed { get; init; }

    /// <summary>The publisher's own id of its reader.</summary>
    public string? PublisherId { get; init; }

    /// <summary>Language of mail.</summary>
    public string? Language { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Accounts elsewhere that sign in as this one, in the order of provider and subject.</summary>
    public required IReadOnlyList<SignInValue> SignIns { get; init; }

    /// <summary>As ASP.NET Core Identity writes it, only in a file with credentials.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>In the order of their ids, only in a file with credentials.</summary>
    public IReadOnlyList<PasskeyValue>? Passkeys { get; init; }
}

internal sealed record SignInValue
{
    public required string Provider { get; init; }

    /// <summary>The provider's own id of the person.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The public half of a key a device keeps. It goes on working while the host name stays.</summary>
internal sealed record PasskeyValue
{
    public required byte[] CredentialId { get; init; }

    public string? Name { get; init; }

    public required byte[] PublicKey { get; init; }

    public required long SignCount { get; init; }

    public string? Transports { get; init; }

    public required bool UserVerified { get; init; }

    public required bool BackupEligible { get; init; }

    public required bool BackedUp { get; init; }

    public required byte[] Attestation { get; init; }

    public required byte[] ClientData { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
