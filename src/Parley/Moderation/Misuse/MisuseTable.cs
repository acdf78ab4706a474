using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Misuse;

internal sealed class MisuseTable : IEntityTypeConfiguration<NoticeSender>
{
    public void Configure(EntityTypeBuilder<NoticeSender> builder)
    {
        builder.ToTable("notice_senders");
        builder.HasKey(sender => new { sender.SiteId, sender.ContactKey });
        builder.HasOne<Site>().WithMany().HasForeignKey(sender => sender.SiteId);
    }
}

internal static class MisuseSets
{
    extension(ParleyContext db)
    {
        public DbSet<NoticeSender> NoticeSenders => db.Set<NoticeSender>();
    }
}
