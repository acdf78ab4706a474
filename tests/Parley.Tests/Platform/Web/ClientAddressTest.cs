using System.Net;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class ClientAddressTest
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::1", "::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void A_client_is_an_IPv4_address_or_a_household_of_IPv6(string address, string expected) =>
        Assert.Equal(expected, ClientAddress.Key(IPAddress.Parse(address)));

    [Fact]
    public void Those_without_an_address_are_one_client() => Assert.Equal("none", ClientAddress.Key(null));
}
