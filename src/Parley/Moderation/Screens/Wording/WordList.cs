using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;

namespace Parley.Moderation.Screens.Wording;

/// <summary>A list of a site's own, as it was typed.</summary>
internal sealed class WordList(SiteId siteId, string name)
{
    public SiteId SiteId { get; private set; } = siteId;

    public string Name { get; private set; } = name;

    public string Lines { get; private set; } = "";

    public bool IsOn { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public WordListChanged Write(string lines, bool isOn, DateTimeOffset at)
    {
        (Lines, IsOn, ChangedAt) = (lines, isOn, at);
        return new WordListChanged();
    }
}

/// <summary>A list of words of the site was written or dropped.</summary>
internal sealed record WordListChanged : Event, IAbout
{
    /// <summary>No page shows it.</summary>
    long IAbout.Subject => 0;
}

internal sealed class WordListTable : IEntityTypeConfiguration<WordList>
{
    public void Configure(EntityTypeBuilder<WordList> builder)
    {
        builder.ToTable("word_lists");
        builder.HasKey(one => new { one.SiteId, one.Name });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class WordListSets
{
    extension(ParleyContext db)
    {
        public DbSet<WordList> WordLists => db.Set<WordList>();
    }
}
