using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Accounts;

internal sealed class AccountTable :
    IEntityTypeConfiguration<Account>,
    IEntityTypeConfiguration<Passkey>,
    IEntityTypeConfiguration<ExternalSignIn>,
    IEntityTypeConfiguration<Session>,
    IEntityTypeConfiguration<Code>,
    IEntityTypeConfiguration<UsedToken>,
    IEntityTypeConfiguration<FormerName>,
    IEntityTypeConfiguration<StaffChange>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(account => account.Id);
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
        builder.Ignore(account => account.IsStaff);
        builder.HasOne<Site>().WithMany().HasForeignKey(account => account.SiteId);
    }

    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys");
        builder.HasKey(passkey => passkey.CredentialId);
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.AccountId);
    }

    public void Configure(EntityTypeBuilder<ExternalSignIn> builder)
    {
        builder.ToTable("external_sign_ins");
        builder.HasKey(one => new { one.SiteId, one.Provider, one.Subject });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
        builder.HasOne<Account>().WithMany().HasForeignKey(one => one.AccountId);
    }

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.Id);
        builder.HasOne<Site>().WithMany().HasForeignKey(session => session.SiteId);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
    }

    public void Configure(EntityTypeBuilder<Code> builder)
    {
        builder.ToTable("codes");
        builder.HasKey(code => code.Id);
        builder.HasOne<Site>().WithMany().HasForeignKey(code => code.SiteId);
        // Of two tries at once one is refused, so that no try goes uncounted.
        builder.Property(code => code.Tries).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<UsedToken> builder)
    {
        builder.ToTable("used_tokens");
        builder.HasKey(token => new { token.SiteId, token.Hash });
    }

    public void Configure(EntityTypeBuilder<FormerName> builder)
    {
        builder.ToTable("former_names");
        builder.HasKey(former => new { former.SiteId, former.PersonId, former.GivenUpAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(former => new { former.SiteId, former.PersonId });
    }

    public void Configure(EntityTypeBuilder<StaffChange> builder)
    {
        builder.ToTable("staff_changes");
        builder.HasKey(change => change.Id);
        builder.HasOne<Site>().WithMany().HasForeignKey(change => change.SiteId);
    }
}

internal static class AccountSets
{
    extension(ParleyContext db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();

        public DbSet<Passkey> Passkeys => db.Set<Passkey>();

        public DbSet<ExternalSignIn> ExternalSignIns => db.Set<ExternalSignIn>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<Code> Codes => db.Set<Code>();

        public DbSet<UsedToken> UsedTokens => db.Set<UsedToken>();

        public DbSet<FormerName> FormerNames => db.Set<FormerName>();

        public DbSet<StaffChange> StaffChanges => db.Set<StaffChange>();
    }
}
