using System.Buffers.Text;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What the cookie of a session holds: its id and its secret.</summary>
internal static class SessionTokens
{
    private const string Prefix = "session.";

    public static string Write(SessionId session, byte[] secret) => $"{Prefix}{session}.{Base64Url.EncodeToString(secret)}";

    /// <summary>Reads a token's text; says nothing of whether it is a true one.</summary>
    public static bool TryRead(string text, out SessionId session, out byte[] secret)
    {
        (session, secret) = (default, []);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = text.AsSpan(Prefix.Length);
        if (rest.Length <= IdText.Length || rest[IdText.Length] != '.' || !IdText.TryRead(rest[..IdText.Length], out session))
            return false;
        secret = Secret.Read(rest[(IdText.Length + 1)..], Session.SecretBytes);
        return secret.Length > 0;
    }
}
