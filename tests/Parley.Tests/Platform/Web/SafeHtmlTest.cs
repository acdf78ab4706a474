using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class SafeHtmlTest
{
    [Theory]
    [InlineData("https://courier.example/a?b=c#d", "https://courier.example/a?b=c#d")]
    [InlineData("http://courier.example", "http://courier.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData(" javascript:alert(1)", null)]
    [InlineData("JAVASCRIPT:alert(1)", null)]
    [InlineData("java\tscript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("//courier.example/a", null)]
    [InlineData("/a", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_link_leads_outside_only_by_http(string? given, string? address) => Assert.Equal(address, SafeHtml.Address(given));

    [Fact]
    public void Nothing_draws_nothing() => Assert.Null(SafeHtml.Draw(null));
}
