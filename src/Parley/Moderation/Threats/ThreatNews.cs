using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Threats;

/// <summary>Why somebody is told what was done about a threat.</summary>
internal enum ThreatPart
{
    /// <summary>They reported it.</summary>
    Reporter,

    /// <summary>It answered what they wrote.</summary>
    Target,
}

/// <summary>Somebody is told what was done about a threat: of whoever made it nothing.</summary>
internal sealed class ThreatNews(SiteId siteId, PersonId personId, CommentId commentId, DecisionId decisionId, ThreatPart part, bool isRestricted, DateTimeOffset dueAt)
{
    private ThreatNews()
        : this(default, default, default, default, default, default, default)
    {
    }

    public SiteId SiteId { get; private set; } = siteId;

    public PersonId PersonId { get; private set; } = personId;

    public CommentId CommentId { get; private set; } = commentId;

    public DecisionId DecisionId { get; private set; } = decisionId;

    public ThreatPart Part { get; private set; } = part;

    /// <summary>Whether something was done about it.</summary>
    public bool IsRestricted { get; private set; } = isRestricted;

    /// <summary>When it is certain, and can be read.</summary>
    public DateTimeOffset DueAt { get; private set; } = dueAt;

    /// <summary>When it goes out by mail; null once it has.</summary>
    public DateTimeOffset? LetterDueAt { get; private set; } = dueAt;

    public DateTimeOffset? ReadAt { get; private set; }

    public void Told() => LetterDueAt = null;
}

internal sealed class ThreatNewsTable : IEntityTypeConfiguration<ThreatNews>
{
    public void Configure(EntityTypeBuilder<ThreatNews> builder)
    {
        builder.ToTable("threat_news");
        builder.HasKey(one => new { one.SiteId, one.PersonId, one.CommentId });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
        // Of two nodes that send the same letter one is refused.
        builder.Property(one => one.LetterDueAt).IsConcurrencyToken();
    }
}

internal static class ThreatNewsSets
{
    extension(ParleyContext db)
    {
        public DbSet<ThreatNews> ThreatNews => db.Set<ThreatNews>();
    }
}
