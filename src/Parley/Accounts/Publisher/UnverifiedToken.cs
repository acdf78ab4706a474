using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Accounts.Publisher;

/// <summary>A publisher's JWT taken apart; nothing of it is believed yet.</summary>
/// <param name="Algorithm"><c>alg</c> as written. It never chooses how the token is checked, it only has to fit.</param>
/// <param name="Signed">The bytes the signature is over.</param>
internal sealed record UnverifiedToken(string Algorithm, string? KeyId, byte[] Signed, byte[] Signature, JsonElement Claims)
{
    /// <summary>Some claims and a signature take a tenth of it.</summary>
    public const int MaxLength = 8 * 1024;

    private const int MaxKeyIdLength = 200;

    /// <summary>Headers that bring a key along or change what is signed. A token that has one is refused, whatever is in it.</summary>
    private static readonly string[] Forbidden = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <returns>Null for anything that is not exactly one JWT in the one way it can be written.</returns>
    public static UnverifiedToken? Parse(string text)
    {
        if (text.Length > MaxLength || text.Split('.') is not [var header, var payload, var signature])
            return null;
        if (ReadObject(header) is not { } head || ReadObject(payload) is not { } claims || Decode(signature) is not { Length: > 0 } signed)
            return null;
        if (Array.Exists(Forbidden, name => head.TryGetProperty(name, out _)))
            return null;
        var isJwt = !head.TryGetProperty("typ", out var type)
            || (type.ValueKind == JsonValueKind.String && string.Equals(type.GetString(), "JWT", StringComparison.OrdinalIgnoreCase));
        if (!isJwt || !head.TryGetProperty("alg", out var algorithm) || algorithm.ValueKind != JsonValueKind.String)
            return null;
        string? keyId = null;
        if (head.TryGetProperty("kid", out var kid))
        {
            if (kid.ValueKind != JsonValueKind.String || kid.GetString() is not { Length: > 0 and <= MaxKeyIdLength } named)
                return null;
            keyId = named;
        }
        return new(algorithm.GetString()!, keyId, Encoding.ASCII.GetBytes($"{header}.{payload}"), signed, claims);
    }

    private static JsonElement? ReadObject(string part)
    {
        if (Decode(part) is not { } bytes || !Utf8.IsValid(bytes))
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Base64url without padding, and in the one way its bytes are written.</summary>
    private static byte[]? Decode(string part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.DecodeFromChars(part, bytes, out _, out var written) == OperationStatus.Done
            && Base64Url.EncodeToString(bytes.AsSpan(0, written)) == part
                ? bytes[..written]
                : null;
    }
}
