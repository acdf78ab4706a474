using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Platform.Web;

namespace Parley.Accounts.OpenId;

/// <summary>A sign-in with a provider that is under way: what the browser that began it keeps, sealed, until the provider leads it back.</summary>
/// <param name="State">Comes back with the reader: whoever brings another did not begin here (RFC 6749, 10.12).</param>
/// <param name="Nonce">Stands in the token: one made for another sign-in is no use here (OpenID Connect Core 1.0, 15.5.2).</param>
/// <param name="Verifier">Redeems the code: whoever catches it cannot (RFC 7636).</param>
/// <param name="Account">The account that wants the provider as one more way in; null for signing in.</param>
internal sealed record OpenIdFlow(
    string Site, string Provider, string Issuer, string State, string Nonce, string Verifier, string? Back, string? Language, long? Account, long Until)
{
    /// <summary>Long enough to find a password at the provider, and a telephone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Purpose = "open-id-flow";

    private const int RandomBytes = 32;

    /// <summary>A cookie has 4 kB; an address longer than this is not come back to.</summary>
    private const int MaxBack = 500;

    public static OpenIdFlow Begin(OpenIdProvider provider, string? back, string? language, AccountId? account, DateTimeOffset now) => new(
        provider.SiteId.ToString(),
        provider.Name,
        provider.Issuer,
        Random(),
        Random(),
        Random(),
        back?.Length > MaxBack ? null : back,
        language,
        account?.Value,
        (now + Lifetime).ToUnixTimeMilliseconds());

    /// <summary>What the browser kept, when it is for this provider and still counts; else null.</summary>
    public static OpenIdFlow? Read(Seal seal, string? kept, OpenIdProvider provider, DateTimeOffset now) =>
        seal.OpenText(Purpose, kept) is { } json && JsonSerializer.Deserialize<OpenIdFlow>(json) is { } flow
        && (flow.Site, flow.Provider, flow.Issuer) == (provider.SiteId.ToString(), provider.Name, provider.Issuer)
        && now.ToUnixTimeMilliseconds() < flow.Until
            ? flow
            : null;

    public string Close(Seal seal) => seal.CloseText(Purpose, JsonSerializer.Serialize(this));

    /// <summary>Whether an answer is to this question.</summary>
    public bool IsAnswered(string? state) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(State), Encoding.UTF8.GetBytes(state ?? ""));

    /// <summary>RFC 7636, 4.2.</summary>
    public string Challenge() => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Under which name it is remembered, so that it counts once.</summary>
    public byte[] Once() => SHA256.HashData(Encoding.ASCII.GetBytes("open-id " + State));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}

/// <summary>What a provider leads a reader back with.</summary>
/// <param name="Issuer">Who says so (RFC 9207); null where the provider does not tell.</param>
internal sealed record OpenIdAnswer(string? Code, string? State, string? Issuer);
