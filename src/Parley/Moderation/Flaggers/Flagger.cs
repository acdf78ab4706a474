using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Flaggers;

internal readonly record struct FlaggerId(long Value) : IId<FlaggerId>
{
    public static FlaggerId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>Who a trusted flagger is, and by whom they were made one.</summary>
/// <param name="Mail">Where they are answered, and receipts go.</param>
/// <param name="Expertise">The matters they were named for.</param>
/// <param name="GrantedBy">The Digital Services Coordinator.</param>
internal sealed record FlaggerText(string Name, string Mail, string Expertise, string GrantedBy, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>
/// Whose notices go ahead of others (DSA, Art. 22): named by a Digital Services Coordinator, for a time. They show who they are
/// by the address of a form of their own, of which only the hash of its secret is kept.
/// </summary>
internal sealed class Flagger
{
    public const int SecretBytes = 16;

    public Flagger(SiteId siteId, FlaggerId id, FlaggerText text, byte[] hash, AccountId by, DateTimeOffset at)
    {
        (SiteId, Id, Name, Mail, Expertise, GrantedBy) = (siteId, id, text.Name, text.Mail, text.Expertise, text.GrantedBy);
        (ValidFrom, ValidUntil, Hash, AddedBy, AddedAt) = (text.From, text.Until, hash, by, at);
    }

    private Flagger() => (Name, Mail, Expertise, GrantedBy, Hash) = ("", "", "", "", []);

    public FlaggerId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public string Name { get; private set; }

    public string Mail { get; private set; }

    public string Expertise { get; private set; }

    public string GrantedBy { get; private set; }

    public DateTimeOffset ValidFrom { get; private set; }

    public DateTimeOffset? ValidUntil { get; private set; }

    /// <summary>When staff ended it, since the status was suspended or taken away.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public byte[] Hash { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    public AccountId AddedBy { get; private set; }

    /// <summary>A secret as it is shown once, with what is kept of it.</summary>
    /// <param name="secret"><see cref="SecretBytes"/> bytes drawn at random for this address alone.</param>
    public static (string Token, byte[] Hash) MakeToken(FlaggerId id, byte[] secret) => ($"{id}_{Base64Url.EncodeToString(secret)}", SHA256.HashData(secret));

    /// <summary>Reads a token; says nothing of whether it is a true one.</summary>
    public static bool TryRead(string? token, out FlaggerId id, out byte[] secret)
    {
        (id, secret) = (default, []);
        if (token is null || token.Length <= IdText.Length || token[IdText.Length] != '_' || !IdText.TryRead(token.AsSpan(0, IdText.Length), out id))
            return false;
        secret = Secret.Read(token.AsSpan(IdText.Length + 1), SecretBytes);
        return secret.Length > 0;
    }

    public bool Opens(byte[] secret) => CryptographicOperations.FixedTimeEquals(Hash, SHA256.HashData(secret));

    public bool IsValidAt(DateTimeOffset now) => EndedAt is null && ValidFrom <= now && !(ValidUntil <= now);

    public void End(DateTimeOffset at) => EndedAt ??= at;

    /// <summary>The address before opens nothing any more.</summary>
    public void Renew(byte[] hash) => Hash = hash;
}

internal sealed class FlaggerTable : IEntityTypeConfiguration<Flagger>
{
    public void Configure(EntityTypeBuilder<Flagger> builder)
    {
        builder.ToTable("flaggers");
        builder.HasKey(one => new { one.SiteId, one.Id });
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId);
    }
}

internal static class FlaggerSets
{
    extension(ParleyContext db)
    {
        public DbSet<Flagger> Flaggers => db.Set<Flagger>();
    }
}
