using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Screens.Measures;

internal enum MeasureKind
{
    /// <summary>A thread in which each person waits between two comments.</summary>
    Slow,

    /// <summary>A thread in which comments of newcomers wait for a moderator.</summary>
    Newcomers,

    /// <summary>A thread, or a person, whose comments all wait for a moderator.</summary>
    Premoderation,
}

/// <summary>What holds in one thread, or for one person, beyond the site's settings.</summary>
internal sealed class Measure(SiteId siteId, MeasureKind kind, long subjectId, int seconds, bool isByRule, DateTimeOffset beganAt, DateTimeOffset? endsAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public MeasureKind Kind { get; private set; } = kind;

    /// <summary>Id of a story, or of a person.</summary>
    public long SubjectId { get; private set; } = subjectId;

    /// <summary>How long one waits in slow mode; else 0.</summary>
    public int Seconds { get; private set; } = seconds;

    /// <summary>Set by the flood rule, which undoes it.</summary>
    public bool IsByRule { get; private set; } = isByRule;

    public DateTimeOffset BeganAt { get; private set; } = beganAt;

    /// <summary>Null until somebody ends it.</summary>
    public DateTimeOffset? EndsAt { get; private set; } = endsAt;

    public bool Holds(DateTimeOffset now) => EndsAt is not { } end || now < end;

    /// <summary>It goes on for longer than was thought.</summary>
    public void Prolong(DateTimeOffset endsAt) => EndsAt = endsAt;
}

/// <summary>A measure began, changed or ended.</summary>
/// <param name="Subject">The story or person.</param>
internal sealed record MeasureChanged(long Subject) : Event, IAbout;

/// <summary>Newcomers flood a thread: it was slowed, and theirs wait. Staff should look.</summary>
internal sealed record FloodBegan(StoryId StoryId) : Event, IAbout
{
    long IAbout.Subject => StoryId.Value;
}

/// <summary>The flood is over, and what it brought was undone.</summary>
internal sealed record FloodEnded(StoryId StoryId) : Event, IAbout
{
    long IAbout.Subject => StoryId.Value;
}

internal sealed class MeasureTable : IEntityTypeConfiguration<Measure>
{
    public void Configure(EntityTypeBuilder<Measure> builder)
    {
        builder.ToTable("measures");
        builder.HasKey(one => new { one.SiteId, one.Kind, one.SubjectId });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class MeasureSets
{
    extension(ParleyContext db)
    {
        public DbSet<Measure> Measures => db.Set<Measure>();
    }
}
