using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Notices;

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<NoticeItem>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.HasKey(notice => new { notice.SiteId, notice.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(notice => notice.SiteId);
        // Of two nodes that send the same letter one is refused.
        builder.Property(notice => notice.LetterDueAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<NoticeItem> builder)
    {
        builder.ToTable("notice_items");
        builder.HasKey(item => new { item.SiteId, item.NoticeId, item.CommentId });
        builder.Ignore(item => item.Waits);
        builder.Ignore(item => item.Latest);
        // Named so that EF saves the notice first.
        builder.HasOne<Notice>().WithMany().HasForeignKey(item => new { item.SiteId, item.NoticeId });
        builder.HasOne<Comments.Comment>().WithMany().HasForeignKey(item => new { item.SiteId, item.CommentId });
    }
}

internal static class NoticeSets
{
    extension(ParleyContext db)
    {
        public DbSet<Notice> Notices => db.Set<Notice>();

        public DbSet<NoticeItem> NoticeItems => db.Set<NoticeItem>();
    }
}
