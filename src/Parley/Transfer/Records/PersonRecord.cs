using System.Text.Json.Serialization;
using Parley.Accounts;

namespace Parley.Transfer.Records;

/// <summary>A person of the site.</summary>
internal sealed record PersonRecord : ExportRecord
{
    public const string RecordKind = "person";

    public override string Record => RecordKind;

    public required PersonId Id { get; init; }

    public required PersonKind Kind { get; init; }

    /// <summary>Null when an import found none.</summary>
    public string? Name { get; init; }

    /// <summary>What readers are told of the person; left out for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Badge Badge { get; init; }

    /// <summary>The reader's account; null for guests, imported names and staff.</summary>
    public AccountId? Account { get; init; }

    /// <summary>When an account last changed its name.</summary>
    public DateTimeOffset? RenamedAt { get; init; }

    /// <summary>Names given up, in the order of their times; null for none.</summary>
    public IReadOnlyList<FormerNameValue>? FormerNames { get; init; }

    public string? Bio { get; init; }

    public string? Website { get; init; }

    /// <summary>Words the publisher says of its reader; null for none.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>How moderators restricted the person; left out for not at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Standing Standing { get; init; }

    /// <summary>When that ends by itself; null for never.</summary>
    public DateTimeOffset? StandingUntil { get; init; }

    /// <summary>Whom this guest or imported name turned out to be.</summary>
    public PersonId? MergedInto { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Source { get; init; }

    public string? SourceId { get; init; }

    /// <summary>The mail address of an imported name. Read and never written: what is stored for it cannot be read back.</summary>
    public string? Mail { get; init; }

    /// <summary>The same as SHA-256 of the address in lower case.</summary>
    public byte[]? MailHash { get; init; }

    /// <summary>What stands for that address in an installation with the same secret, as an export writes it.</summary>
    public byte[]? MailProof { get; init; }

    /// <summary>SHA-256 of a guest's secret, only in a file with credentials.</summary>
    public byte[]? SecretHash { get; init; }
}

internal sealed record FormerNameValue
{
    public required string Name { get; init; }

    public required DateTimeOffset GivenUpAt { get; init; }
}
