using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class SealingTest
{
    private static readonly byte[] Plain = [1, 2, 3];

    private readonly InstallationSecret _installation = new("the secret of one installation");

    [Fact]
    public void What_was_sealed_opens_for_the_same_purpose_and_owner() =>
        Assert.Equal(Plain, _installation.Open("keys", "one", _installation.Seal("keys", "one", Plain)));

    [Fact]
    public void It_opens_for_nothing_and_nobody_else()
    {
        var content = _installation.Seal("keys", "one", Plain);

        Assert.Null(_installation.Open("mail", "one", content));
        Assert.Null(_installation.Open("keys", "two", content));
        Assert.Null(new InstallationSecret("the secret of another one").Open("keys", "one", content));
        Assert.Null(_installation.Open("keys", "one", content[..^1]));
        Assert.Null(_installation.Open("keys", "one", [.. content[..^1], (byte)(content[^1] ^ 1)]));
        Assert.Null(_installation.Open("keys", "one", []));
    }

    [Fact]
    public void The_same_secret_never_looks_the_same() =>
        Assert.NotEqual(_installation.Seal("keys", "one", Plain), _installation.Seal("keys", "one", Plain));
}
