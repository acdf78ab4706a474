namespace Parley.Tests;

public sealed class SmokeTest
{
    [Fact]
    public void Arithmetic_holds() => Assert.Equal(4, 2 + 2);
}
