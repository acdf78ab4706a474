using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Platform.Mail;

internal readonly record struct OutboxMailId(long Value) : IId<OutboxMailId>
{
    public static OutboxMailId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>A mail that waits to be sent.</summary>
/// <param name="sealed">The whole mail, sealed with the installation's secret: it holds codes and addresses.</param>
internal sealed class OutboxMail(OutboxMailId id, SiteId? siteId, byte[] @sealed, DateTimeOffset createdAt)
{
    private OutboxMail()
        : this(default, null, [], default)
    {
    }

    public OutboxMailId Id { get; private set; } = id;

    /// <summary>Null for the installation's.</summary>
    public SiteId? SiteId { get; private set; } = siteId;

    public byte[] Sealed { get; private set; } = @sealed;

    public int Tries { get; private set; }

    /// <summary>When it is to be sent next. A node that sends it moves this on first, so that no other does.</summary>
    public DateTimeOffset DueAt { get; private set; } = createdAt;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    /// <summary>When no more tries were made; it is kept a while for the operator to see.</summary>
    public DateTimeOffset? GaveUpAt { get; private set; }

    /// <summary>Takes it to send: should the node die over it, another takes it at <paramref name="until"/>.</summary>
    public void Lease(DateTimeOffset until)
    {
        Tries++;
        DueAt = until;
    }

    public void Postpone(DateTimeOffset until) => DueAt = until;

    public void GiveUp(DateTimeOffset at) => GaveUpAt = at;
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(mail => mail.Id);
        // Of two nodes that take the same mail one is refused.
        builder.Property(mail => mail.Tries).IsConcurrencyToken();
    }
}
