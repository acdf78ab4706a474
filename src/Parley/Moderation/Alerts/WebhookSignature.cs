using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Alerts;

/// <summary>
/// Signs what a webhook is sent: HMAC-SHA256 over the moment, a full stop and the body, by the site's secret. While a new secret
/// takes the place of the former, both sign, so that a receiver changes over when it likes.
/// </summary>
/// <remarks>Secrets are derived from the installation's, by a number that the site counts up: none is stored anywhere.</remarks>
internal sealed class WebhookSignature(InstallationSecret installation)
{
    public const string IdHeader = "Parley-Webhook-Id", MomentHeader = "Parley-Webhook-Timestamp", SignatureHeader = "Parley-Webhook-Signature";

    private const string Version = "v1=";

    /// <summary>The secret as text, which is itself the key.</summary>
    public string SecretOf(SiteId site, int number) => Base64Url.EncodeToString(
        installation.Derive("webhook-secret", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{site}:{number}"))));

    public IReadOnlyList<(string Name, string Value)> Headers(LiveSite site, string id, byte[] body, DateTimeOffset now)
    {
        var moment = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(moment + "."), .. body];
        var newest = site.Settings.AlertSecret;
        var signatures = Enumerable.Range(Math.Max(1, newest - 1), newest == 1 ? 1 : 2).Reverse()
            .Select(number => Version + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(SecretOf(site.Id, number)), signed)));
        return [(IdHeader, id), (MomentHeader, moment), (SignatureHeader, string.Join(',', signatures))];
    }
}
