using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Tests.Platform;

namespace Parley.Tests.Accounts;

public sealed class AccessTokensTest
{
    private static readonly SiteId Site = new(4711);
    private static readonly PersonId Person = new(815);

    private readonly TestClock _clock = new();
    private readonly AccessTokens _tokens;

    public AccessTokensTest() => _tokens = Tokens("a secret of this installation");

    [Fact]
    public void A_token_says_who_its_reader_is() => Assert.Equal(Person, _tokens.Read(_tokens.Make(Site, Person), Site));

    [Fact]
    public void It_ends_to_the_moment()
    {
        var token = _tokens.Make(Site, Person);

        _clock.Advance(AccessTokens.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(_tokens.Read(token, Site));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_tokens.Read(token, Site));
    }

    [Fact]
    public void It_proves_nothing_on_another_site() => Assert.Null(_tokens.Read(_tokens.Make(Site, Person), new SiteId(4712)));

    [Fact]
    public void Another_installation_made_none_of_ours() =>
        Assert.Null(_tokens.Read(Tokens("the secret of another one").Make(Site, Person), Site));

    [Fact]
    public void Not_one_character_can_be_changed()
    {
        var token = _tokens.Make(Site, Person);

        for (var at = 0; at < token.Length; at++)
        {
            var changed = token[..at] + (token[at] == '0' ? '1' : '0') + token[(at + 1)..];
            Assert.Null(_tokens.Read(changed, Site));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("access.")]
    [InlineData("access...")]
    [InlineData("access.00000000000rf.00000000000rf")]
    [InlineData("access.00000000000rf.00000000000rf.")]
    [InlineData("access.00000000000rf.00000000000rf.!!!!")]
    [InlineData("00000000000rf.c2VjcmV0")]
    public void Other_text_is_no_token(string text) => Assert.Null(_tokens.Read(text, Site));

    private AccessTokens Tokens(string secret) => new(new InstallationSecret(secret), _clock);
}
