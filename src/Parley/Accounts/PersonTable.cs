using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Accounts;

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(person => new { person.SiteId, person.Id });
        builder.Ignore(person => person.ClaimWords);
        builder.HasOne<Site>().WithMany().HasForeignKey(person => person.SiteId);
        builder.HasOne<Account>().WithMany().HasForeignKey(person => person.AccountId);
    }
}

internal static class PersonSets
{
    extension(ParleyContext db)
    {
        public DbSet<Person> People => db.Set<Person>();
    }
}
