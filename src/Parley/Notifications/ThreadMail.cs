using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Notifications;

internal readonly record struct ThreadMailId(long Value) : IId<ThreadMailId>
{
    public static ThreadMailId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>An address that mail tells of one story's thread, without an account: a guest's, or that of the story's author.</summary>
/// <param name="personId">The guest whose comments are answered; null for the author.</param>
/// <param name="mailKey">Finds the address again; tells nothing without the installation's secret.</param>
/// <param name="mail">The address, sealed; null for an author who wished for no more.</param>
/// <param name="language">Of its mails.</param>
internal sealed class ThreadMail(
    SiteId siteId, ThreadMailId id, StoryId storyId, PersonId? personId, byte[] mailKey, byte[]? mail, string language, MailPace pace, DateTimeOffset at)
{
    private ThreadMail()
        : this(default, default, default, null, [], null, "", default, default)
    {
    }

    public SiteId SiteId { get; private set; } = siteId;

    public ThreadMailId Id { get; private set; } = id;

    public StoryId StoryId { get; private set; } = storyId;

    public PersonId? PersonId { get; private set; } = personId;

    public byte[] MailKey { get; private set; } = mailKey;

    public byte[]? Mail { get; private set; } = mail;

    public string Language { get; private set; } = language;

    public MailPace Pace { get; private set; } = pace;

    public DateTimeOffset At { get; private set; } = at;

    public void Change(MailPace pace) => Pace = pace;

    /// <summary>The address goes; what is left only says that nobody is to write there.</summary>
    public void Stop() => (Mail, Pace) = (null, MailPace.Never);
}

/// <summary>A comment an address is to be told of.</summary>
internal sealed class ThreadNewsEntry(SiteId siteId, ThreadMailId mailId, CommentId commentId, DateTimeOffset dueAt)
{
    private ThreadNewsEntry()
        : this(default, default, default, default)
    {
    }

    public SiteId SiteId { get; private set; } = siteId;

    public ThreadMailId MailId { get; private set; } = mailId;

    public CommentId CommentId { get; private set; } = commentId;

    public DateTimeOffset DueAt { get; private set; } = dueAt;
}

internal sealed class ThreadMailTable : IEntityTypeConfiguration<ThreadMail>, IEntityTypeConfiguration<ThreadNewsEntry>
{
    public void Configure(EntityTypeBuilder<ThreadMail> builder)
    {
        builder.ToTable("thread_mails");
        builder.HasKey(mail => new { mail.SiteId, mail.Id });
        builder.HasOne<Story>().WithMany().HasForeignKey(mail => new { mail.SiteId, mail.StoryId });
        builder.HasOne<Person>().WithMany().HasForeignKey(mail => new { mail.SiteId, mail.PersonId });
    }

    public void Configure(EntityTypeBuilder<ThreadNewsEntry> builder)
    {
        builder.ToTable("thread_news");
        builder.HasKey(entry => new { entry.SiteId, entry.MailId, entry.CommentId });
        builder.HasOne<ThreadMail>().WithMany().HasForeignKey(entry => new { entry.SiteId, entry.MailId });
    }
}

internal static class ThreadMailSets
{
    extension(ParleyContext db)
    {
        public DbSet<ThreadMail> ThreadMails => db.Set<ThreadMail>();

        public DbSet<ThreadNewsEntry> ThreadNews => db.Set<ThreadNewsEntry>();

        /// <summary>Forgets addresses with all they were to be told.</summary>
        public async Task Forget(IQueryable<ThreadMail> mails)
        {
            var gone = await mails.AsNoTracking().Select(mail => new { mail.SiteId, mail.Id }).ToListAsync();
            foreach (var ofSite in gone.GroupBy(mail => mail.SiteId, mail => mail.Id))
            {
                var ids = ofSite.ToList();
                await db.ThreadNews.Where(entry => entry.SiteId == ofSite.Key && EF.Parameter(ids).Contains(entry.MailId)).ExecuteDeleteAsync();
                await db.ThreadMails.Where(mail => mail.SiteId == ofSite.Key && EF.Parameter(ids).Contains(mail.Id)).ExecuteDeleteAsync();
            }
        }
    }
}
