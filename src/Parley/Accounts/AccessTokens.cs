using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>
/// Short-lived proof of who a reader is on one site, for a publisher's page to hold in memory: the person's id, when it
/// ends, and a signature with the installation's secret.
/// </summary>
/// <remarks>Checked without the database's help, so that every node takes what another one made.</remarks>
internal sealed class AccessTokens(InstallationSecret installation, TimeProvider time, EndedSessions? ended = null)
{
    /// <summary>Long enough to write a comment in, short enough to be worth little to whoever copies it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Prefix = "access.";

    /// <summary>Characters of what is signed: person and end, and perhaps a session.</summary>
    private const int GuestLength = (2 * IdText.Length) + 1, SessionLength = (3 * IdText.Length) + 2;

    /// <param name="session">Whose end is the token's end too; null for a guest.</param>
    public string Make(SiteId site, PersonId person, SessionId? session = null)
    {
        var content = $"{person}.{IdText.Write((time.Now + Lifetime).ToUnixTimeMilliseconds())}";
        if (session is { } opened)
            content += "." + opened;
        return Prefix + content + "." + Sign(site, content);
    }

    /// <summary>The person a token is for; null when it is no such token, of another site, altered, or has ended.</summary>
    public PersonId? Read(string text, SiteId site)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var content = text[Prefix.Length..];
        var end = content.LastIndexOf('.');
        if (end != GuestLength && (end != SessionLength || content[GuestLength] != '.'))
            return null;
        if (content[IdText.Length] != '.')
            return null;
        // Compared as text, so that there is one way to write each signature.
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(content[(end + 1)..]), Encoding.UTF8.GetBytes(Sign(site, content[..end]))))
            return null;
        return IdText.TryRead<PersonId>(content.AsSpan(0, IdText.Length), out var person)
            && IdText.TryRead(content.AsSpan(IdText.Length + 1, IdText.Length), out var until)
            && time.Now.ToUnixTimeMilliseconds() < until
            && !IsEnded(content, end) ? person : null;
    }

    private bool IsEnded(string content, int end) =>
        end == SessionLength
        && (!IdText.TryRead<SessionId>(content.AsSpan(GuestLength + 1, IdText.Length), out var session) || ended?.Has(session) == true);

    private string Sign(SiteId site, string content) =>
        Base64Url.EncodeToString(installation.Derive("access-token", Encoding.UTF8.GetBytes($"{site}.{content}")));
}
