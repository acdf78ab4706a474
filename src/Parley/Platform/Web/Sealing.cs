using System.Security.Cryptography;
using System.Text;

namespace Parley.Platform.Web;

/// <summary>Keeps secrets in the database so that the database alone does not tell them (AES-256-GCM).</summary>
internal static class Sealing
{
    private const int NonceBytes = 12, TagBytes = 16;

    /// <param name="purpose">What it is kept for; it opens for nothing else.</param>
    /// <param name="owner">Whose it is, such as a site's id; in another row it does not open.</param>
    public static byte[] Seal(this InstallationSecret installation, string purpose, string owner, ReadOnlySpan<byte> plain)
    {
        var content = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(installation.Derive("seal " + purpose, []), TagBytes);
        cipher.Encrypt(
            content.AsSpan(0, NonceBytes), plain, content.AsSpan(NonceBytes + TagBytes), content.AsSpan(NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(owner));
        return content;
    }

    /// <returns>Null when it was sealed with another secret, for something else, or was changed.</returns>
    public static byte[]? Open(this InstallationSecret installation, string purpose, string owner, byte[] content)
    {
        if (content.Length < NonceBytes + TagBytes)
            return null;
        var plain = new byte[content.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(installation.Derive("seal " + purpose, []), TagBytes);
        try
        {
            cipher.Decrypt(
                content.AsSpan(0, NonceBytes), content.AsSpan(NonceBytes + TagBytes), content.AsSpan(NonceBytes, TagBytes), plain,
                Encoding.UTF8.GetBytes(owner));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
