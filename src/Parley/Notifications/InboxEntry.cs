using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;

namespace Parley.Notifications;

/// <summary>What a reader can be told of, each with a wish of its own about mail.</summary>
internal enum NewsKind
{
    /// <summary>Somebody answered a comment of theirs.</summary>
    Reply,

    /// <summary>Something was said under a story they are the author of.</summary>
    Story,
}

/// <summary>How often mail tells of a kind.</summary>
internal enum MailPace
{
    Never,

    /// <summary>Once a day, all of it in one.</summary>
    Daily,

    /// <summary>As soon as it happens.</summary>
    Once,
}

/// <summary>Something a reader is told, until a while after they read it.</summary>
internal sealed class InboxEntry(
    SiteId siteId, PersonId personId, CommentId commentId, NewsKind kind, DateTimeOffset at, DateTimeOffset? mailDueAt)
{
    private InboxEntry()
        : this(default, default, default, default, default, null)
    {
    }

    public SiteId SiteId { get; private set; } = siteId;

    /// <summary>Who is told.</summary>
    public PersonId PersonId { get; private set; } = personId;

    /// <summary>What it is about: the reply, or the comment under the story.</summary>
    public CommentId CommentId { get; private set; } = commentId;

    public NewsKind Kind { get; private set; } = kind;

    public DateTimeOffset At { get; private set; } = at;

    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When it is to go out by mail; null when it is not, or has gone.</summary>
    public DateTimeOffset? MailDueAt { get; private set; } = mailDueAt;

    /// <summary>It went out, or need not any more.</summary>
    public void Mailed() => MailDueAt = null;
}

/// <summary>How often a person wants mail about a kind, where they said so.</summary>
internal sealed class MailWish(SiteId siteId, PersonId personId, NewsKind kind, MailPace pace)
{
    private MailWish()
        : this(default, default, default, default)
    {
    }

    public SiteId SiteId { get; private set; } = siteId;

    public PersonId PersonId { get; private set; } = personId;

    public NewsKind Kind { get; private set; } = kind;

    public MailPace Pace { get; private set; } = pace;

    public void Change(MailPace pace) => Pace = pace;
}

internal sealed class InboxTable : IEntityTypeConfiguration<InboxEntry>, IEntityTypeConfiguration<MailWish>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("inbox");
        builder.HasKey(entry => new { entry.SiteId, entry.PersonId, entry.CommentId, entry.Kind });
        builder.HasOne<Person>().WithMany().HasForeignKey(entry => new { entry.SiteId, entry.PersonId });
        // Of two nodes that send the same mail one is refused.
        builder.Property(entry => entry.MailDueAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MailWish> builder)
    {
        builder.ToTable("mail_wishes");
        builder.HasKey(wish => new { wish.SiteId, wish.PersonId, wish.Kind });
        builder.HasOne<Person>().WithMany().HasForeignKey(wish => new { wish.SiteId, wish.PersonId });
    }
}

internal static class InboxSets
{
    extension(ParleyContext db)
    {
        public DbSet<InboxEntry> Inbox => db.Set<InboxEntry>();

        public DbSet<MailWish> MailWishes => db.Set<MailWish>();
    }
}
