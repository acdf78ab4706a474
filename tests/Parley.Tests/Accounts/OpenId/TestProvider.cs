using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Parley.Tests.Accounts.OpenId;

/// <summary>
/// A small OpenID Connect provider that speaks the real protocol on a loopback port: discovery, keys, codes that count once
/// and only with their verifier, tokens, and what it knows of a person. A test makes it lie.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "parley at the club", Secret = "s3cret: with + signs & spaces";

    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _codes = new();

    private TestProvider(WebApplication app)
    {
        _app = app;
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(Published()));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicKey() } }));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Token);
        app.MapGet("/person", (HttpRequest request) => request.Headers.Authorization == "Bearer the access token" ? Results.Json(Person) : Results.Unauthorized());
    }

    public string Issuer { get; private set; } = "";

    public int Port => new Uri(Issuer).Port;

    public string Subject { get; set; } = "person 1";

    /// <summary>What it tells of the person, when asked with the access token.</summary>
    public Dictionary<string, object> Person { get; } = new() { ["sub"] = "person 1", ["name"] = "Ana Lind" };

    /// <summary>Turns the token's content to a lie.</summary>
    public Action<Dictionary<string, object>>? Lie { get; set; }

    /// <summary>What it publishes instead of its issuer.</summary>
    public string? PublishedIssuer { get; set; }

    /// <summary>What it says of itself as it leads back.</summary>
    public string? AnswersAs { get; set; }

    /// <summary>What it signs with, when not with its key.</summary>
    public SigningCredentials? SignsWith { get; set; }

    /// <summary>Whether it signs at all.</summary>
    public bool Signs { get; set; } = true;

    /// <summary>How often somebody asked for tokens.</summary>
    public int Asked { get; private set; }

    public static async Task<TestProvider> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseRouting();
        var provider = new TestProvider(app);
        await app.StartAsync();
        provider.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    /// <summary>A reader goes there, says yes, and is led back.</summary>
    public async Task<Uri> Visit(Uri address)
    {
        using var answer = await _browser.GetAsync(address);
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!;
    }

    /// <summary>Its public key as anyone may read it.</summary>
    public byte[] PublicKeyText() => Encoding.UTF8.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private Dictionary<string, object> Published()
    {
        var published = new Dictionary<string, object>
        {
            ["issuer"] = PublishedIssuer ?? Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["userinfo_endpoint"] = Issuer + "/person",
            ["jwks_uri"] = Issuer + "/keys",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        return published;
    }

    private object PublicKey()
    {
        var key = _rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = "1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query.ToDictionary(one => one.Key, one => one.Value.ToString());
        if (asked["client_id"] != ClientId || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256" || !asked["scope"].Contains("openid", StringComparison.Ordinal))
            return Results.BadRequest();
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = asked;
        return Results.Redirect(
            $"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"])}&iss={Uri.EscapeDataString(AnswersAs ?? Issuer)}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        Asked++;
        var form = await request.ReadFormAsync();
        var client = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{System.Net.WebUtility.UrlEncode(ClientId)}:{System.Net.WebUtility.UrlEncode(Secret)}"));
        if (request.Headers.Authorization != "Basic " + client)
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        // A code counts once.
        if (!_codes.TryRemove(form["code"].ToString(), out var asked)
            || form["redirect_uri"] != asked["redirect_uri"]
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked["code_challenge"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        return Results.Json(new { access_token = "the access token", token_type = "Bearer", id_token = IdToken(asked["nonce"]) });
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = Subject,
            ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        Lie?.Invoke(claims);
        var content = System.Text.Json.JsonSerializer.Serialize(claims);
        var handler = new JsonWebTokenHandler();
        return Signs
            ? handler.CreateToken(content, SignsWith ?? new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256))
            : handler.CreateToken(content);
    }
}
