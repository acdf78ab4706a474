using Parley.Accounts;
using Parley.Sites;

namespace Parley.Tests.Accounts;

/// <summary>What is shown as a token may be any text; reading it never fails but by saying no.</summary>
public sealed class TokenTextTest
{
    [Theory]
    [InlineData("")]
    [InlineData("38g72s8r45rdh.")]
    [InlineData("38g72s8r45rdh.!!!!")]
    [InlineData("38g72s8r45rdh.AAAA AAAAAAAAAAAAAAAAA")]
    [InlineData("38g72s8r45rdh.\u00e4\u00e4\u00e4\u00e4")]
    [InlineData("38g72s8r45rdh.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_that_is_no_author_token_is_not_read_as_one(string text) =>
        Assert.False(AuthorTokens.TryRead(text, out _, out _));

    [Theory]
    [InlineData("parley_")]
    [InlineData("parley_38g72s8r45rdh_!!!!")]
    [InlineData("parley_38g72s8r45rdh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%")]
    public void Text_that_is_no_API_key_is_not_read_as_one(string text) => Assert.False(ApiKey.TryRead(text, out _, out _));
}
