using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Accounts.Avatars;

/// <summary>A person's picture, as Parley drew it.</summary>
/// <param name="id">The person's.</param>
/// <param name="content">WebP.</param>
/// <param name="sourceHash">SHA-256 of the address it was fetched from; null for one that was uploaded.</param>
internal sealed class Avatar(SiteId siteId, PersonId id, byte[] content, byte[]? sourceHash, DateTimeOffset createdAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    public PersonId Id { get; private set; } = id;

    public byte[] Content { get; private set; } = content;

    public byte[]? SourceHash { get; private set; } = sourceHash;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    /// <summary>Names the content in its address, so that it can be kept for good.</summary>
    public static string NameOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    public void Become(byte[] content, byte[]? sourceHash, DateTimeOffset at) => (Content, SourceHash, CreatedAt) = (content, sourceHash, at);
}

/// <summary>Somebody has another picture, on every page of the site that shows it.</summary>
internal sealed record AvatarChanged(PersonId PersonId) : Event;

internal sealed class AvatarTable : IEntityTypeConfiguration<Avatar>
{
    public void Configure(EntityTypeBuilder<Avatar> builder)
    {
        builder.ToTable("avatars");
        builder.HasKey(avatar => new { avatar.SiteId, avatar.Id });
        builder.HasOne<Person>().WithMany().HasForeignKey(avatar => new { avatar.SiteId, avatar.Id });
    }
}
