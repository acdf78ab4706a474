using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Decisions;

internal sealed class DecisionTable : IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("decisions");
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.Ignore(one => one.Stands);
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
        // Of two nodes that send the same letter one is refused.
        builder.Property(one => one.LetterDueAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("appeals");
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class DecisionSets
{
    extension(ParleyContext db)
    {
        public DbSet<Decision> Decisions => db.Set<Decision>();

        public DbSet<Appeal> Appeals => db.Set<Appeal>();
    }
}
