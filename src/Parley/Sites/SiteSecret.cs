using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Sites;

internal readonly record struct SiteSecretId(long Value) : IId<SiteSecretId>
{
    public static SiteSecretId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>A secret a publisher's server signs its readers' tokens with. Checking them takes the secret itself, so it is kept, sealed.</summary>
internal sealed class SiteSecret(SiteId siteId, SiteSecretId id, byte[] @sealed, DateTimeOffset createdAt)
{
    /// <summary>As many as HMAC-SHA256 can make use of.</summary>
    public const int Bytes = 32;

    /// <summary>The newest ones count, so that a publisher can put a new one in place before the old one is forgotten.</summary>
    public const int Counted = 2;

    public SiteSecretId Id { get; private set; } = id;

    public SiteId SiteId { get; private set; } = siteId;

    public byte[] Sealed { get; private set; } = @sealed;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;
}

/// <summary>Seals sites' secrets and opens them again.</summary>
internal sealed class SiteSecrets(InstallationSecret installation)
{
    private const string Purpose = "site-secret";

    public byte[] Seal(SiteId site, byte[] secret) => installation.Seal(Purpose, site.ToString(), secret);

    /// <summary>The secrets that count, newest first.</summary>
    public IEnumerable<byte[]> Of(LiveSite site) => site.Secrets
        .Select(secret => installation.Open(Purpose, site.Id.ToString(), secret.Sealed))
        .OfType<byte[]>();
}
