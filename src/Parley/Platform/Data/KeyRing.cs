using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Platform.Data;

/// <summary>A key of the ring that all nodes share.</summary>
/// <param name="sealed">The framework's own XML of it, sealed with the installation's secret.</param>
internal sealed class RingKey(string name, byte[] @sealed, DateTimeOffset createdAt)
{
    public string Name { get; private set; } = name;

    public byte[] Sealed { get; private set; } = @sealed;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;
}

internal sealed class KeyRingTable : IEntityTypeConfiguration<RingKey>
{
    public void Configure(EntityTypeBuilder<RingKey> builder)
    {
        builder.ToTable("key_ring");
        builder.HasKey(key => key.Name);
    }
}
