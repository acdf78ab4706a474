using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Stories;

internal sealed class StoryTable :
    IEntityTypeConfiguration<Story>, IEntityTypeConfiguration<StoryAddress>, IEntityTypeConfiguration<StateChange>
{
    public void Configure(EntityTypeBuilder<Story> builder)
    {
        builder.ToTable("stories");
        builder.HasKey(story => new { story.SiteId, story.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(story => story.SiteId);
    }

    public void Configure(EntityTypeBuilder<StoryAddress> builder)
    {
        builder.ToTable("story_urls");
        builder.HasKey(address => new { address.SiteId, address.Key });
        builder.HasOne<Story>().WithMany().HasForeignKey(address => new { address.SiteId, address.StoryId });
    }

    public void Configure(EntityTypeBuilder<StateChange> builder)
    {
        builder.ToTable("state_changes");
        builder.HasKey(change => new { change.SiteId, change.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(change => change.SiteId);
    }
}

internal static class StorySets
{
    extension(ParleyContext db)
    {
        public DbSet<Story> Stories => db.Set<Story>();

        public DbSet<StoryAddress> StoryAddresses => db.Set<StoryAddress>();

        public DbSet<StateChange> StateChanges => db.Set<StateChange>();
    }
}
