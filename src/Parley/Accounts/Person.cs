using System.Security.Cryptography;
using Parley.Accounts.Names;
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

    /// <summary>Had an account and had it erased.</summary>
    Erased,

    /// <summary>The same, and some of what they wrote does not stand under a nameless person of its thread yet.</summary>
    Leaving,

    /// <summary>Had it erased with all they wrote, and some of it is still to go: nobody reads it any more.</summary>
    Withdrawn,
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
        (SiteId, Id, Kind, Name, CreatedAt, NameKey) = (site, id, kind, name, at, NameRules.Guarded(kind, Badge.None, name));

    private Person()
    {
    }

    public PersonId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public PersonKind Kind { get; private set; }

    /// <summary>Whether there is nobody any more whom this person is.</summary>
    public bool IsErased => Kind is PersonKind.Erased or PersonKind.Leaving or PersonKind.Withdrawn;

    /// <summary>The kind as anybody is told it: how far an erasure has come is nobody's business.</summary>
    public PersonKind KindShown => IsErased ? PersonKind.Erased : Kind;

    /// <summary>Null when an import found none.</summary>
    public string? Name { get; private set; }

    /// <summary>SHA-256 of the author token's secret; null when nobody can write as this person.</summary>
    public byte[]? SecretHash { get; private set; }

    public Badge Badge { get; private set; }

    /// <summary>The credentials this person signs in with; null for guests and imported names.</summary>
    public AccountId? AccountId { get; private set; }

    public Role Role { get; private set; }

    /// <summary>The name as the eye takes it, where nobody else may go by one that reads like it; else null.</summary>
    public string? NameKey { get; private set; }

    /// <summary>When an account last changed its name.</summary>
    public DateTimeOffset? RenamedAt { get; private set; }

    public string? Bio { get; private set; }

    public string? Website { get; private set; }

    /// <summary>Name of the person's picture; null for the initial.</summary>
    public string? Avatar { get; private set; }

    /// <summary>Words the publisher says of its reader, such as <c>subscriber</c>, a space between them; null for none.</summary>
    public string? Claims { get; private set; }

    public IReadOnlyList<string> ClaimWords => Claims?.Split(' ') ?? [];

    /// <summary>What moderators decided about the person on this site.</summary>
    public Standing Standing { get; private set; }

    /// <summary>When that ends by itself; null for never.</summary>
    public DateTimeOffset? StandingUntil { get; private set; }

    /// <summary>The decision by which they were warned, until they say that they read it.</summary>
    public long? WarningId { get; private set; }

    /// <summary>Whom this guest or imported name turned out to be.</summary>
    public PersonId? MergedInto { get; private set; }

    public string? Source { get; private set; }

    public string? SourceId { get; private set; }

    /// <summary>What stands for the mail address an imported name came with (<see cref="MailProofs"/>); null for none, and once it was claimed.</summary>
    public byte[]? MailProof { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static Person Guest(SiteId site, PersonId id, string name, byte[] secret, DateTimeOffset at) =>
        new(site, id, PersonKind.Guest, name, at) { SecretHash = SHA256.HashData(secret) };

    /// <summary>Somebody who did not write yet: reported, say. They take a name when they do.</summary>
    public static Person Unnamed(SiteId site, PersonId id, byte[] secret, DateTimeOffset at) =>
        new(site, id, PersonKind.Guest, null, at) { SecretHash = SHA256.HashData(secret) };

    public static Person Imported(SiteId site, PersonId id, string? name, string source, string sourceId, DateTimeOffset at, byte[]? mailProof = null) =>
        new(site, id, PersonKind.Imported, name, at) { Source = source, SourceId = sourceId, MailProof = mailProof };

    /// <summary>Stands in a thread for somebody whose account was erased.</summary>
    public static Person Nobody(SiteId site, PersonId id, DateTimeOffset at) => new(site, id, PersonKind.Erased, null, at);

    /// <summary>The person an account acts through on a site.</summary>
    public static Person OfAccount(SiteId site, PersonId id, AccountId account, string name, DateTimeOffset at) =>
        new(site, id, PersonKind.Account, name, at) { AccountId = account };

    /// <summary>A guest signs up: the same person from now on, with all they wrote. The author token opens nothing any more.</summary>
    public PersonJoined Join(AccountId account, string name)
    {
        (Kind, AccountId, Name, SecretHash) = (PersonKind.Account, account, name, null);
        NameKey = NameRules.Guarded(Kind, Badge, name);
        return new PersonJoined(Id);
    }

    /// <summary>A guest, or an imported name, turns out to be somebody with an account.</summary>
    public PersonMerged MergeInto(PersonId account)
    {
        (MergedInto, SecretHash, MailProof) = (account, null, null);
        return new PersonMerged(Id, account);
    }

    /// <summary>An account takes another name.</summary>
    /// <returns>What is told, and the name given up.</returns>
    public (PersonRenamed Happened, FormerName Former) Rename(string name, DateTimeOffset at)
    {
        var former = new FormerName(SiteId, Id, Name ?? "", at);
        RenamedAt = at;
        return (Rename(name), former);
    }

    /// <summary>Takes over what the publisher says of its reader.</summary>
    /// <param name="words">Without spaces in them.</param>
    public void Hold(IEnumerable<string> words) => Claims = string.Join(' ', words) is { Length: > 0 } held ? held : null;

    public RoleChanged Serve(Role role)
    {
        Role = role;
        return new RoleChanged(Id);
    }

    /// <param name="avatar">Name of the picture; null for the initial.</param>
    public void Show(string? avatar) => Avatar = avatar;

    public PersonDescribed Describe(string? bio, string? website)
    {
        (Bio, Website) = (bio, website);
        return new PersonDescribed(Id);
    }

    /// <summary>The account is erased: what is left says nothing of whose it was.</summary>
    public PersonErased Erase(bool withComments)
    {
        Kind = withComments ? PersonKind.Withdrawn : PersonKind.Leaving;
        (Name, NameKey, SecretHash, AccountId) = (null, null, null, null);
        (Bio, Website, RenamedAt, Badge, Role, Claims, Avatar) = (null, null, null, Badge.None, Role.Member, null, null);
        (SourceId, MailProof) = (null, null);
        return new PersonErased(Id, withComments);
    }

    /// <summary>The last of what they wrote has gone, or stands under nobody's name.</summary>
    public void BeForgotten() => Kind = PersonKind.Erased;

    /// <summary>Moderators restrict the person, or no longer.</summary>
    /// <param name="until">When it ends by itself; null for never.</param>
    public StandingChanged Stand(Standing standing, DateTimeOffset? until)
    {
        (Standing, StandingUntil) = (standing, standing == Standing.None ? null : until);
        return new StandingChanged(Id);
    }

    /// <summary>How the person stands at a moment: what had an end may have come to it.</summary>
    public Standing StandingAt(DateTimeOffset now) => StandingUntil <= now ? Standing.None : Standing;

    /// <param name="decision">What they were warned with; null once they read it.</param>
    public void Warn(long? decision) => WarningId = decision;

    /// <summary>A guest may write under another name next time; comments show the name of their person.</summary>
    public PersonRenamed Rename(string name)
    {
        Name = name;
        NameKey = NameRules.Guarded(Kind, Badge, name);
        return new PersonRenamed(Id);
    }

    public void Wear(Badge badge)
    {
        Badge = badge;
        NameKey = NameRules.Guarded(Kind, badge, Name);
    }

    public bool Opens(byte[] secret) =>
        SecretHash is not null && CryptographicOperations.FixedTimeEquals(SecretHash, SHA256.HashData(secret));
}
