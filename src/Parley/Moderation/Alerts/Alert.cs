using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Alerts;

internal readonly record struct AlertId(long Value) : IId<AlertId>
{
    public static AlertId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>Says off the desk that a case of the gravest kind waits: at most one for a case, whatever becomes of it later.</summary>
internal sealed class Alert(SiteId siteId, AlertId id, CaseId caseId, CommentId commentId, string reason, bool isThreat, DateTimeOffset at)
{
    /// <summary>A webhook that nobody took by then is given up; the mails went out long before.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);

    /// <summary>How long to wait after each try that failed: seconds at first, since somebody's life may hang on it.</summary>
    private static readonly TimeSpan[] BackOff =
    [
        TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
    ];

    public AlertId Id { get; private set; } = id;

    public SiteId SiteId { get; private set; } = siteId;

    public CaseId CaseId { get; private set; } = caseId;

    public CommentId CommentId { get; private set; } = commentId;

    public string Reason { get; private set; } = reason;

    public bool IsThreat { get; private set; } = isThreat;

    public DateTimeOffset At { get; private set; } = at;

    /// <summary>Null once the mails wait in the outbox.</summary>
    public DateTimeOffset? MailDueAt { get; private set; } = at;

    /// <summary>When the webhook is called next; null once it was taken, or given up.</summary>
    public DateTimeOffset? CallDueAt { get; private set; } = at;

    public int Tries { get; private set; }

    /// <summary>When the webhook took it.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    public void Mailed() => MailDueAt = null;

    /// <summary>Takes it to call: should the node die over it, another takes it later.</summary>
    public void Lease(DateTimeOffset until) => (Tries, CallDueAt) = (Tries + 1, until);

    public void Taken(DateTimeOffset at) => (TakenAt, CallDueAt) = (at, null);

    public void NotCalled() => CallDueAt = null;

    public void Failed(DateTimeOffset now) =>
        CallDueAt = now - At > TriedFor ? null : now + BackOff[Math.Min(Math.Max(Tries, 1), BackOff.Length) - 1];
}

internal sealed class AlertTable : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("alerts");
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
        // Of two nodes that take the same one is refused.
        builder.Property(one => one.CallDueAt).IsConcurrencyToken();
        builder.Property(one => one.MailDueAt).IsConcurrencyToken();
    }
}

internal static class AlertSets
{
    extension(ParleyContext db)
    {
        public DbSet<Alert> Alerts => db.Set<Alert>();
    }
}
