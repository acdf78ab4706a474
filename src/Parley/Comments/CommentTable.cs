using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Comments;

internal sealed class CommentTable :
    IEntityTypeConfiguration<Comment>,
    IEntityTypeConfiguration<CommentRevision>,
    IEntityTypeConfiguration<Correction>,
    IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("comments");
        builder.HasKey(comment => new { comment.SiteId, comment.Id });
        // Named so that EF saves a new story and a new person before the comment that needs them.
        builder.HasOne<Story>().WithMany().HasForeignKey(comment => new { comment.SiteId, comment.StoryId });
        builder.HasOne<Person>().WithMany().HasForeignKey(comment => new { comment.SiteId, comment.AuthorId });
    }

    public void Configure(EntityTypeBuilder<CommentRevision> builder)
    {
        builder.ToTable("comment_revisions");
        builder.HasKey(revision => new { revision.SiteId, revision.CommentId, revision.Revision });
        builder.HasOne<Comment>().WithMany().HasForeignKey(revision => new { revision.SiteId, revision.CommentId });
    }

    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("corrections");
        builder.HasKey(line => new { line.SiteId, line.CommentId, line.Number });
        builder.HasOne<Comment>().WithMany().HasForeignKey(line => new { line.SiteId, line.CommentId });
    }

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(key => new { key.SiteId, key.Key });
    }
}

internal static class CommentSets
{
    extension(ParleyContext db)
    {
        public DbSet<Comment> Comments => db.Set<Comment>();

        public DbSet<CommentRevision> CommentRevisions => db.Set<CommentRevision>();

        public DbSet<Correction> Corrections => db.Set<Correction>();

        public DbSet<IdempotencyKey> IdempotencyKeys => db.Set<IdempotencyKey>();
    }
}
