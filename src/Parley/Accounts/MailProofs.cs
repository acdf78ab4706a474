using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>
/// What stands for a mail address where only its owner shall find it again. Without the installation's secret nobody can try
/// addresses against it, and with it only whoever proved theirs is told.
/// </summary>
internal sealed class MailProofs(InstallationSecret secret)
{
    /// <summary>Bytes of a proof, and of the hash one is made of.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const string Purpose = "imported-mail";

    public byte[] Of(MailAddress mail) => OfHash(SHA256.HashData(Encoding.UTF8.GetBytes(mail.Key)));

    /// <param name="hash">SHA-256 of the address in lower case, as other systems hand it on.</param>
    public byte[] OfHash(byte[] hash) => secret.Derive(Purpose, hash);
}
