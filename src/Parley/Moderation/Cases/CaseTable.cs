using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Cases;

internal sealed class CaseTable : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseNote>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }

    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("case_notes");
        builder.HasKey(note => new { note.SiteId, note.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(note => note.SiteId);
    }
}

internal static class CaseSets
{
    extension(ParleyContext db)
    {
        public DbSet<Case> Cases => db.Set<Case>();

        public DbSet<CaseNote> CaseNotes => db.Set<CaseNote>();
    }
}
