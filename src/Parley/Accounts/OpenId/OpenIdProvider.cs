using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Accounts.OpenId;

/// <summary>An OpenID Connect provider whose accounts sign in on a site.</summary>
internal sealed class OpenIdProvider(SiteId siteId, string name, DateTimeOffset createdAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    /// <summary>Part of the address the provider leads back to; never changes.</summary>
    public string Name { get; private set; } = name;

    /// <summary>What readers know it by.</summary>
    public string Title { get; private set; } = "";

    /// <summary>As the provider itself writes it, to the letter.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>What the provider calls us.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>What proves to the provider that it is us; null where it asks for no proof.</summary>
    public byte[]? Sealed { get; private set; }

    /// <summary>Whether the site's door shows it.</summary>
    public bool IsOpen { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    /// <param name="seal">Null keeps the secret there is, as long as it goes to the same provider.</param>
    public void Describe(string title, string issuer, string clientId, byte[]? seal)
    {
        if (seal is not null || issuer != Issuer)
            Sealed = seal;
        (Title, Issuer, ClientId) = (title, issuer, clientId);
    }

    public void Open(bool isOpen) => IsOpen = isOpen;
}

internal sealed class OpenIdProviderTable : IEntityTypeConfiguration<OpenIdProvider>
{
    public void Configure(EntityTypeBuilder<OpenIdProvider> builder)
    {
        builder.ToTable("open_id_providers");
        builder.HasKey(provider => new { provider.SiteId, provider.Name });
        builder.HasOne<Site>().WithMany().HasForeignKey(provider => provider.SiteId);
    }
}

internal static class OpenIdSets
{
    extension(ParleyContext db)
    {
        public DbSet<OpenIdProvider> OpenIdProviders => db.Set<OpenIdProvider>();
    }
}
