using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Parley.Accounts.OpenId;

/// <summary>Which tokens of a provider are believed; the judging is the library's.</summary>
internal static class OpenIdTokenRules
{
    /// <summary>How far the clocks of two well-kept servers may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Keys of providers are public, so an algorithm with a shared key would let anyone sign.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Whether a token is signed by this provider, for us, and counts now.</summary>
    public static Task<TokenValidationResult> Read(OpenIdProvider provider, OpenIdConnectConfiguration published, string? token, DateTimeOffset now) =>
        new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = published.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => until + Skew > now.UtcDateTime && (from is null || from <= now.UtcDateTime + Skew),
        });

    /// <summary>Why a good token is not for this sign-in: another nonce, another client's, another access token; null when it is.</summary>
    public static string? WhyForeign(OpenIdProvider provider, OpenIdFlow flow, OpenIdConnectMessage tokens, JsonWebToken token)
    {
        // The time in a nonce is the library's own habit; ours stands in the sealed flow.
        var protocol = new OpenIdConnectProtocolValidator { RequireNonce = true, RequireTimeStampInNonce = false };
        try
        {
            protocol.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
            {
                ClientId = provider.ClientId,
                Nonce = flow.Nonce,
                ProtocolMessage = tokens,
                ValidatedIdToken = JwtSecurityTokenConverter.Convert(token),
            });
            return null;
        }
        catch (OpenIdConnectProtocolException foreign)
        {
            return foreign.GetType().Name;
        }
    }
}
