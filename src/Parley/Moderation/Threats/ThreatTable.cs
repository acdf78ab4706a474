using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Threats;

internal sealed class ThreatTable : IEntityTypeConfiguration<ThreatFile>
{
    public void Configure(EntityTypeBuilder<ThreatFile> builder)
    {
        builder.ToTable("threat_files");
        builder.HasKey(file => new { file.SiteId, file.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(file => file.SiteId);
    }
}

internal static class ThreatSets
{
    extension(ParleyContext db)
    {
        public DbSet<ThreatFile> ThreatFiles => db.Set<ThreatFile>();
    }
}
