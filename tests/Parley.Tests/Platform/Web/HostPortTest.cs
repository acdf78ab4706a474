using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class HostPortTest
{
    [Theory]
    [InlineData("intranet.example:8080", "intranet.example", 8080)]
    [InlineData("LocalHost:1", "localhost", 1)]
    [InlineData("my_service-2:65535", "my_service-2", 65535)]
    [InlineData("127.0.0.1:443", "127.0.0.1", 443)]
    [InlineData("[::1]:25", "::1", 25)]
    [InlineData("[2001:DB8:0:0::1]:25", "2001:db8::1", 25)]
    public void A_door_is_a_host_and_a_port(string text, string host, int port)
    {
        var door = HostPort.Parse(text);

        Assert.Equal(new(host, port), door);
        Assert.Equal(door, HostPort.Parse(door!.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":80")]
    [InlineData("host")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:080")]
    [InlineData("host:65536")]
    [InlineData("host:+80")]
    [InlineData("host: 80")]
    [InlineData("host:http")]
    [InlineData("host:80/")]
    [InlineData("http://host:80")]
    [InlineData("*.example:80")]
    [InlineData("host..example:80")]
    [InlineData("host.:80")]
    [InlineData("-host:80")]
    [InlineData("ho st:80")]
    [InlineData("user@host:80")]
    [InlineData("höst:80")]
    [InlineData("127.1:80")]
    [InlineData("0x7f.0.0.1:80")]
    [InlineData("127.0.0.01:80")]
    [InlineData("2130706433:80")]
    [InlineData("::1:80")]
    [InlineData("[::1]")]
    [InlineData("[::1:80")]
    [InlineData("[[::1]]:80")]
    [InlineData("[fe80::1%1]:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("[host]:80")]
    public void Anything_else_is_refused(string text) =>
        Assert.Null(HostPort.Parse(text));
}
