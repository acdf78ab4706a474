using System.Text;
using System.Text.Json.Nodes;
using Parley.Accounts.Publisher;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Platform;
using Parley.Tests.Platform.Web;

namespace Parley.Tests.Accounts.Publisher;

/// <summary>Every way to come in with a token that is not one's own.</summary>
public sealed class PublisherTokensTest : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly TokenMaker _maker = new();
    private readonly InstallationSecret _installation = new("a secret of this test alone");

    private DateTimeOffset Now => _clock.GetUtcNow();

    public void Dispose() => _maker.Dispose();

    [Fact]
    public async Task A_token_signed_with_the_sites_secret_is_believed()
    {
        var believed = await WithSecret(_maker.Make(TokenMaker.Claims(Now)));

        Assert.Null(believed.Refusal);
        Assert.Equal("reader-7", believed.Value!.Claims.Subject);
        Assert.Equal("Rosa Blum", believed.Value.Claims.Name);
        Assert.Equal(["subscriber"], believed.Value.Claims.Words);
    }

    [Theory]
    [InlineData("RS256", "rsa")]
    [InlineData("ES256", "curve")]
    [InlineData("EdDSA", "edwards")]
    [InlineData("RS256", null)]
    [InlineData("EdDSA", null)]
    public async Task A_token_signed_with_a_published_key_is_believed(string algorithm, string? kid)
    {
        var believed = await WithKeys(_maker.Make(TokenMaker.Claims(Now), algorithm, kid));

        Assert.Null(believed.Refusal);
    }

    [Theory]
    [InlineData("none", "none", "token")]
    [InlineData("none", "HS256", "alg")]
    [InlineData("None", "HS256", "alg")]
    [InlineData("", "HS256", "alg")]
    [InlineData("HS512", "HS512", "alg")]
    [InlineData("hs256", "HS256", "alg")]
    [InlineData("RS256", "RS256", "alg")]
    [InlineData("ES256", "HS256", "alg")]
    [InlineData("HS256", "HS256 with the RSA key", "signature")]
    [InlineData("HS256", "none", "token")]
    [InlineData("HS256", "RS256", "signature")]
    public async Task With_a_secret_no_other_algorithm_comes_in(string said, string done, string at)
    {
        var token = _maker.Sign(TokenMaker.Header(said).ToJsonString(), TokenMaker.Claims(Now).ToJsonString(), done);

        AssertRefused(at, await WithSecret(token));
    }

    [Theory]
    [InlineData("HS256", "HS256", null, "alg")]
    [InlineData("HS256", "HS256", "oct", "alg")]
    [InlineData("HS256", "HS256 with the RSA key", "rsa", "alg")]
    [InlineData("HS256", "HS256 with the RSA key's PEM", "rsa", "alg")]
    [InlineData("RS256", "HS256 with the RSA key", "rsa", "signature")]
    [InlineData("RS256", "RS512", "rsa", "signature")]
    [InlineData("RS256", "PS256", "rsa", "signature")]
    [InlineData("RS512", "RS512", "rsa", "alg")]
    [InlineData("PS256", "PS256", "rsa", "alg")]
    [InlineData("none", "none", "rsa", "token")]
    [InlineData("RS256", "RS256", "curve", "signature")]
    [InlineData("RS256", "RS256", "no such key", "signature")]
    [InlineData("ES256", "RS256", "rsa", "signature")]
    [InlineData("ES256", "ES256 as DER", "curve", "signature")]
    [InlineData("EdDSA", "ES256", "edwards", "signature")]
    public async Task With_published_keys_the_key_says_the_algorithm(string said, string done, string? kid, string at)
    {
        var token = _maker.Sign(TokenMaker.Header(said, kid).ToJsonString(), TokenMaker.Claims(Now).ToJsonString(), done);

        AssertRefused(at, await WithKeys(token));
    }

    [Theory]
    [InlineData("iss", "\"https://other.example\"")]
    [InlineData("iss", "\"https://news.example/\"")]
    [InlineData("iss", "null")]
    [InlineData("iss", "[\"https://news.example\"]")]
    [InlineData("aud", "\"other\"")]
    [InlineData("aud", "[\"other\", \"third\"]")]
    [InlineData("aud", "\"NEWS\"")]
    [InlineData("aud", "{\"news\": true}")]
    [InlineData("aud", "null")]
    [InlineData("exp", "null")]
    [InlineData("exp", "\"4102444800\"")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "-1")]
    [InlineData("nbf", "\"soon\"")]
    [InlineData("sub", "null")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "7")]
    [InlineData("jti", "7")]
    [InlineData("name", "{\"first\": \"Rosa\"}")]
    [InlineData("roles", "[1]")]
    [InlineData("roles", "{\"staff\": true}")]
    public async Task A_token_of_another_or_with_senseless_claims_is_refused(string claim, string value)
    {
        var claims = TokenMaker.Claims(Now);
        claims[claim] = JsonNode.Parse(value);

        AssertRefused(claim, await WithSecret(_maker.Make(claims)));
    }

    [Theory]
    [InlineData("exp", -61, true)]
    [InlineData("exp", -59, false)]
    [InlineData("exp", 86_459, false)]
    [InlineData("exp", 86_461, true)]
    [InlineData("nbf", 59, false)]
    [InlineData("nbf", 61, true)]
    [InlineData("iat", 61, true)]
    [InlineData("iat", 59, false)]
    public async Task Clocks_may_differ_by_a_minute_and_no_token_lives_longer_than_a_day(string claim, int seconds, bool isRefused)
    {
        var claims = TokenMaker.Claims(Now);
        claims[claim] = Now.AddSeconds(seconds).ToUnixTimeSeconds();

        var read = await WithSecret(_maker.Make(claims));

        Assert.Equal(isRefused ? claim : null, read.Refusal?.Field);
    }

    [Theory]
    [InlineData("""{"alg":"HS256","jku":"https://evil.example/keys"}""")]
    [InlineData("""{"alg":"HS256","x5u":"https://evil.example/chain"}""")]
    [InlineData("""{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}""")]
    [InlineData("""{"alg":"HS256","x5c":["AAAA"]}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""")]
    [InlineData("""{"alg":"HS256","b64":false}""")]
    [InlineData("""{"alg":"HS256","zip":"DEF"}""")]
    [InlineData("""{"alg":"none","alg":"HS256"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"alg":"HS256","typ":"JWE"}""")]
    [InlineData("""{"alg":"HS256","kid":7}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256"} """ + "x")]
    [InlineData("""["HS256"]""")]
    [InlineData("\"HS256\"")]
    [InlineData("")]
    public async Task A_header_that_brings_its_own_key_or_means_two_things_is_refused(string header)
    {
        AssertRefused("token", await WithSecret(_maker.Sign(header, TokenMaker.Claims(Now).ToJsonString(), "HS256")));
    }

    [Fact]
    public async Task A_claim_said_twice_is_refused()
    {
        var claims = TokenMaker.Claims(Now).ToJsonString();

        var twice = claims.Insert(1, "\"sub\":\"somebody-else\",");

        AssertRefused("token", await WithSecret(_maker.Sign(TokenMaker.Header("HS256").ToJsonString(), twice, "HS256")));
    }

    [Fact]
    public async Task A_token_is_written_in_one_way_only()
    {
        var token = _maker.Make(TokenMaker.Claims(Now));
        var parts = token.Split('.');

        string[] others =
        [
            "", ".", "..", "a.b.c", token + ".", "." + token, token + "=", token + " ", " " + token, token + "\n",
            parts[0] + "." + parts[1], parts[0] + "." + parts[1] + ".", $"{parts[0]}=.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}",
            token[..^1] + Next(token[^1]), $"{parts[0]}.{parts[1]} .{parts[2]}", "Bearer " + token,
            TokenMaker.Header("HS256").ToJsonString() + "." + parts[1] + "." + parts[2],
        ];

        foreach (var other in others)
            AssertRefused("token", await WithSecret(other));
        AssertRefused("token", await WithSecret(null));
    }

    [Fact]
    public async Task Changed_words_break_the_signature()
    {
        var parts = _maker.Make(TokenMaker.Claims(Now)).Split('.');
        var other = TokenMaker.Encode(TokenMaker.Claims(Now, "somebody-else").ToJsonString());

        AssertRefused("signature", await WithSecret($"{parts[0]}.{other}.{parts[2]}"));
    }

    [Fact]
    public async Task A_token_longer_than_8_KB_is_not_even_read()
    {
        var claims = TokenMaker.Claims(Now);
        claims["filler"] = new string('x', UnverifiedToken.MaxLength);

        AssertRefused("token", await WithSecret(_maker.Make(claims)));
    }

    [Fact]
    public async Task Text_that_is_no_UTF_8_is_refused()
    {
        var signed = TokenMaker.Encode("""{"alg":"HS256"}""") + "." + Convert.ToBase64String([.. "{\"sub\":\""u8, 0xFF, .. "\"}"u8]).TrimEnd('=');

        AssertRefused("token", await WithSecret(signed + ".AAAA"));
    }

    [Fact]
    public async Task Two_secrets_count_while_one_follows_the_other()
    {
        using var newer = new TokenMaker();
        var claims = TokenMaker.Claims(Now);

        var site = Site("secret", secrets: [newer.Secret, _maker.Secret]);

        Assert.Null((await Read(site, newer.Make(claims))).Refusal);
        Assert.Null((await Read(site, _maker.Make(claims))).Refusal);
        AssertRefused("signature", await Read(Site("secret", secrets: [newer.Secret]), _maker.Make(claims)));
    }

    [Fact]
    public async Task A_site_that_takes_no_tokens_takes_none()
    {
        var read = await Read(Site("off", secrets: [_maker.Secret]), _maker.Make(TokenMaker.Claims(Now)));

        Assert.Equal("publisher-accounts-off", read.Refusal?.Code);
    }

    [Fact]
    public async Task A_new_key_counts_at_once_and_a_withdrawn_one_soon_no_longer()
    {
        var keys = _maker.KeySet();
        await using var publisher = new LoopbackServer(_ => LoopbackServer.Ok(keys));
        using var outbound = Outbound(publisher.Port);
        var reader = Reader(outbound);
        var site = Site("keys", $"http://127.0.0.1:{publisher.Port}/keys");
        Assert.Null((await reader.Read(site, _maker.Make(TokenMaker.Claims(Now), "RS256", "rsa"), default)).Refusal);

        using var newer = new TokenMaker();
        keys = newer.KeySet(rsa: "rsa-2");
        _clock.Advance(PublisherKeys.Pause);
        var fresh = await reader.Read(site, newer.Make(TokenMaker.Claims(Now), "RS256", "rsa-2"), default);
        _clock.Advance(PublisherKeys.KeptFor);
        var withdrawn = await reader.Read(site, _maker.Make(TokenMaker.Claims(Now), "RS256", "rsa"), default);

        Assert.Null(fresh.Refusal);
        AssertRefused("signature", withdrawn);
    }

    [Fact]
    public async Task Invented_key_ids_do_not_make_us_ask_again_and_again()
    {
        await using var publisher = new LoopbackServer(_ => LoopbackServer.Ok(_maker.KeySet()));
        using var outbound = Outbound(publisher.Port);
        var reader = Reader(outbound);
        var site = Site("keys", $"http://127.0.0.1:{publisher.Port}/keys");

        for (var number = 0; number < 20; number++)
            await reader.Read(site, _maker.Make(TokenMaker.Claims(Now), "RS256", "invented-" + number), default);

        Assert.Equal(1, publisher.Connections);
    }

    [Fact]
    public async Task The_last_keys_stand_in_while_the_publisher_does_not_answer()
    {
        var answer = LoopbackServer.Ok(_maker.KeySet());
        await using var publisher = new LoopbackServer(_ => answer);
        using var outbound = Outbound(publisher.Port);
        var reader = Reader(outbound);
        var site = Site("keys", $"http://127.0.0.1:{publisher.Port}/keys");
        await reader.Read(site, _maker.Make(TokenMaker.Claims(Now), "RS256", "rsa"), default);

        answer = LoopbackServer.Answer("500 Out of order", "Content-Type: text/plain", []);
        _clock.Advance(TimeSpan.FromHours(1));
        var meanwhile = await reader.Read(site, _maker.Make(TokenMaker.Claims(Now), "RS256", "rsa"), default);
        _clock.Advance(TimeSpan.FromHours(12));
        var later = await reader.Read(site, _maker.Make(TokenMaker.Claims(Now), "RS256", "rsa"), default);

        Assert.Null(meanwhile.Refusal);
        Assert.Equal("publisher-keys", later.Refusal?.Code);
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-521","x":"AAAA","y":"AAAA"}]}""")]
    [InlineData("""{"keys":[{}]}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("{}")]
    public void Keys_that_are_weak_or_not_for_signing_are_left_out(string json) =>
        Assert.Empty(PublisherKeys.Parse(Encoding.UTF8.GetBytes(json))!);

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    public void What_is_no_key_set_is_none(string json) => Assert.Null(PublisherKeys.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task Roles_give_a_badge_only_where_the_site_says_so_and_never_power()
    {
        var claims = TokenMaker.Claims(Now);
        (claims["roles"], claims["role"], claims["admin"]) = (new JsonArray("staff", "moderator", "administrator"), "administrator", true);

        var read = (await WithSecret(_maker.Make(claims))).Value!.Claims;

        Assert.Equal(Parley.Accounts.Badge.None, PublisherTokenRules.BadgeOf(read, mayBadge: false));
        Assert.Equal(Parley.Accounts.Badge.Staff, PublisherTokenRules.BadgeOf(read, mayBadge: true));
    }

    /// <summary>Another character of the alphabet whose first bits are the same: the same bytes to a lenient reader.</summary>
    private static char Next(char last) => (char)(last + 1) is var next && char.IsAsciiLetterOrDigit(next) ? next : (char)(last - 1);

    private static void AssertRefused(string at, Outcome<PublisherTokens.Believed> read)
    {
        Assert.NotNull(read.Refusal);
        Assert.Equal((401, "publisher-token", at), (read.Refusal.Status, read.Refusal.Code, read.Refusal.Field));
    }

    private Task<Outcome<PublisherTokens.Believed>> WithSecret(string? token) => Read(Site("secret", secrets: [_maker.Secret]), token);

    private async Task<Outcome<PublisherTokens.Believed>> Read(LiveSite site, string? token)
    {
        using var outbound = Outbound(1);
        return await Reader(outbound).Read(site, token, default);
    }

    private async Task<Outcome<PublisherTokens.Believed>> WithKeys(string token)
    {
        await using var publisher = new LoopbackServer(_ => LoopbackServer.Ok(_maker.KeySet()));
        using var outbound = Outbound(publisher.Port);
        return await Reader(outbound).Read(Site("keys", $"http://127.0.0.1:{publisher.Port}/keys"), token, default);
    }

    private PublisherTokens Reader(Outbound outbound) => new(
        new PublisherKeys(outbound, _clock, new ListLog<PublisherKeys>()), new SiteSecrets(_installation), _clock);

    private Outbound Outbound(int port) => new(
        new OutboundOptions([new HostPort("127.0.0.1", port)]), _clock, new ListLog<Outbound>(),
        (_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback]));

    private LiveSite Site(string way, string keys = "", params byte[][] secrets)
    {
        var id = new SiteId(7);
        var sealer = new SiteSecrets(_installation);
        return new LiveSite(
            new Site(id, TokenMaker.Audience, "The News", "en", [TokenMaker.Issuer], Now),
            new SiteSettings { PublisherAccounts = way, PublisherKeysUrl = keys },
            [],
            EventPosition.Start)
        {
            Secrets = [.. secrets.Select((secret, at) => new SiteSecret(id, new SiteSecretId(at + 1), sealer.Seal(id, secret), Now))],
        };
    }
}
