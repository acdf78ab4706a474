using System.Text.RegularExpressions;
using Parley.Platform.Web;

namespace Parley.Accounts.OpenId;

/// <summary>A provider as somebody describes it.</summary>
/// <param name="Secret">Null or empty keeps the one there is.</param>
internal sealed record OpenIdProviderWish(string Name, string Title, string Issuer, string ClientId, string? Secret);

/// <summary>Which providers may be set up, and what may be undone.</summary>
internal static partial class OpenIdProviderRules
{
    /// <summary>A button has room for no more.</summary>
    public const int MaxTitle = 60;

    /// <summary>Twice the longest in use; a mistaken paste is longer.</summary>
    public const int MaxText = 500;

    /// <summary>Whether a provider may be set up: named for an address, and reached over https.</summary>
    /// <param name="allowed">What the operator opened on the command line: there plain http may do.</param>
    public static Refusal? MayBe(OpenIdProviderWish wish, IReadOnlyCollection<HostPort> allowed) =>
        !NameShape().IsMatch(wish.Name) ? new Refusal("provider-name", 422, "name")
        : !CleanText.IsVisible(wish.Title) || wish.Title.Length > MaxTitle ? new Refusal("provider-title", 422, "title", ("max", MaxTitle))
        : !IsIssuer(wish.Issuer, allowed) ? new Refusal("provider-issuer", 422, "issuer")
        : wish.ClientId.Length is 0 or > MaxText ? new Refusal("provider-client", 422, "client")
        : wish.Secret?.Length > MaxText ? new Refusal("provider-secret", 422, "secret", ("max", MaxText))
        : null;

    /// <summary>Whether a way in may go: another one has to be left.</summary>
    public static Refusal? MayDisconnect(Account account, int passkeys, int others) =>
        account.Mail is null && passkeys == 0 && others == 0 ? new Refusal("open-id-last", 409) : null;

    /// <summary>OpenID Connect Core 1.0, 2: an https address without query and fragment.</summary>
    private static bool IsIssuer(string issuer, IReadOnlyCollection<HostPort> allowed) =>
        issuer.Length <= MaxText && Uri.TryCreate(issuer, UriKind.Absolute, out var address)
        && address is { Query: "", Fragment: "", UserInfo: "" } && HostName.Of(address) is { } host
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && allowed.Contains(new HostPort(host.Trim('[', ']').ToLowerInvariant(), address.Port))));

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameShape();
}
