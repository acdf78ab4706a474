using System.Security.Cryptography;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Accounts;

internal readonly record struct PersonId(long Value) : IId<PersonId>
{
    public static PersonId From(long value) => new(value);

    public static bool operator <(PersonId left, PersonId right) => left.Value < right.Value;

    public static bool operator >(PersonId left, PersonId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

internal enum PersonKind
{
    /// <summary>Gave a name and nothing else; known again by an author token.</summary>
    Guest,

    /// <summary>Signed in.</summary>
    Account,

    /// <summary>A name, or the lack of one, that came with an import.</summary>
    Imported,
}

/// <summary>What readers are told of a person beside the name. A badge gives no power.</summary>
internal enum Badge
{
    None,

    /// <summary>Works for the publisher.</summary>
    Staff,

    /// <summary>Known to the publisher for knowing the matter.</summary>
    Expert,
}

/// <summary>Readers are told something else of a person from now on.</summary>
internal sealed record BadgeChanged(PersonId PersonId) : Event;

/// <summary>Whoever writes, votes or reports on a site: always one row of one table.</summary>
internal sealed class Person
{
    private Person(SiteId site, PersonId id, PersonKind kind, string? name, DateTimeOffset at) =>
        (SiteId, Id, Kind, Name, CreatedAt) = (site, id, kind, name, at);

    private Person()
    {
    }

    public PersonId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public PersonKind Kind { get; private set; }

    /// <summary>Null when an import found none.</summary>
    public string? Name { get; private set; }

    /// <summary>SHA-256 of the author token's secret; null when nobody can write as this person.</summary>
    public byte[]? SecretHash { get; private set; }

    public Badge Badge { get; private set; }

    public string? Source { get; private set; }

    public string? SourceId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static Person Guest(SiteId site, PersonId id, string name, byte[] secret, DateTimeOffset at) =>
        new(site, id, PersonKind.Guest, name, at) { SecretHash = SHA256.HashData(secret) };

    public static Person Imported(SiteId site, PersonId id, string? name, string source, string sourceId, DateTimeOffset at) =>
        new(site, id, PersonKind.Imported, name, at) { Source = source, SourceId = sourceId };

    /// <summary>A guest may write under another name next time; comments show the name of their person.</summary>
    public PersonRenamed Rename(string name)
    {
        Name = name;
        return new PersonRenamed(Id);
    }

    public void Wear(Badge badge) => Badge = badge;

    public bool Opens(byte[] secret) =>
        SecretHash is not null && CryptographicOperations.FixedTimeEquals(SecretHash, SHA256.HashData(secret));
}
