using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Platform.Web;

/// <summary>Closes what only this installation may read again, each thing for one purpose (AES-256-GCM).</summary>
internal sealed class Seal(InstallationSecret secret)
{
    private const int NonceBytes = 12, TagBytes = 16, HeadBytes = NonceBytes + TagBytes;

    public byte[] Close(string purpose, ReadOnlySpan<byte> plain)
    {
        var closed = new byte[HeadBytes + plain.Length];
        var nonce = closed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(Key(purpose), TagBytes);
        cipher.Encrypt(nonce, plain, closed.AsSpan(HeadBytes), closed.AsSpan(NonceBytes, TagBytes));
        return closed;
    }

    /// <returns>Null for what was not closed here for this purpose.</returns>
    public byte[]? Open(string purpose, byte[] closed)
    {
        if (closed.Length < HeadBytes)
            return null;
        var plain = new byte[closed.Length - HeadBytes];
        try
        {
            using var cipher = new AesGcm(Key(purpose), TagBytes);
            cipher.Decrypt(closed.AsSpan(0, NonceBytes), closed.AsSpan(HeadBytes), closed.AsSpan(NonceBytes, TagBytes), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The same as text that fits into an address or a form.</summary>
    public string CloseText(string purpose, string plain) => Base64Url.EncodeToString(Close(purpose, Encoding.UTF8.GetBytes(plain)));

    /// <inheritdoc cref="Open"/>
    public string? OpenText(string purpose, string? closed)
    {
        if (string.IsNullOrEmpty(closed) || !Base64Url.IsValid(closed))
            return null;
        return Open(purpose, Base64Url.DecodeFromChars(closed)) is { } plain ? Encoding.UTF8.GetString(plain) : null;
    }

    /// <summary>A key of each purpose's own, so that nothing closed for one opens as another.</summary>
    private byte[] Key(string purpose) => secret.Derive("seal", Encoding.UTF8.GetBytes(purpose));
}
