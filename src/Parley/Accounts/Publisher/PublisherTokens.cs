using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.Publisher;

/// <summary>Believes a publisher's token, or says why not. Whether it was used before is asked where it is used.</summary>
internal sealed class PublisherTokens(PublisherKeys published, SiteSecrets secrets, TimeProvider time)
{
    public sealed record Believed(UnverifiedToken Token, PublisherClaims Claims);

    public async Task<Outcome<Believed>> Read(LiveSite site, string? text, CancellationToken cancellation)
    {
        var settings = site.Settings;
        if (settings.PublisherAccounts == "off")
            return new Refusal("publisher-accounts-off", 403);
        if (UnverifiedToken.Parse(text ?? "") is not { } token)
            return PublisherTokenRules.Refuse("token");
        var keys = await KeysOf(site, token, cancellation);
        if (keys.Refusal is { } refusal)
            return refusal;
        var fitting = keys.Value!.Where(key => key.Algorithm == token.Algorithm).ToList();
        if (fitting.Count == 0)
            return PublisherTokenRules.Refuse("alg");
        if (!fitting.Exists(key => key.Signed(token)))
            return PublisherTokenRules.Refuse("signature");
        var claims = PublisherClaims.Read(token.Claims, NamesOf(settings));
        if (claims.Refusal is { } unreadable)
            return unreadable;
        return PublisherTokenRules.MayEnter(claims.Value!, IssuersOf(site), AudienceOf(site), time.Now) is { } foreign
            ? foreign
            : new Believed(token, claims.Value!);
    }

    /// <summary>What tokens call the site.</summary>
    public static string AudienceOf(LiveSite site) =>
        site.Settings.PublisherAudience.Length > 0 ? site.Settings.PublisherAudience : site.Name;

    /// <summary>The site's way decides which keys there are, and each key knows its algorithm: the token chooses neither.</summary>
    private async Task<Outcome<IReadOnlyList<PublisherKey>>> KeysOf(LiveSite site, UnverifiedToken token, CancellationToken cancellation)
    {
        if (site.Settings.PublisherAccounts == "secret")
            return new Outcome<IReadOnlyList<PublisherKey>>([.. secrets.Of(site).Select(PublisherKey.Shared)], null);
        if (!Uri.TryCreate(site.Settings.PublisherKeysUrl, UriKind.Absolute, out var address))
            return new Refusal("publisher-keys", 503);
        return await published.Read(address, token.KeyId, cancellation) is { } keys
            ? new Outcome<IReadOnlyList<PublisherKey>>(keys, null)
            : new Refusal("publisher-keys", 503) { RetryAfter = PublisherKeys.Pause };
    }

    private static IReadOnlyList<string> IssuersOf(LiveSite site) =>
        site.Settings.PublisherIssuer.Length > 0 ? [site.Settings.PublisherIssuer] : site.Origins;

    private static ClaimNames NamesOf(SiteSettings settings) =>
        new(settings.ClaimName, settings.ClaimMail, settings.ClaimAvatar, settings.ClaimRoles);
}
