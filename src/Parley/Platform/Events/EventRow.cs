using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>An event as it stands in the log.</summary>
internal sealed class EventRow
{
    public EventRow(SiteId site, Event happened, DateTimeOffset at)
    {
        SiteId = site;
        (Kind, Data) = EventKinds.Write(happened);
        At = at;
    }

    private EventRow() => (Kind, Data) = ("", "");

    public long Sequence { get; private set; }

    public long Transaction { get; private set; }

    public SiteId SiteId { get; private set; }

    public string Kind { get; private set; }

    public string Data { get; private set; }

    public DateTimeOffset At { get; private set; }

    public EventPosition Position => new(Transaction, Sequence);
}

/// <summary>How far a reaction has come that runs once for the whole installation.</summary>
internal sealed class EventCursor(string name)
{
    public string Name { get; private set; } = name;

    public long Transaction { get; private set; }

    public long Sequence { get; private set; }

    public EventPosition Position => new(Transaction, Sequence);

    public void MoveTo(EventPosition position) => (Transaction, Sequence) = (position.Transaction, position.Sequence);
}

internal sealed class EventTable : IEntityTypeConfiguration<EventRow>, IEntityTypeConfiguration<EventCursor>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("events");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Sequence).ValueGeneratedOnAdd();
        builder.Property(row => row.Transaction).ValueGeneratedOnAdd();
        builder.Ignore(row => row.Position);
    }

    public void Configure(EntityTypeBuilder<EventCursor> builder)
    {
        builder.ToTable("event_cursors");
        builder.HasKey(cursor => cursor.Name);
        builder.Property(cursor => cursor.Transaction).IsConcurrencyToken();
        builder.Property(cursor => cursor.Sequence).IsConcurrencyToken().ValueGeneratedNever();
        builder.Ignore(cursor => cursor.Position);
    }
}
