using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Moderation.Record;

internal sealed class AuditTable :
    IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<AuditValue>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_log");
        builder.HasKey(row => row.Id);
    }

    public void Configure(EntityTypeBuilder<AuditValue> builder)
    {
        builder.ToTable("audit_values");
        builder.HasKey(value => new { value.AuditId, value.Name });
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_head");
        builder.HasKey(head => head.Name);
        // Of two nodes that link the same rows one is refused.
        builder.Property(head => head.Sequence).IsConcurrencyToken().ValueGeneratedNever();
    }
}

internal static class AuditSets
{
    extension(ParleyContext db)
    {
        public DbSet<AuditRow> AuditLog => db.Set<AuditRow>();

        public DbSet<AuditValue> AuditValues => db.Set<AuditValue>();

        public DbSet<AuditHead> AuditHeads => db.Set<AuditHead>();
    }
}
