using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Sites;

internal readonly record struct ApiKeyId(long Value) : IId<ApiKeyId>
{
    public static ApiKeyId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>A key of a publisher's server. It is shown once; only its hash is kept.</summary>
internal sealed class ApiKey
{
    public const int SecretBytes = 32;

    private const string Prefix = "parley_";

    private ApiKey(SiteId site, ApiKeyId id, byte[] hash, DateTimeOffset at) =>
        (SiteId, Id, Hash, CreatedAt) = (site, id, hash, at);

    private ApiKey() => Hash = [];

    public ApiKeyId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public byte[] Hash { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="secret"><see cref="SecretBytes"/> bytes drawn at random for this key alone.</param>
    /// <returns>The key to keep and its text to show, once.</returns>
    public static (ApiKey Key, string Text) Make(SiteId site, ApiKeyId id, byte[] secret, DateTimeOffset at)
    {
        var text = Prefix + IdText.Write(id.Value) + "_" + Base64Url.EncodeToString(secret);
        return (new ApiKey(site, id, SHA256.HashData(secret), at), text);
    }

    /// <summary>Reads a key's text; says nothing of whether it is a true one.</summary>
    public static bool TryRead(string text, out ApiKeyId id, out byte[] secret)
    {
        (id, secret) = (default, []);
        var rest = text.AsSpan();
        if (!rest.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        rest = rest[Prefix.Length..];
        if (rest.Length <= IdText.Length || rest[IdText.Length] != '_' || !IdText.TryRead(rest[..IdText.Length], out id))
            return false;
        secret = Secret.Read(rest[(IdText.Length + 1)..], SecretBytes);
        return secret.Length > 0;
    }

    public bool Opens(byte[] secret) => CryptographicOperations.FixedTimeEquals(Hash, SHA256.HashData(secret));
}
