using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>An account elsewhere that signs in here.</summary>
internal sealed class ExternalSignIn(SiteId siteId, string provider, string subject, AccountId accountId, DateTimeOffset createdAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public string Provider { get; private set; } = provider;

    /// <summary>The provider's own id of the person; never the mail, which may change hands.</summary>
    public string Subject { get; private set; } = subject;

    public AccountId AccountId { get; private set; } = accountId;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;
}

/// <summary>A token that counts once and has counted.</summary>
/// <param name="hash">SHA-256 of what names it.</param>
/// <param name="endsAt">From when it would be refused anyway.</param>
internal sealed class UsedToken(SiteId siteId, byte[] hash, DateTimeOffset endsAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public byte[] Hash { get; private set; } = hash;

    public DateTimeOffset EndsAt { get; private set; } = endsAt;
}

/// <summary>A name a person gave up.</summary>
internal sealed class FormerName(SiteId siteId, PersonId personId, string name, DateTimeOffset givenUpAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public PersonId PersonId { get; private set; } = personId;

    public string Name { get; private set; } = name;

    public DateTimeOffset GivenUpAt { get; private set; } = givenUpAt;
}
