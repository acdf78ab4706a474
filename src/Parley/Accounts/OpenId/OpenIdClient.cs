using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts.OpenId;

/// <summary>
/// Speaks with providers: where they lead readers, what they answer for a code, and who that is. The library reads what
/// they publish and judges their tokens; every call goes through the one outgoing client.
/// </summary>
internal sealed class OpenIdClient(Outbound outbound, OpenIdProviders providers, TimeProvider time, ILogger<OpenIdClient> log)
{
    private const string Scope = "openid email profile";

    /// <summary>A provider that withdraws a key is believed no longer than this.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Whoever sends tokens with invented keys makes us ask no oftener than this.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _published = new();

    /// <summary>Where a reader goes to sign in with a provider.</summary>
    public async Task<Outcome<Uri>> Ask(OpenIdProvider provider, OpenIdFlow flow, string returnsTo, CancellationToken cancellation)
    {
        var published = await Discover(provider, cancellation);
        if (published.Refusal is { } refusal)
            return refusal;
        var question = new OpenIdConnectMessage
        {
            IssuerAddress = published.Value!.AuthorizationEndpoint,
            ClientId = provider.ClientId,
            RedirectUri = returnsTo,
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = Scope,
            State = flow.State,
            Nonce = flow.Nonce,
            EnableTelemetryParameters = false,
        };
        question.SetParameter("code_challenge", flow.Challenge());
        question.SetParameter("code_challenge_method", "S256");
        return new Uri(question.CreateAuthenticationRequestUrl());
    }

    /// <summary>Redeems a code, and tells who came: nobody unless all of it is by this provider, for us, for this sign-in and now.</summary>
    public async Task<Outcome<OpenIdIdentity>> Redeem(
        OpenIdProvider provider, OpenIdFlow flow, OpenIdAnswer answer, string returnsTo, CancellationToken cancellation)
    {
        var discovered = await Discover(provider, cancellation);
        if (discovered.Refusal is { } refusal)
            return refusal;
        var published = discovered.Value!;
        if (answer.Issuer is null ? published.AuthorizationResponseIssParameterSupported : answer.Issuer != provider.Issuer)
            return Distrust(provider, "the answer is another provider's");
        var answered = await Tokens(provider, published, flow, answer, returnsTo, cancellation);
        if (answered.Refusal is { } unredeemed)
            return unredeemed;
        var tokens = answered.Value!;
        var token = await Believe(provider, published, tokens, flow, cancellation);
        if (token.Refusal is { } unbelieved)
            return unbelieved;
        if (token.Value!.Subject is not { Length: > 0 and <= OpenIdIdentity.MaxSubject } subject)
            return Distrust(provider, "it names nobody");
        var identity = new OpenIdIdentity(provider.Issuer, subject, null, null)
            .Learn(JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.Decode(token.Value.EncodedPayload)));
        return identity.Mail is null || identity.Name is null
            ? await AskMore(published, tokens, identity, cancellation)
            : identity;
    }

    /// <summary>What a provider publishes, if it is what it was set up as: another issuer there would be another provider (T20).</summary>
    private async Task<Outcome<OpenIdConnectConfiguration>> Discover(OpenIdProvider provider, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration published;
        try
        {
            published = await Published(provider).GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException)
        {
            // The library's word for whatever hindered it.
            return Silent(provider);
        }
        if (published.Issuer != provider.Issuer)
            return Distrust(provider, "it publishes another issuer");
        return new[] { published.AuthorizationEndpoint, published.TokenEndpoint }.All(address => IsReachedAsSafely(provider, address))
            ? published
            : Distrust(provider, "its addresses are none, or less safe than its issuer");
    }

    private async Task<Outcome<OpenIdConnectMessage>> Tokens(
        OpenIdProvider provider, OpenIdConnectConfiguration published, OpenIdFlow flow, OpenIdAnswer answer, string returnsTo, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = answer.Code ?? "",
            ["redirect_uri"] = returnsTo,
            ["client_id"] = provider.ClientId,
            ["code_verifier"] = flow.Verifier,
        };
        var headers = new List<(string, string)> { ("Accept", "application/json") };
        if (providers.SecretOf(provider) is { } secret)
        {
            var methods = published.TokenEndpointAuthMethodsSupported;
            if (methods.Contains("client_secret_post") && !methods.Contains("client_secret_basic"))
                form["client_secret"] = secret;
            else
                headers.Add(("Authorization", "Basic " + Basic(provider.ClientId, secret)));
        }
        using var content = new FormUrlEncodedContent(form);
        var sent = await outbound.Send(
            OutboundRequest.Post(
                new Uri(published.TokenEndpoint), await content.ReadAsByteArrayAsync(cancellation), "application/x-www-form-urlencoded", headers),
            cancellation);
        if (sent is not OutboundAnswer { Status: < HttpStatusCode.InternalServerError } got)
            return Silent(provider);
        if (got.Status != HttpStatusCode.OK)
        {
            log.LogWarning("The provider {Provider} took no code: it answered {Status}", provider.Issuer, (int)got.Status);
            return new Refusal("open-id-declined", 422, null, ("provider", provider.Title));
        }
        return ReadJson(got.Body) is { ValueKind: JsonValueKind.Object }
            ? new OpenIdConnectMessage(Encoding.UTF8.GetString(got.Body))
            : Distrust(provider, "its answer cannot be read");
    }

    /// <summary>Checks the token: signature, issuer, audience and time, and that it was made for this very sign-in.</summary>
    private async Task<Outcome<JsonWebToken>> Believe(
        OpenIdProvider provider, OpenIdConnectConfiguration published, OpenIdConnectMessage tokens, OpenIdFlow flow, CancellationToken cancellation)
    {
        var read = await OpenIdTokenRules.Read(provider, published, tokens.IdToken, time.Now);
        if (read.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The key may be newer than what we know.
            Published(provider).RequestRefresh();
            if ((await Discover(provider, cancellation)).Value is { } again)
                read = await OpenIdTokenRules.Read(provider, again, tokens.IdToken, time.Now);
        }
        return read is { IsValid: true, SecurityToken: JsonWebToken token }
            ? OpenIdTokenRules.WhyForeign(provider, flow, tokens, token) is { } why ? Distrust(provider, why) : token
            : Distrust(provider, read.Exception?.GetType().Name ?? "no token");
    }

    /// <summary>Some providers tell name and address only when asked for them.</summary>
    private async Task<OpenIdIdentity> AskMore(
        OpenIdConnectConfiguration published, OpenIdConnectMessage tokens, OpenIdIdentity identity, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(published.UserInfoEndpoint, UriKind.Absolute, out var address))
            return identity;
        var question = OutboundRequest.Get(address) with { Headers = [("Authorization", "Bearer " + tokens.AccessToken), ("Accept", "application/json")] };
        return await outbound.Send(question, cancellation) is OutboundAnswer { Status: HttpStatusCode.OK } answer
            && ReadJson(answer.Body) is { ValueKind: JsonValueKind.Object } claims
            // About somebody else it may say what it likes (OpenID Connect Core 1.0, 5.3.2).
            && claims.TryGetProperty("sub", out var subject) && subject.ValueEquals(identity.Subject)
                ? identity.Learn(claims)
                : identity;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> Published(OpenIdProvider provider) => _published.GetOrAdd(provider.Issuer, issuer =>
        new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new OutboundDocuments(outbound))
        {
            AutomaticRefreshInterval = KeptFor,
            RefreshInterval = Pause,
        });

    private static bool IsReachedAsSafely(OpenIdProvider provider, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var where)
        && (where.Scheme == Uri.UriSchemeHttps || (where.Scheme == Uri.UriSchemeHttp && provider.Issuer.StartsWith("http:", StringComparison.Ordinal)));

    private static JsonElement? ReadJson(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>RFC 6749, 2.3.1.</summary>
    private static string Basic(string client, string secret) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(client)}:{WebUtility.UrlEncode(secret)}"));

    private static Refusal Silent(OpenIdProvider provider) => new("open-id-silent", 503, null, ("provider", provider.Title)) { RetryAfter = Pause };

    private Refusal Distrust(OpenIdProvider provider, string why)
    {
        log.LogWarning("Nobody was signed in with the provider {Provider}: {Why}", provider.Issuer, why);
        return new Refusal("open-id-distrusted", 422, null, ("provider", provider.Title));
    }
}
