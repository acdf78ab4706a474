using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Accounts.Ignoring;

/// <summary>Somebody a reader does not want to read. Only the reader knows.</summary>
internal sealed class IgnoredPerson(SiteId siteId, PersonId personId, PersonId ignoredId, DateTimeOffset createdAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    /// <summary>The reader.</summary>
    public PersonId PersonId { get; private set; } = personId;

    public PersonId IgnoredId { get; private set; } = ignoredId;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;
}

internal sealed class IgnoredPersonTable : IEntityTypeConfiguration<IgnoredPerson>
{
    public void Configure(EntityTypeBuilder<IgnoredPerson> builder)
    {
        builder.ToTable("ignored_people");
        builder.HasKey(one => new { one.SiteId, one.PersonId, one.IgnoredId });
        builder.HasOne<Person>().WithMany().HasForeignKey(one => new { one.SiteId, one.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(one => new { one.SiteId, one.IgnoredId });
    }
}

internal static class IgnoredSets
{
    extension(ParleyContext db)
    {
        public DbSet<IgnoredPerson> IgnoredPeople => db.Set<IgnoredPerson>();
    }
}
