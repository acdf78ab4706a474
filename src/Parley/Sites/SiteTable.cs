using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Sites;

/// <summary>A setting that differs from its default.</summary>
internal sealed class StoredSetting(SiteId siteId, string name)
{
    public SiteId SiteId { get; private set; } = siteId;

    public string Name { get; private set; } = name;

    public string Value { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public SiteChanged Set(string value, DateTimeOffset at)
    {
        (Value, ChangedAt) = (value, at);
        return new SiteChanged();
    }
}

internal sealed class SiteTable :
    IEntityTypeConfiguration<Site>, IEntityTypeConfiguration<StoredSetting>, IEntityTypeConfiguration<ApiKey>,
    IEntityTypeConfiguration<SiteSecret>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites");
        builder.HasKey(site => site.Id);
        builder.Property(site => site.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<StoredSetting> builder)
    {
        builder.ToTable("settings");
        builder.HasKey(setting => new { setting.SiteId, setting.Name });
        builder.HasOne<Site>().WithMany().HasForeignKey(setting => setting.SiteId);
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => new { key.SiteId, key.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(key => key.SiteId);
    }

    public void Configure(EntityTypeBuilder<SiteSecret> builder)
    {
        builder.ToTable("site_secrets");
        builder.HasKey(secret => new { secret.SiteId, secret.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(secret => secret.SiteId);
    }
}

internal static class SiteSets
{
    extension(ParleyContext db)
    {
        public DbSet<Site> Sites => db.Set<Site>();

        public DbSet<StoredSetting> Settings => db.Set<StoredSetting>();

        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        public DbSet<SiteSecret> SiteSecrets => db.Set<SiteSecret>();
    }
}
