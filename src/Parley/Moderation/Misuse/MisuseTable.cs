using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Misuse;

internal sealed class MisuseTable : IEntityTypeConfiguration<NoticeSender>, IEntityTypeConfiguration<Appellant>
{
    public void Configure(EntityTypeBuilder<NoticeSender> builder)
    {
        builder.ToTable("notice_senders");
        builder.HasKey(sender => new { sender.SiteId, sender.ContactKey });
        builder.HasOne<Site>().WithMany().HasForeignKey(sender => sender.SiteId);
    }

    public void Configure(EntityTypeBuilder<Appellant> builder)
    {
        builder.ToTable("appellants");
        builder.HasKey(one => new { one.SiteId, one.PersonId });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class MisuseSets
{
    extension(ParleyContext db)
    {
        public DbSet<NoticeSender> NoticeSenders => db.Set<NoticeSender>();

        public DbSet<Appellant> Appellants => db.Set<Appellant>();
    }
}
