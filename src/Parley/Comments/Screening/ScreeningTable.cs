using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Comments.Screening;

internal sealed class ScreeningTable : IEntityTypeConfiguration<CommentScreening>, IEntityTypeConfiguration<RefusedText>
{
    public void Configure(EntityTypeBuilder<CommentScreening> builder)
    {
        builder.ToTable("screenings");
        builder.HasKey(one => new { one.SiteId, one.CommentId, one.Revision, one.At });
        builder.HasOne<Comment>().WithMany().HasForeignKey(one => new { one.SiteId, one.CommentId });
        builder.Ignore(one => one.Said);
    }

    public void Configure(EntityTypeBuilder<RefusedText> builder)
    {
        builder.ToTable("refused_texts");
        builder.Ignore(one => one.Said);
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class ScreeningSets
{
    extension(ParleyContext db)
    {
        public DbSet<CommentScreening> Screenings => db.Set<CommentScreening>();

        public DbSet<RefusedText> RefusedTexts => db.Set<RefusedText>();
    }
}
