using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Parley.Tests.Accounts.Publisher;

/// <summary>Makes the tokens of a publisher, and those of somebody who would like to be one.</summary>
internal sealed class TokenMaker : IDisposable
{
    public const string Issuer = "https://news.example";
    public const string Audience = "news";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _edwards = RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize);

    public byte[] Secret { get; init; } = RandomNumberGenerator.GetBytes(32);

    public byte[] RsaPublic => _rsa.ExportSubjectPublicKeyInfo();

    public string RsaPublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public static JsonObject Claims(DateTimeOffset now, string subject = "reader-7") => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = subject,
        ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)),
        ["name"] = "Rosa Blum",
        ["email"] = "rosa@reader.example",
        ["email_verified"] = true,
        ["roles"] = new JsonArray("subscriber"),
    };

    public static JsonObject Header(string algorithm, string? kid = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (kid is not null)
            header["kid"] = kid;
        return header;
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public string Make(JsonObject claims, string algorithm = "HS256", string? kid = null) =>
        Sign(Header(algorithm, kid).ToJsonString(), claims.ToJsonString(), algorithm);

    /// <param name="algorithm">What is really done, whatever the header says.</param>
    public string Sign(string header, string claims, string algorithm)
    {
        var signed = Encode(header) + "." + Encode(claims);
        return signed + "." + Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed), algorithm));
    }

    /// <summary>The published set: each key under the id it is asked for by.</summary>
    public string KeySet(string rsa = "rsa", string curve = "curve", string edwards = "edwards")
    {
        var (rsaPublic, point) = (_rsa.ExportParameters(false), _curve.ExportParameters(false).Q);
        var edwardsPublic = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(_edwards, 0, edwardsPublic, 0);
        return new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject { ["kty"] = "RSA", ["kid"] = rsa, ["use"] = "sig", ["n"] = Text(rsaPublic.Modulus!), ["e"] = Text(rsaPublic.Exponent!) },
                new JsonObject { ["kty"] = "EC", ["kid"] = curve, ["crv"] = "P-256", ["x"] = Text(point.X!), ["y"] = Text(point.Y!) },
                new JsonObject { ["kty"] = "OKP", ["kid"] = edwards, ["crv"] = "Ed25519", ["x"] = Text(edwardsPublic) },
                new JsonObject { ["kty"] = "oct", ["kid"] = "oct", ["k"] = Text(Secret) }),
        }.ToJsonString();
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _curve.Dispose();
    }

    private static string Text(byte[] bytes) => Base64UrlEncoder.Encode(bytes);

    private byte[] Signature(byte[] signed, string algorithm)
    {
        switch (algorithm)
        {
            case "none":
                return [];
            case "HS256":
                return HMACSHA256.HashData(Secret, signed);
            case "HS256 with the RSA key":
                return HMACSHA256.HashData(RsaPublic, signed);
            case "HS256 with the RSA key's PEM":
                return HMACSHA256.HashData(Encoding.ASCII.GetBytes(RsaPublicPem), signed);
            case "HS512":
                return HMACSHA512.HashData(Secret, signed);
            case "RS256":
                return _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            case "RS512":
                return _rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
            case "PS256":
                return _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            case "ES256":
                return _curve.SignData(signed, HashAlgorithmName.SHA256);
            case "ES256 as DER":
                return _curve.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            case "EdDSA":
                var signature = new byte[Ed25519.SignatureSize];
                Ed25519.Sign(_edwards, 0, signed, 0, signed.Length, signature, 0);
                return signature;
            default:
                throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, null);
        }
    }
}
