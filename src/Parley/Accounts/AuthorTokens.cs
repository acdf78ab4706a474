using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What a guest shows to edit or delete: the person's id and a secret of 128 bits.</summary>
/// <remarks>
/// The secret is derived from the installation's secret and the id, so that a repeated first post can be answered with
/// the same token although the database holds only its hash.
/// </remarks>
internal sealed class AuthorTokens(InstallationSecret installation)
{
    private const int SecretBytes = 16;

    public byte[] SecretOf(PersonId person) =>
        installation.Derive("author-token", BitConverter.GetBytes(person.Value))[..SecretBytes];

    public string TokenOf(PersonId person) =>
        IdText.Write(person.Value) + "." + Base64Url.EncodeToString(SecretOf(person));

    /// <summary>Reads a token's text; says nothing of whether it is a true one.</summary>
    public static bool TryRead(string text, out PersonId person, out byte[] secret)
    {
        secret = [];
        person = default;
        if (text.Length <= IdText.Length || text[IdText.Length] != '.' || !IdText.TryRead(text.AsSpan(0, IdText.Length), out person))
            return false;
        secret = Secret.Read(text.AsSpan(IdText.Length + 1), SecretBytes);
        return secret.Length > 0;
    }
}
