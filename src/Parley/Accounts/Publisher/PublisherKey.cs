using Microsoft.IdentityModel.Tokens;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Parley.Accounts.Publisher;

/// <summary>A key a publisher signs with, and the one algorithm it is for: a token's own word for it must agree.</summary>
internal sealed class PublisherKey
{
    private const int MinRsaBits = 2048, MaxRsaBits = 8192;

    private readonly Func<byte[], byte[], bool> _verify;

    private PublisherKey(string algorithm, string? id, Func<byte[], byte[], bool> verify) =>
        (Algorithm, Id, _verify) = (algorithm, id, verify);

    public string Algorithm { get; }

    /// <summary>Its <c>kid</c>; null where it has none.</summary>
    public string? Id { get; }

    /// <summary>A secret shared with the publisher's server.</summary>
    public static PublisherKey Shared(byte[] secret) =>
        Of(new SymmetricSecurityKey(secret), SecurityAlgorithms.HmacSha256, null);

    /// <summary>A key of a publisher's published set; null when it is none that signs tokens.</summary>
    /// <remarks>A symmetric key there would be known to all the world, so it is none.</remarks>
    public static PublisherKey? Published(JsonWebKey key)
    {
        if (key.Use is not (null or "sig") || (key.KeyOps.Count > 0 && !key.KeyOps.Contains("verify")))
            return null;
        var made = key switch
        {
            { Kty: "RSA", N: not null, E: not null } when key.KeySize is >= MinRsaBits and <= MaxRsaBits =>
                Of(key, SecurityAlgorithms.RsaSha256, key.Kid),
            { Kty: "EC", Crv: "P-256", X: not null, Y: not null } => Of(key, SecurityAlgorithms.EcdsaSha256, key.Kid),
            { Kty: "OKP", Crv: "Ed25519", X: not null } => Edwards(key),
            _ => null,
        };
        return key.Alg is null || key.Alg == made?.Algorithm ? made : null;
    }

    public bool Signed(UnverifiedToken token) =>
        token.Algorithm == Algorithm && (token.KeyId is null || Id is null || token.KeyId == Id) && _verify(token.Signed, token.Signature);

    private static PublisherKey Of(SecurityKey key, string algorithm, string? id)
    {
        // A cache of providers would keep keys alive that the publisher has withdrawn.
        var factory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return new(algorithm, string.IsNullOrEmpty(id) ? null : id, (signed, signature) =>
        {
            using var provider = factory.CreateForVerifying(key, algorithm);
            return provider.Verify(signed, signature);
        });
    }

    /// <summary>RFC 8037. .NET has no Ed25519 of its own.</summary>
    private static PublisherKey? Edwards(JsonWebKey key)
    {
        var point = Platform.Web.Secret.Read(key.X, Ed25519.PublicKeySize);
        return point.Length == 0 || !Ed25519.ValidatePublicKeyFull(point, 0)
            ? null
            : new("EdDSA", string.IsNullOrEmpty(key.Kid) ? null : key.Kid, (signed, signature) =>
                signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, point, 0, signed, 0, signed.Length));
    }
}
