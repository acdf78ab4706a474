using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Desk;

internal readonly record struct SavedFilterId(long Value) : IId<SavedFilterId>
{
    public static SavedFilterId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>A filter under a name, for whoever saved it or for all staff of the site.</summary>
internal sealed class SavedFilter(SiteId siteId, SavedFilterId id, AccountId accountId, string name, string view, bool isShared, DateTimeOffset at)
{
    public const int MaxNameLength = 60;

    /// <summary>As many as fit above a queue.</summary>
    public const int MaxPerAccount = 12;

    public SavedFilterId Id { get; private set; } = id;

    public SiteId SiteId { get; private set; } = siteId;

    /// <summary>Who saved it, and may drop it.</summary>
    public AccountId AccountId { get; private set; } = accountId;

    public string Name { get; private set; } = name;

    /// <summary>As <see cref="QueueFilter"/> writes it.</summary>
    public string View { get; private set; } = view;

    public bool IsShared { get; private set; } = isShared;

    public DateTimeOffset At { get; private set; } = at;
}

internal sealed class SavedFilterTable : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.ToTable("desk_filters");
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class SavedFilterSets
{
    extension(ParleyContext db)
    {
        public DbSet<SavedFilter> SavedFilters => db.Set<SavedFilter>();
    }
}
