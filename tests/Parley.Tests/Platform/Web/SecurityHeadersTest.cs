using Microsoft.AspNetCore.Http;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class SecurityHeadersTest
{
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'self'; object-src 'none'; require-trusted-types-for 'script'; frame-ancestors ";

    [Theory]
    [InlineData("Page", "Content-Security-Policy", PagePolicy + "'none'")]
    [InlineData("Page", "X-Content-Type-Options", "nosniff")]
    [InlineData("Page", "Referrer-Policy", "same-origin")]
    [InlineData("Page", "Cross-Origin-Opener-Policy", "same-origin")]
    [InlineData("Page", "Cross-Origin-Resource-Policy", "same-origin")]
    [InlineData("Page", "Origin-Agent-Cluster", "?1")]
    [InlineData("Page", "Cache-Control", null)]
    [InlineData("PrivatePage", "Content-Security-Policy", PagePolicy + "'none'")]
    [InlineData("PrivatePage", "Cross-Origin-Resource-Policy", "same-origin")]
    [InlineData("PrivatePage", "Referrer-Policy", "same-origin")]
    [InlineData("PrivatePage", "Cache-Control", "private, no-store")]
    [InlineData("Api", "X-Content-Type-Options", "nosniff")]
    [InlineData("Api", "Cross-Origin-Resource-Policy", "same-origin")]
    [InlineData("Api", "Cross-Origin-Opener-Policy", null)]
    [InlineData("Asset", "X-Content-Type-Options", "nosniff")]
    [InlineData("Asset", "Cross-Origin-Resource-Policy", "cross-origin")]
    public void A_kind_of_document_has_its_headers(string kind, string name, string? expected) =>
        Assert.Equal(expected, Headers(kind, isHttps: true).TryGetValue(name, out var value) ? value.ToString() : null);

    [Theory]
    [InlineData("Page")]
    [InlineData("PrivatePage")]
    [InlineData("Api")]
    [InlineData("Asset")]
    public void Https_is_promised_on_https_alone(string kind)
    {
        Assert.Equal("max-age=31536000; includeSubDomains", Headers(kind, isHttps: true).StrictTransportSecurity);
        Assert.Empty(Headers(kind, isHttps: false).StrictTransportSecurity.ToString());
    }

    [Theory]
    [InlineData("Page")]
    [InlineData("PrivatePage")]
    [InlineData("Api")]
    [InlineData("Asset")]
    public void Nothing_is_allowed_that_was_not_named(string kind)
    {
        var policy = Headers(kind, isHttps: true).ContentSecurityPolicy.ToString();

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain('*', policy);
    }

    [Fact]
    public void A_page_is_framed_by_the_sites_origins_alone()
    {
        var headers = Headers("Page", isHttps: true, "https://news.example", "http://127.0.0.1:8081");

        Assert.Equal(PagePolicy + "https://news.example http://127.0.0.1:8081", headers.ContentSecurityPolicy);
        Assert.Equal("cross-origin", headers["Cross-Origin-Resource-Policy"]);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example")]
    [InlineData("https:")]
    [InlineData("'self'")]
    [InlineData("news.example")]
    [InlineData("https://news.example/")]
    [InlineData("https://a.example; script-src b.example")]
    [InlineData("https://a.example https://b.example")]
    [InlineData("https://a.example,https://b.example")]
    public void What_is_not_one_origin_never_reaches_a_header(string ancestor) =>
        Assert.Throws<ArgumentException>(() => Headers("Page", isHttps: true, ancestor));

    [Theory]
    [InlineData("PrivatePage")]
    [InlineData("Api")]
    [InlineData("Asset")]
    public void Only_a_page_is_framed(string kind) =>
        Assert.Throws<ArgumentException>(() => Headers(kind, isHttps: true, "https://news.example"));

    private static IHeaderDictionary Headers(string kind, bool isHttps, params string[] frameAncestors)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        SecurityHeaders.Write(headers, Enum.Parse<DocumentKind>(kind), isHttps, frameAncestors);
        return headers;
    }
}
