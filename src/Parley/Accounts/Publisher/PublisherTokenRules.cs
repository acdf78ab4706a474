using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Web;

namespace Parley.Accounts.Publisher;

/// <summary>Which tokens of a publisher are believed.</summary>
internal static class PublisherTokenRules
{
    /// <summary>How far the clocks of two well-kept servers may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>A token is made for one page and used at once; one that lives longer than a day was made for something else.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether a token whose signature is good lets its holder in: made by this publisher, for this site, now.
    /// </summary>
    /// <param name="issuers">Those the site names, else the origins of its pages.</param>
    /// <param name="audience">What the site is called in tokens.</param>
    public static Refusal? MayEnter(PublisherClaims claims, IReadOnlyCollection<string> issuers, string audience, DateTimeOffset now) =>
        !issuers.Contains(claims.Issuer) ? Refuse("iss")
        : !claims.Audiences.Contains(audience) ? Refuse("aud")
        : claims.ExpiresAt + Skew <= now || claims.ExpiresAt > now + LongestLife + Skew ? Refuse("exp")
        : claims.NotBefore > now + Skew ? Refuse("nbf")
        : claims.IssuedAt > now + Skew ? Refuse("iat")
        : null;

    /// <summary>Under which name a token is remembered, so that it counts once: its own id, or else itself.</summary>
    public static byte[] Once(UnverifiedToken token, PublisherClaims claims) =>
        claims.TokenId is { } id ? SHA256.HashData(Encoding.UTF8.GetBytes("jti " + id)) : SHA256.HashData(token.Signed);

    /// <summary>Until when it must be remembered: afterwards it is refused for its age.</summary>
    public static DateTimeOffset OnceUntil(PublisherClaims claims) => claims.ExpiresAt + Skew;

    /// <summary>What readers are told of a token's holder. A token gives no power, and a badge only where the site says so.</summary>
    public static Badge BadgeOf(PublisherClaims claims, bool mayBadge) =>
        !mayBadge ? Badge.None
        : claims.Words.Contains("staff") ? Badge.Staff
        : claims.Words.Contains("expert") ? Badge.Expert
        : Badge.None;

    /// <summary>No to a token, naming what is wrong with it for its maker; the reader is told no more than that it failed.</summary>
    public static Refusal Refuse(string field) => new("publisher-token", 401, field);
}
